"""The search of the site: entries of our pages come from the data, and join the index that the host has made."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from rencana.cache import sum_of
from rencana.render.page import SearchEntry

Row: TypeAlias = dict[str, str]
"""An entry as the index holds it."""


MARK = "data-search-"
"""With what attributes begin by which a page tells the search of the theme something; it takes them out of the page."""


def search_rows(url: str, entries: Iterable[SearchEntry]) -> list[Row]:
    """Returns what the search knows of a page of ours."""
    return [
        {
            "location": f"{url}#{entry.anchor}" if entry.anchor else url,
            "title": _escape(entry.title),
            "text": _escape(entry.text),
        }
        for entry in entries
    ]


def with_rows(index: dict[str, Any], rows: list[Row]) -> str:
    """Returns an index with our entries after its own."""
    return _written({**index, "docs": [*index["docs"], *rows]})


def with_new_rows(index: str, new: Mapping[str, list[Row]]) -> str | None:
    """Returns an index in which pages have other entries, by their addresses; None where one of them had none."""
    known, docs, found = json.loads(index), [], set()
    for row in known["docs"]:
        url = row["location"].partition("#")[0]
        if url not in new:
            docs.append(row)
        elif url not in found:
            found.add(url)
            docs += new[url]
    return _written({**known, "docs": docs}) if found == new.keys() else None


def sum_of_rows(rows: list[Row]) -> bytes:
    """Returns what stands for the entries of a page."""
    return sum_of(repr(rows).encode("utf-8", "surrogatepass"))[:16]


def _written(index: dict[str, Any]) -> str:
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def as_script(index: str) -> str:
    """Returns an index as a script; a page from a folder may load no data."""
    return f"var __index = {index}"


def _escape(text: str) -> str:
    # The search of the theme puts titles and texts into the page as HTML.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
