"""What a page of ours says in its place in the site, and what kind of page that makes it for the theme."""

import html
from typing import NamedTuple

from rencana.render.page import Body, Page
from rencana.site.shell.fill import Inside
from rencana.site.shell.place import Place
from rencana.site.shell.sharing import share
from rencana.site.shell.titles import safe_title


class Kind(NamedTuple):
    """What pages have in common whose shell is the same; `filled` says which texts are there at all."""

    shared: tuple[str, ...]
    below: int
    file: bool
    own: str
    spoken: str
    shared_as: str
    level: int
    filled: tuple[bool, ...]


def inside_of(page: Page, body: Body, place: Place) -> Inside:
    """Returns all that a page has of its own."""
    said = share(page, body)
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
    return Inside(texts, body.headings)


def kind_of(page: Page, body: Body, place: Place, inside: Inside) -> Kind:
    """Returns the kind of a page."""
    level = body.headings[0].level if body.headings else 0
    filled = tuple(bool(text) for text in inside.texts.values())
    way = (place.shared, place.below, place.file)
    return Kind(*way, place.own, place.spoken, share(page, body).kind, level, filled)
