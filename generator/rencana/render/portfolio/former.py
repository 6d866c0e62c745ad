"""Addresses that a campaign had under a former id: a small page at each leads to the page of today."""

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from rencana.render import address
from rencana.render.environment import fill
from rencana.render.page import Page, Redirect
from rencana.render.portfolio.index import ExcerptIndex
from rencana.source.portable import same_file


class Moved(Struct, frozen=True):
    """The title and the address of the page of today; `canonical` is the whole address, where the site has one."""

    title: str
    url: str
    canonical: str


def former_pages(index: ExcerptIndex) -> Iterator[Redirect]:
    """Yields a redirect for each page of a campaign at each of its former ids.

    An id that is a campaign again belongs to that one, and of two campaigns with one former id the first has it; so
    does an id that some system takes for that of a campaign, as the redirect would be written over its page there.
    """
    taken_ids = {same_file(id) for id in (*index.campaigns, *(plan.id for plan in index.unreadable))}
    for campaign in index.campaigns.values():
        for name in campaign.was:
            if same_file(name) in taken_ids:
                continue
            taken_ids.add(same_file(name))
            for page in campaign.pages:
                path = address.campaign_file(name, page.path.removeprefix(address.campaign_file(campaign.id, "")))
                html = partial(_moved, index, campaign.language, path, page)
                yield Redirect(path, page.path, html, page.cache_key)


def _moved(index: ExcerptIndex, language: str, path: str, page: Page, canonical: str) -> bytes:
    url = index.site.links(path).to(page.path)
    view = Moved(page.title, url, canonical or url)
    return fill(index.site.templates(language), "pages/moved.html", view=view, language=language).encode()
