"""Joins our pages with the navigation that the author of a site has written in mkdocs.yml."""

from typing import Any

from rencana.render import address
from rencana.render.page import Page, Section


def joined(written: list[Any], parts: tuple[Section | Page, ...], at: str) -> list[Any]:
    """Returns a navigation with our pages: a section at the end, or at the root of a site in front of all else.

    Where the navigation has an entry of our first page, that becomes the section. `at` is where our pages live.
    """
    ours = _nav(parts, at, str(written))
    if at and ours:
        ((ours_title, pages),) = ours[0].items()
        for number, entry in enumerate(written):
            if section := _section_from(entry, f"{at}{address.HOME}", ours_title):
                ((title, listed),) = section.items()
                return [*written[:number], {title: [*listed, *pages]}, *written[number + 1 :]]
    if at:
        return [*written, *ours]
    return [page for section in ours for page in next(iter(section.values()))] + written


def _section_from(entry: Any, path: str, title: str) -> dict[str, list[Any]] | None:  # noqa: ANN401  what YAML can hold
    """Returns an entry of a navigation that leads to a page, or begins with it, as a section; None for any other."""
    if entry == path:
        return {title: [path]}
    if not isinstance(entry, dict):
        return None
    ((name, value),) = entry.items()
    if value == path:
        return {name: [path]}
    holds_it = isinstance(value, list) and any(page == path or path in _values(page) for page in value)
    return {name: value} if holds_it else None


def _values(entry: Any) -> list[Any]:  # noqa: ANN401  as above
    return list(entry.values()) if isinstance(entry, dict) else []


def _nav(parts: tuple[Section | Page, ...], at: str, written: str) -> list[Any]:
    """Returns our navigation in the form of mkdocs.yml, without what its author has listed already."""
    entries: list[Any] = []
    for part in parts:
        if isinstance(part, Section):
            if children := _nav(part.parts, at, written):
                entries.append({part.title: children})
        elif repr(f"{at}{part.path}") not in written:
            entries.append({part.title: f"{at}{part.path}"})
    return entries
