"""What a page says of itself to whoever shows a link to it: search engines, chats, feeds."""

from msgspec import Struct

from rencana.render.page import Body, Page

_LONGEST = 160
"""Search engines show about as many characters."""


class ShareCard(Struct, frozen=True):
    """The words of a page for others, and what kind of thing it is, as Open Graph calls it."""

    title: str
    description: str
    kind: str


def share_card(page: Page, body: Body) -> ShareCard:
    """Returns what a page says of itself; the home stands for the whole site."""
    return ShareCard(page.title, description(page, body), "website" if page.kind == "home" else "article")


def description(page: Page, body: Body) -> str:
    """Returns a page in a sentence or two: its lead, else the beginning of what the search knows of it."""
    text = body.description or " ".join(entry.text for entry in body.search if entry.text) or page.title
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rsplit(' ', 1)[0].rstrip(' ,;:')} …"
