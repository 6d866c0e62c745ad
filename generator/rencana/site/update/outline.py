"""Which pages a site has, and where: while that is the same, a change of plans changes nothing around them."""

from collections.abc import Container
from hashlib import sha256
from typing import Any

from msgspec import msgpack

from rencana.render.page import Download, Page, Pages, Redirect, Section


def layout_digest(pages: Pages, named: Container[str]) -> str:
    """Returns what stands for all that surroundings of pages show; `named` are the paths of pages in the navigation."""
    shown = (
        [
            (one.path, one.kind, one.source, one.listed, one.language, one.title if one.path in named else "")
            for one in pages.pages
        ],
        [one.path for one in pages.downloads],
        [(one.path, one.to) for one in pages.redirects],
        [_part(part) for part in pages.nav],
    )
    return sha256(msgpack.encode(shown)).hexdigest()


def cache_keys(pages: Pages) -> dict[str, str]:
    """Returns what each page, each file beside the pages and each redirect rests on, by its path."""
    every: list[Page | Download | Redirect] = [*pages.pages, *pages.downloads, *pages.redirects]
    return {one.path: one.basis for one in every}


def _part(part: Section | Page) -> Any:  # noqa: ANN401  plain data
    return (part.title, [_part(one) for one in part.parts] if isinstance(part, Section) else part.path)
