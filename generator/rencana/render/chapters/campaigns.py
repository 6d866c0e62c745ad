"""The pages of each campaign."""

from collections.abc import Iterator
from functools import partial

from rencana.plan.campaign import Campaign, Unreadable
from rencana.render import address, terms
from rencana.render.book import Book
from rencana.render.page import Body, Page
from rencana.render.views import across, agenda, head, history, overview, scorecard, strategy

_TABS = {
    "index": ("overview", overview.overview),
    "strategy": ("strategy", strategy.strategy),
    "calendar": ("calendar", agenda.agenda),
    "measurement": ("measurement", scorecard.scorecard),
    "reviews": ("reviews", history.reviewing),
    "history": ("history", history.history),
}


def campaign_pages(book: Book) -> Iterator[Page]:
    """Yields the pages of each campaign; one that cannot be read has a page with its findings."""
    for campaign in book.portfolio.campaigns.values():
        say = book.voice(campaign)
        for tab, (kind, _) in _TABS.items():
            path = address.campaign_page(campaign.id, tab)
            title = campaign.plan.campaign.title
            if tab != "index":
                title = f"{title}: {say(terms.TABS[tab])}"
            body = partial(_campaign_page, book, campaign, tab)
            yield Page(path, kind, title, body, campaign.document.path, language=say.language)
    for one in book.portfolio.unreadable:
        path = address.campaign_page(one.id)
        yield Page(path, "unreadable", one.title, partial(_unreadable, book, one), one.path, language=book.say.language)


def _campaign_page(book: Book, campaign: Campaign, tab: str) -> Body:
    kind, make = _TABS[tab]
    say = book.voice(campaign)
    scene = book.scene(campaign, address.campaign_page(campaign.id, tab), say)
    return book.body(kind, make(scene, book.titles), say)


def _unreadable(book: Book, one: Unreadable) -> Body:
    faults = tuple(head.fault(finding, book.say) for finding in book.findings.get(one.id, ()))
    top = book.links(address.campaign_page(one.id)).to(address.HOME)
    return book.body("unreadable", across.Unread(one.title, one.path, faults, top))
