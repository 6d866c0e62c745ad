"""Addresses that a campaign had under a former id: a small page at each leads to the page of today."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from rencana.plan.campaign import Campaign
from rencana.render import address
from rencana.render.book import Book
from rencana.render.environment import environment, fill
from rencana.render.page import Page, Redirect
from rencana.render.views.moved import Moved

_NAME = re.compile(r"\w[\w.-]*")
"""What may be a folder of the site; a former id is free text, and no text may lead out of the folder of campaigns."""


def former_pages(book: Book, pages: Sequence[Page]) -> Iterator[Redirect]:
    """Yields a redirect for each page of a campaign at each of its former ids.

    An id that is a campaign again belongs to that one, and of two campaigns with one former id the first has it.
    """
    taken = {*book.portfolio.campaigns, *(one.id for one in book.portfolio.unreadable)}
    for campaign in book.portfolio.campaigns.values():
        folder = address.campaign_file(campaign.id, "")
        inside = [page for page in pages if page.path.startswith(folder)]
        for name in campaign.plan.campaign.was:
            if name in taken or not _NAME.fullmatch(name):
                continue
            taken.add(name)
            for page in inside:
                path = address.campaign_file(name, page.path.removeprefix(folder))
                yield Redirect(path, page.path, partial(_moved, book, campaign, path, page))


def _moved(book: Book, campaign: Campaign, path: str, page: Page, canonical: str) -> bytes:
    say, url = book.voice(campaign), book.links(path).to(page.path)
    view = Moved(page.title, url, canonical or url)
    made = environment(say.language, book.settings.templates)
    return fill(made, "pages/moved.html", view=view, language=say.language).encode()
