"""The pages of each campaign, and a page with its findings for each plan that cannot be read."""

from collections.abc import Iterator
from functools import partial

from rencana.plan.campaign import Unreadable
from rencana.render import address, terms
from rencana.render.book import Book
from rencana.render.desk import Case
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


def campaign_pages(case: Case) -> Iterator[Page]:
    """Yields the pages of a campaign."""
    campaign, say = case.campaign, case.voice
    for tab, (kind, _) in _TABS.items():
        path = address.campaign_page(campaign.id, tab)
        title = campaign.plan.campaign.title
        if tab != "index":
            title = f"{title}: {say(terms.TABS[tab])}"
        yield Page(path, kind, title, partial(_page, case, tab), campaign.document.path, language=say.language)


def _page(case: Case, tab: str) -> Body:
    kind, make = _TABS[tab]
    path, say = address.campaign_page(case.campaign.id, tab), case.voice
    return case.desk.body(kind, make(case.scene(path, say), case.titles), path, say)


def unreadable_pages(book: Book) -> Iterator[Page]:
    """Yields a page for each plan that cannot be read."""
    for one in book.unreadable:
        path, language = address.campaign_page(one.id), book.desk.say.language
        yield Page(path, "unreadable", one.title, partial(_unreadable, book, one, path), one.path, language=language)


def _unreadable(book: Book, one: Unreadable, path: str) -> Body:
    faults = tuple(head.fault(finding, book.desk.say) for finding in book.findings.get(one.id, ()))
    top = book.desk.links(path).to(address.HOME)
    return book.desk.body("unreadable", across.Unread(one.title, one.path, faults, top), path)
