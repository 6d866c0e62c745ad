"""How a theme writes the entries of a table of contents, learned from its own template for them."""

import html
import secrets
from collections.abc import Sequence
from typing import Any

import jinja2
from mkdocs.structure.toc import AnchorLink, TableOfContents, get_toc

from rencana.render.page import Heading
from rencana.site.shell.fill import TocEntry, fill_slots, nest
from rencana.site.shell.probe import ENTRY, SOME, Placeholders, ThemeUnsupported, told

TOP = "top"
"""The id of the h1 in our templates. Themes that let readers skip to the content lead to the first of all headings."""
_ITEM = "partials/toc-item.html"
_TRIED = (
    Heading(2, "a", "A & <b>"),
    Heading(2, "b", '"B"'),
    Heading(3, "c", "C"),
    Heading(2, "d", "D"),
    Heading(3, "e", "E"),
    Heading(3, "f", "F"),
)
"""Entries that the theme and the stencil must write alike: alone, with one below, and with several."""


def contents(title: str, headings: Sequence[Heading]) -> TableOfContents:
    """Returns a title with the headings below it as MkDocs' table of contents."""
    top = _token(Heading(1, TOP, title), [])
    top["children"] = [_token(heading, inside) for heading, inside in nest(headings)]
    return get_toc([top])


def _token(heading: Heading, inside: Sequence[Heading]) -> Any:  # noqa: ANN401  plain dicts of the shape that MkDocs reads
    name, children = html.escape(heading.title), [_token(child, []) for child in inside]
    return {"level": heading.level, "id": heading.anchor, "name": name, "children": children}


def learn_entry(env: jinja2.Environment) -> TocEntry:
    """Returns how a theme writes an entry, tried on entries of all sorts."""
    try:
        item = env.get_template(_ITEM)
    except jinja2.TemplateNotFound:
        # Not Material: where another theme shows the entries, their marks are found in places where none is meant.
        return TocEntry((), ())
    marks = Placeholders(secrets.token_hex(8))
    try:
        leaf = marks.stencil(item.render(toc_item=_marked(marks, "heading", "anchor", 2)))
        parent = _marked(marks, "heading", "anchor", 2)
        parent.children = [_marked(marks, f"heading {number}", f"anchor {number}", 3) for number in range(SOME)]
        entry = TocEntry(leaf, marks.stencil(mark_entries(item.render(toc_item=parent), TocEntry(leaf, ()), marks)))
        same = [item.render(toc_item=link) for top in contents("", _TRIED) for link in top.children] == entry.write(
            _TRIED
        )
    except (jinja2.TemplateError, KeyError) as error:
        raise ThemeUnsupported(f"an entry of its table of contents needs more than the heading ({error})") from error
    if not same:
        raise ThemeUnsupported("it treats entries of a table of contents differently")
    return entry


def mark_entries(output: str, entry: TocEntry, marks: Placeholders) -> str:
    """Returns what a theme has made, with one mark in place of each entry."""
    for number in range(SOME):
        texts = {"heading": marks.mark(f"heading {number}"), "anchor": marks.mark(f"anchor {number}")}
        if written := fill_slots(entry.leaf, texts):
            output = output.replace(written, marks.mark(f"{ENTRY}{number}"))
    return output


def marked(marks: Placeholders, title: str, level: int) -> TableOfContents:
    """Returns a table of contents that stands for those of all pages whose first heading has a level; 0 is none."""
    top = AnchorLink(title, TOP, 1)
    top.active = True  # type: ignore[attr-defined]  # as MkDocs has it
    if level:
        levels = (level, *(2 for _ in range(1, SOME)))
        links = enumerate(levels)
        top.children = _Some(_marked(marks, f"heading {one}", f"anchor {one}", level) for one, level in links)
    return TableOfContents([top])


class _Some(list[AnchorLink]):
    """Entries that stand for any number of them."""

    def __bool__(self) -> bool:
        """Says that there are some."""
        return True

    def __len__(self) -> int:
        """Is not known."""
        raise ThemeUnsupported("it counts the entries of the table of contents")


def _marked(marks: Placeholders, heading: str, anchor: str, level: int) -> AnchorLink:
    title = told(marks.mark(heading), "heading", None, {})
    return AnchorLink(title, marks.mark(anchor), level)
