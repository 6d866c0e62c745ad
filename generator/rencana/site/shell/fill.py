"""What stands around a page, and around an entry of its table of contents, as plain data that can be kept.

It knows neither MkDocs nor Jinja: a page is put into its shell without either.
"""

import html
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from markupsafe import Markup, escape
from msgspec import Struct

from rencana.render.page import Heading

WAYS: Mapping[str, Callable[[str], str]] = {
    "plain": str,
    "escaped": lambda text: str(escape(text)),
    "bare": lambda text: Markup(text).striptags(),  # noqa: S704  what Jinja's filter does
    "bare, escaped": lambda text: str(escape(Markup(text).striptags())),  # noqa: S704  as above
}
"""How a theme may write a text of a page: as it is, escaped, or without tags."""
ENTRIES = "entries"
"""The name of the place for any number of entries."""


class TextSlot(NamedTuple):
    """A place for a text: its name, and how it is written; of entries, what stands between two of them."""

    name: str
    way: str


SlottedText: TypeAlias = tuple[str | TextSlot, ...]
"""A text with places in it."""


def fill_slots(stencil: SlottedText, texts: Mapping[str, str], entries: Sequence[str] = ()) -> str:
    """Returns the text with all its places filled in."""
    return "".join(part if isinstance(part, str) else _fitted(part, texts, entries) for part in stencil)


def _fitted(slot: TextSlot, texts: Mapping[str, str], entries: Sequence[str]) -> str:
    return slot.way.join(entries) if slot.name == ENTRIES else WAYS[slot.way](texts[slot.name])


class TocEntry(Struct, frozen=True):
    """How a theme writes an entry of a table of contents: one by itself, and one with others below it."""

    leaf: SlottedText
    parent: SlottedText

    def write(self, headings: Sequence[Heading]) -> list[str]:
        """Returns the entries of some headings, those of level 3 within those of level 2."""
        return [self._one(*nested) for nested in nest(headings)]

    def _one(self, heading: Heading, inside: Sequence[Heading]) -> str:
        children = [self._one(child, ()) for child in inside]
        texts = {"heading": html.escape(heading.title), "anchor": heading.anchor}
        return fill_slots(self.parent if children else self.leaf, texts, children)


def nest(headings: Sequence[Heading]) -> list[tuple[Heading, list[Heading]]]:
    """Returns headings with those that stand below them: of level 3 below those of level 2."""
    found: list[tuple[Heading, list[Heading]]] = []
    for heading in headings:
        if heading.level > 2 and found:  # noqa: PLR2004  h3 stands below h2
            found[-1][1].append(heading)
        else:
            found.append((heading, []))
    return found


class PageTexts(Struct, frozen=True):
    """All that differs between pages of a kind: texts by name, and the headings."""

    texts: Mapping[str, str]
    headings: tuple[Heading, ...]


class PageShell(Struct, frozen=True):
    """The theme around all pages of a kind.

    `answers` are what the theme asked of texts, and what it was told; a page with another answer has no place here.
    `near` are the beginnings of addresses into which the theme links: from there its links look different.
    """

    stencil: SlottedText
    entry: TocEntry
    answers: tuple[tuple[str, str, bool], ...]
    near: tuple[str, ...]

    def fill(self, inside: PageTexts, url: str) -> str | None:
        """Returns a page, or nothing where this one has to be rendered truly."""
        texts = inside.texts
        if any((wanted in texts[name]) != answer for name, wanted, answer in self.answers):
            return None
        if url.startswith(self.near):
            return None
        return fill_slots(self.stencil, texts, self.entry.write(inside.headings))
