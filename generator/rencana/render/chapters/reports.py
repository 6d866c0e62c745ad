"""Reports for three readers, each a page that prints well; a sheet of each campaign, and its plan in frameworks."""

from collections.abc import Callable, Iterator
from functools import partial

from rencana.catalogue import Framework, frameworks
from rencana.plan.campaign import Campaign
from rencana.plan.layout import PORTFOLIO
from rencana.render import address, terms
from rencana.render.book import Book
from rencana.render.page import Body, Page
from rencana.render.views.across import Scenes
from rencana.render.views.analyst_report import analyst
from rencana.render.views.campaign_report import campaign_report
from rencana.render.views.executive_report import executive
from rencana.render.views.framework import framework_view
from rencana.render.views.manager_report import manager
from rencana.render.views.reports import report_index
from rencana.render.views.scene import Named

_READERS: dict[str, Callable[[Scenes, str, str, str, str], object]] = {
    "executive": executive,
    "manager": manager,
    "analyst": analyst,
}


def report_index_page(book: Book) -> Iterator[Page]:
    """Yields the index of the reports."""
    title = book.say("Reports")
    body = partial(_index, book, title)
    yield Page(address.REPORTS, "report-index", title, body, PORTFOLIO, listed=True, language=book.say.language)


def _index(book: Book, title: str) -> Body:
    links = book.links(address.REPORTS)
    reports = tuple(
        Named(book.say(name), links.to(address.report_page(reader)), book.say(use))
        for reader, (name, use) in terms.REPORTS.items()
    )
    return book.body("report-index", report_index(book.scenes(address.REPORTS), reports, title, links.to(address.HOME)))


def report_pages(book: Book) -> Iterator[Page]:
    """Yields the reports of the whole portfolio, and the reports of each campaign."""
    for reader, (name, _) in terms.REPORTS.items():
        path = address.report_page(reader)
        body = partial(_report, book, reader, path)
        yield Page(path, f"report-{reader}", book.say(name), body, PORTFOLIO, language=book.say.language)
    for campaign in book.portfolio.campaigns.values():
        yield from _of_campaign(book, campaign)


def _report(book: Book, reader: str, path: str) -> Body:
    links = book.links(path)
    top, home = links.to(address.REPORTS), links.to(address.HOME)
    today = book.say.day(book.settings.on)
    return book.body(f"report-{reader}", _READERS[reader](book.scenes(path), book.title, today, top, home))


def _of_campaign(book: Book, campaign: Campaign) -> Iterator[Page]:
    say, source = book.voice(campaign), campaign.document.path
    path, title = address.campaign_page(campaign.id, "report"), campaign.plan.campaign.title
    body = partial(_campaign, book, campaign, path)
    yield Page(path, "report-campaign", f"{title}: {say('Report')}", body, source, language=say.language)
    for one in frameworks().values():
        path = address.campaign_page(campaign.id, one.id)
        body = partial(_framework, book, campaign, one, path)
        yield Page(path, "framework", f"{title}: {one.title}", body, source, language=say.language)


def _campaign(book: Book, campaign: Campaign, path: str) -> Body:
    say = book.voice(campaign)
    return book.body("report-campaign", campaign_report(book.scene(campaign, path, say), book.titles), say)


def _framework(book: Book, campaign: Campaign, one: Framework, path: str) -> Body:
    say = book.voice(campaign)
    return book.body("framework", framework_view(book.scene(campaign, path, say), one, book.titles), say)
