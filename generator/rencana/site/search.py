"""The search index: rows for our pages are made from the data, and added to the index that the host has made."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from rencana.jobs.store import digest
from rencana.render.page import SearchEntry

MARK = "data-search-"
"""Attributes that begin so are for the search plugin of the theme, which takes them out of the page."""
_LOCATION = '{"location":'
_DECODER = json.JSONDecoder()


def rows_of(url: str, entries: Iterable[SearchEntry]) -> str:
    """Returns the rows of a page as they stand in the index: JSON objects with commas between."""
    return ",".join(
        _written(
            {
                "location": f"{url}#{entry.anchor}" if entry.anchor else url,
                "title": _escape(entry.title),
                "text": _escape(entry.text),
            }
        )
        for entry in entries
    )


def with_rows(index: dict[str, Any], rows: Iterable[str]) -> Iterator[str]:
    """Yields an index with the rows of our pages after its own, piece by piece, as all together may be large."""
    before, mark, after = _written({**index, "docs": []}).rpartition('"docs":[')
    yield before + mark
    for number, docs in enumerate(filter(None, chain(map(_written, index["docs"]), rows))):
        yield f",{docs}" if number else docs
    yield after


def with_new_rows(index: str, new: Mapping[str, str]) -> str | None:
    """Returns an index with other rows for some pages, by their addresses; None where a page has none, or had none."""
    for url, rows in new.items():
        place = _rows_in(index, url)
        if place is None or not rows:
            return None
        start, end = place
        index = f"{index[:start]}{rows}{index[end:]}"
    return index


def _rows_in(index: str, url: str) -> tuple[int, int] | None:
    """Returns where the rows of a page begin and end in an index; they stand together."""
    # A quotation mark within a text has a backslash before it, so that only an entry begins like this.
    begins = f"{_LOCATION}{_written(url)[:-1]}"
    starts = [at for mark in ('"', "#") if (at := index.find(begins + mark)) >= 0]
    if not starts:
        return None
    start = at = min(starts)
    end = start
    while index.startswith(_LOCATION, at):
        row, after = _DECODER.raw_decode(index, at)
        if row["location"].partition("#")[0] != url:
            break
        end, at = after, after + 1
    return start, end


def digest_of_rows(rows: str) -> bytes:
    """Returns the digest of the rows of a page."""
    return digest(rows.encode("utf-8", "surrogatepass"))[:16]


def _written(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def as_script(index: str) -> str:
    """Returns an index as a script, as a page that is opened from a folder may load no data."""
    return f"var __index = {index}"


def _escape(text: str) -> str:
    # The search of the theme puts titles and texts into the page as HTML.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
