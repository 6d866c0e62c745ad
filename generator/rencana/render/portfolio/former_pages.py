"""Addresses that a campaign had under a former id: a small page at each leads to the page of today."""

import re
from collections.abc import Iterator
from functools import partial

from rencana.render import address
from rencana.render.environment import fill
from rencana.render.page import Page, Redirect
from rencana.render.portfolio.index import ExcerptIndex
from rencana.render.portfolio.moved import Moved

_NAME = re.compile(r"\w[\w.-]*")
"""What may be a folder of the site; a former id is free text, and no text may lead out of the folder of campaigns."""


def former_pages(index: ExcerptIndex) -> Iterator[Redirect]:
    """Yields a redirect for each page of a campaign at each of its former ids.

    An id that is a campaign again belongs to that one, and of two campaigns with one former id the first has it.
    """
    taken = {*index.every, *(one.id for one in index.unreadable)}
    for one in index.every.values():
        for name in one.was:
            if name in taken or not _NAME.fullmatch(name):
                continue
            taken.add(name)
            for page in one.pages:
                path = address.campaign_file(name, page.path.removeprefix(address.campaign_file(one.id, "")))
                yield Redirect(path, page.path, partial(_moved, index, one.language, path, page), page.basis)


def _moved(index: ExcerptIndex, language: str, path: str, page: Page, canonical: str) -> bytes:
    url = index.site.links(path).to(page.path)
    view = Moved(page.title, url, canonical or url)
    made = index.site.templates(language)
    return fill(made, "pages/moved.html", view=view, language=language).encode()
