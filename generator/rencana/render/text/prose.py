"""Converts the Markdown of prose fields to clean HTML, which can hold neither a script nor a remote request."""

import html
import re
import threading
from collections.abc import Mapping
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import nh3
from markupsafe import Markup, escape

from rencana.plan.language.prose import excess

if TYPE_CHECKING:
    from markdown import Markdown

_TAGS = "p br strong em ul ol li blockquote code pre hr a img table thead tbody tr th td"
# nh3 keeps `title` and `lang` on every tag unless "*" is given.
_ATTRIBUTES: Mapping[str, set[str]] = {"*": set(), "a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}}
_SCHEMES = frozenset({"http", "https", "mailto"})
_REL = "noopener noreferrer"
_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,6}")

# A text with none of these is a single paragraph, and needs no converter; most texts of plans are so.
_MARKED = re.compile(r"[*_`\[<\\\n]|&#|&\w+;")
_BLOCK = re.compile(r"\s*(?:[-+>#]|\d+\.)|\s{4}")
"""How a list, a quotation, a heading or code begins."""
_HEADING = re.compile(r"<(/?)h[1-6]>")
# Markdown would take `#word` at the start of a line for a heading; in a plan it is a hashtag.
_HEADING_MARK = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ \t]+(?P<header>(?:\\.|[^\\])*?)#*(?:\n|$)")
_LOST_PICTURE = re.compile(r'<img(?: alt="[^"]*")?>')
_BLOCK_END = re.compile(r"</(?:p|li|blockquote|pre|th|td|tr)>|<(?:br|hr)>")
_TAG = re.compile(r"<[^>]*>")
_PICTURE = re.compile(r'<img[^>]* src="([^"]*)"')


class _Converters(threading.local):
    """The converters of one thread: a converter has state while it works, and building it costs more than using it."""

    @cached_property
    def plans(self) -> "Markdown":
        """The converter of prose fields."""
        from markdown import Markdown  # noqa: PLC0415  most prose is plain text, and the import takes long

        converter = Markdown(extensions=["tables", "sane_lists"], output_format="html")
        heading = converter.parser.blockprocessors["hashheader"]
        heading.RE = _HEADING_MARK  # type: ignore[attr-defined]  # the types know only the base class
        return converter

    @cached_property
    def ours(self) -> "Markdown":
        """The converter of texts of this program."""
        from markdown import Markdown  # noqa: PLC0415  as above

        return Markdown(extensions=["fenced_code", "tables"], output_format="html")


_converters = _Converters()


def manual(text: str) -> Markup:
    """Converts Markdown of this program, such as the page of a rule; not for texts of users, as nothing is cleaned."""
    return Markup(_converters.ours.reset().convert(text))  # noqa: S704  the text is part of this program


def prose(text: str, *, pictures: frozenset[str] = frozenset(), before: str = "") -> Markup:
    """Converts Markdown to clean HTML; `pictures` are those that it may show, and `before` is put before their paths.

    What is too long or too deep for any person to have written it is shown as plain text.
    """
    # A text without a picture becomes the same HTML on each page, and is cached once for all of them.
    return _prose(text, pictures, before) if "assets/" in text else _prose(text, frozenset(), "")


def pictures_in(text: str, pictures: frozenset[str]) -> set[str]:
    """Returns those of some pictures that a prose text shows."""
    if "assets/" not in text:
        return set()
    return {unquote(html.unescape(address)) for address in _PICTURE.findall(prose(text, pictures=pictures))}


@lru_cache(1024)
def _prose(text: str, pictures: frozenset[str], before: str) -> Markup:
    if not _MARKED.search(text) and not _BLOCK.match(text):
        return Markup(f"<p>{escape(text)}</p>")  # noqa: S704  the text is escaped
    converted = f"<p>{html.escape(text)}</p>" if excess(text) else _converters.plans.reset().convert(text)
    # The headings of a page are its own, so a heading in a text becomes a bold paragraph.
    converted = _HEADING.sub(lambda tag: "</strong></p>" if tag[1] else "<p><strong>", converted)
    clean = _cleaner(pictures, before).clean(converted)
    # The cleaner removes a forbidden address, but leaves the tag: take the picture and the `rel` of the link too.
    clean = _LOST_PICTURE.sub("", clean).replace(f'<a rel="{_REL}">', "<a>")
    return Markup(clean)  # noqa: S704  nh3 has cleaned it


@lru_cache(64)
def _cleaner(pictures: frozenset[str], before: str) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(_TAGS.split()),
        attributes=dict(_ATTRIBUTES),
        url_schemes=set(_SCHEMES),
        link_rel=_REL,
        attribute_filter=partial(_attribute, pictures, before),
    )


def plain(text: str) -> str:
    """Returns the words of a prose text without any marks, for search and descriptions."""
    spaced = _BLOCK_END.sub(" ", prose(text))
    return " ".join(html.unescape(_TAG.sub("", spaced)).split())


def _attribute(pictures: frozenset[str], before: str, tag: str, name: str, value: str) -> str | None:
    """Keeps links to the web and to mail, and the pictures that may be shown."""
    match tag, name:
        case "a", "href":
            return value if _LINK.match(value) else None
        case "img", "src":
            # No name in the list leads anywhere, so nothing else about the address needs to be known.
            return f"{before}{quote(name)}" if (name := unquote(value)) in pictures else None
        case "ol", "start":
            return value if _COUNT.fullmatch(value) else None
    return value
