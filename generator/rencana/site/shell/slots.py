"""What a page of ours says in its place in the site, and what kind of page that makes it for the theme."""

import html
from typing import NamedTuple

from rencana.render.page import Body, Page
from rencana.site.shell.fill import PageTexts
from rencana.site.shell.place import PageLocation
from rencana.site.shell.sharing import share_card
from rencana.site.shell.titles import safe_title


class ShellKey(NamedTuple):
    """What pages have in common whose shell is the same; `filled` says which texts are there at all."""

    shared: tuple[str, ...]
    below: int
    file: bool
    own: str
    spoken: str
    shared_as: str
    level: int
    filled: tuple[bool, ...]


def texts_of(page: Page, body: Body, place: PageLocation) -> PageTexts:
    """Returns all that a page has of its own."""
    said = share_card(page, body)
    texts = {
        "title": safe_title(page.title),
        "meta title": html.escape(page.title),
        "description": html.escape(said.description),
        "content": body.html,
        "address": place.canonical,
        "edit": place.edit,
        "shared title": said.title,
        "shared description": said.description,
    }
    return PageTexts(texts, body.headings)


def shell_key(page: Page, body: Body, place: PageLocation, inside: PageTexts) -> ShellKey:
    """Returns the kind of a page."""
    level = body.headings[0].level if body.headings else 0
    filled = tuple(bool(text) for text in inside.texts.values())
    way = (place.shared, place.below, place.file)
    return ShellKey(*way, place.own, place.spoken, share_card(page, body).kind, level, filled)
