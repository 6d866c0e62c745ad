"""The search of the site: entries of our pages come from the data, and join the index that the host has made."""

import json
from collections.abc import Iterable
from pathlib import Path

from rencana.site.hosted import HostedPage


def search_entries(pages: Iterable[HostedPage]) -> list[dict[str, str]]:
    """Returns what the search knows of our pages."""
    return [
        {
            "location": f"{page.url}#{entry.anchor}" if entry.anchor else page.url,
            "title": _escape(entry.title),
            "text": _escape(entry.text),
        }
        for page in pages
        if page.body
        for entry in page.body.search
    ]


def add_to_index(path: Path, entries: list[dict[str, str]]) -> None:
    """Adds entries to the index at `path`; a site without search has none."""
    if not path.is_file() or not entries:
        return
    index = json.loads(path.read_text(encoding="utf-8"))
    index["docs"].extend(entries)
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":"), sort_keys=True), encoding="utf-8")


def _escape(text: str) -> str:
    # The search of the theme puts titles and texts into the page as HTML.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
