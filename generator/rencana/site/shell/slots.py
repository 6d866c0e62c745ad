"""What a page of ours brings to its shell: where it lives, the texts for the slots, and which shell it takes."""

import html
from typing import NamedTuple

from msgspec import Struct

from rencana.render.page import Body, Page
from rencana.site.shell.fill import PageTexts

_BRACKETS = str.maketrans({"<": "‹", ">": "›", '"': "”"})
_LONGEST = 160
"""Search engines show about as many characters of a description."""


class PageLocation(NamedTuple):
    """The address of a page, and what its surroundings depend on. MkDocs is asked for it once; then it is stored.

    `file_path` is that of its file in the site. `shared` are the folders of the address that the theme may link into,
    `below` counts those after them, and `file` is true where the address ends in a file. `nav_path` is the path of
    a page that the navigation shows, and empty for others: what is around such a page is around no other.
    """

    url: str
    file_path: str
    canonical: str
    edit: str
    spoken: str
    shared: tuple[str, ...]
    below: int
    file: bool
    nav_path: str


class ShareCard(Struct, frozen=True):
    """The words of a page for search engines, chats and feeds, and its kind, as Open Graph calls it."""

    title: str
    description: str
    kind: str


class ShellKey(NamedTuple):
    """What pages with the same shell have in common; `filled` says which of their texts are not empty."""

    shared: tuple[str, ...]
    below: int
    file: bool
    nav_path: str
    spoken: str
    shared_as: str
    has_headings: bool
    filled: tuple[bool, ...]


def safe_title(title: str) -> str:
    """Returns a title that stays text, whether a theme escapes it, does not, or takes the escaping off again."""
    return html.escape(title.translate(_BRACKETS), quote=False)


def share_card(page: Page, body: Body) -> ShareCard:
    """Returns what a page says about itself to others; the home page stands for the whole site."""
    return ShareCard(page.title, description(page, body), "website" if page.kind == "home" else "article")


def description(page: Page, body: Body) -> str:
    """Returns a page in a sentence or two: its lead, else the beginning of the texts that the search has of it."""
    text = body.description or " ".join(entry.text for entry in body.search if entry.text) or page.title
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rsplit(' ', 1)[0].rstrip(' ,;:')} …"


def texts_of(page: Page, body: Body, location: PageLocation) -> PageTexts:
    """Returns the texts for the slots of a page's shell."""
    card = share_card(page, body)
    texts = {
        "title": safe_title(page.title),
        "meta title": html.escape(page.title),
        "description": html.escape(card.description),
        "content": body.html,
        "address": location.canonical,
        "edit": location.edit,
        "shared title": card.title,
        "shared description": card.description,
    }
    return PageTexts(texts, body.headings)


def shell_key(page: Page, body: Body, location: PageLocation, texts: PageTexts) -> ShellKey:
    """Returns the key of the shell that a page takes."""
    return ShellKey(
        location.shared,
        location.below,
        location.file,
        location.nav_path,
        location.spoken,
        share_card(page, body).kind,
        bool(body.headings),
        tuple(bool(text) for text in texts.texts.values()),
    )
