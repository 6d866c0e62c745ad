"""A page's shell: all that the theme writes around pages of one kind, as plain data that can be stored.

It knows neither MkDocs nor Jinja: a page is put into its shell without either.
"""

import html
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from markupsafe import Markup, escape
from msgspec import Struct

from rencana.render.page import Heading

ESCAPINGS: Mapping[str, Callable[[str], str]] = {
    "plain": str,
    "escaped": lambda text: str(escape(text)),
    "bare": lambda text: Markup(text).striptags(),  # noqa: S704  what Jinja's filter does
    "bare, escaped": lambda text: str(escape(Markup(text).striptags())),  # noqa: S704  as above
}
"""How a theme may write a text of a page: as it is, escaped, or without tags."""
ENTRIES = "entries"
"""The name of the slot for all entries of the table of contents."""
H1 = "<h1"
"""Material writes a heading of its own into a page whose content has none: such a page has no shell."""


class TextSlot(NamedTuple):
    """A slot for a text: the text's name and its escaping; for entries, what stands between two of them instead."""

    name: str
    escaping: str


SlottedText: TypeAlias = tuple[str | TextSlot, ...]
"""A text with slots in it."""


class PageTexts(Struct, frozen=True):
    """All that differs between pages of one kind: texts by name, and the headings."""

    texts: Mapping[str, str]
    headings: tuple[Heading, ...]


class PageShell(Struct, frozen=True):
    """The theme around all pages of one kind.

    `linked` are the beginnings of addresses that the theme links to: on a page below one of them its relative links
    look different.
    """

    slotted: SlottedText
    linked: tuple[str, ...]

    def fill(self, page: PageTexts, url: str) -> str | None:
        """Returns a page, or None where this page has to be rendered by the theme itself."""
        if H1 not in page.texts["content"] or url.startswith(self.linked):
            return None
        entries = [toc_entry(heading, children) for heading, children in nest(page.headings)]
        return "".join(
            part
            if isinstance(part, str)
            else part.escaping.join(entries)
            if part.name == ENTRIES
            else ESCAPINGS[part.escaping](page.texts[part.name])
            for part in self.slotted
        )


def nest(headings: Sequence[Heading]) -> list[tuple[Heading, list[Heading]]]:
    """Returns headings with those that stand below them: of level 3 below those of level 2."""
    nested: list[tuple[Heading, list[Heading]]] = []
    for heading in headings:
        if heading.level > 2 and nested:  # noqa: PLR2004  h3 stands below h2
            nested[-1][1].append(heading)
        else:
            nested.append((heading, []))
    return nested


def toc_entry(heading: Heading, children: Sequence[Heading] = ()) -> str:
    """Returns an entry of the table of contents as templates/theme/partials/toc-item.html writes it, byte for byte."""
    title = html.escape(heading.title)
    inside = ""
    if children:
        items = "".join(f"\n          {toc_entry(child)}\n        " for child in children)
        label = ESCAPINGS["bare, escaped"](title)
        inside = (
            f'\n    <nav class="md-nav" aria-label="{label}">\n      <ul class="md-nav__list">\n        '
            f"{items}\n      </ul>\n    </nav>\n  "
        )
    return (
        f'<li class="md-nav__item">\n  <a href="#{heading.anchor}" class="md-nav__link">\n'
        f'    <span class="md-ellipsis">\n      \n        {title}\n      \n    </span>\n  </a>\n  {inside}\n</li>'
    )
