"""Reports for three readers, each a page that prints well; a sheet of each campaign, and its plan in frameworks."""

from collections.abc import Callable, Iterator
from functools import partial

from rencana.catalogue import Framework, frameworks
from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.campaign.framework import framework_view
from rencana.render.campaign.report import campaign_report
from rencana.render.campaign.report_parts import report_index
from rencana.render.page import Body, Page
from rencana.render.portfolio.across import Mentions
from rencana.render.portfolio.analyst import Numbers, analyst
from rencana.render.portfolio.executive import Sheet, executive
from rencana.render.portfolio.facets import Serving
from rencana.render.portfolio.index import Book
from rencana.render.portfolio.manager import Work, manager
from rencana.render.subject.campaign import Named
from rencana.render.subject.kit import Case
from rencana.render.subject.portfolio import Whole
from rencana.render.text import terms


def report_index_page(book: Book) -> Iterator[Page]:
    """Yields the index of the reports."""
    say, path = book.desk.say, address.REPORTS
    title = say("Reports")
    body, basis = partial(_index, book, title), book.basis(Mentions)
    yield Page(path, "report-index", title, body, PORTFOLIO, listed=True, language=say.language, basis=basis)


def _index(book: Book, title: str) -> Body:
    whole = book.desk.whole(address.REPORTS)
    reports = tuple(
        Named(whole.say(name), whole.links.to(address.report_page(reader)), whole.say(use))
        for reader, (name, use) in terms.REPORTS.items()
    )
    view = report_index(whole, book.mentions.values(), reports, title)
    return book.desk.body("report-index", view, address.REPORTS)


def report_pages(book: Book) -> Iterator[Page]:
    """Yields the reports of the whole portfolio."""
    say, goals = book.desk.say, [(Serving, name) for name in book.desk.shared.goals]
    for reader, (name, _) in terms.REPORTS.items():
        path, (kind, make) = address.report_page(reader), _READERS[reader]
        body = partial(_report, book, reader, make, path)
        basis = book.basis_in_part(kind) if kind is Numbers else book.basis(kind, *goals)
        yield Page(path, f"report-{reader}", say(name), body, PORTFOLIO, language=say.language, basis=basis)


_Make = Callable[[Book, Whole], object]


def _report(book: Book, reader: str, make: _Make, path: str) -> Body:
    return book.desk.body(f"report-{reader}", make(book, book.desk.whole(path)), path)


def _executive(book: Book, whole: Whole) -> object:
    return executive(whole, [*book.of(Sheet).values()], book.services(*whole.shared.goals), book.desk.title)


def _manager(book: Book, whole: Whole) -> object:
    return manager(whole, [*book.of(Work).values()], book.desk.title)


def _analyst(book: Book, whole: Whole) -> object:
    shown = book.of(Numbers, among=book.foremost())
    return analyst(whole, [*shown.values()], book.desk.title, len(book.others()))


_READERS: dict[str, tuple[type, _Make]] = {
    "executive": (Sheet, _executive),
    "manager": (Work, _manager),
    "analyst": (Numbers, _analyst),
}


def campaign_reports(case: Case) -> Iterator[Page]:
    """Yields the report of a campaign, and its plan in each framework."""
    campaign, say = case.campaign, case.voice
    title, source = campaign.plan.campaign.title, campaign.document.path
    path = address.campaign_page(campaign.id, "report")
    body = partial(_campaign, case, path)
    yield Page(path, "report-campaign", f"{title}: {say('Report')}", body, source, language=say.language)
    for one in frameworks().values():
        path = address.campaign_page(campaign.id, one.id)
        body = partial(_framework, case, one, path)
        yield Page(path, "framework", f"{title}: {one.title}", body, source, language=say.language)


def _campaign(case: Case, path: str) -> Body:
    view = campaign_report(case.scene(path, case.voice), case.titles)
    return case.desk.body("report-campaign", view, path, case.voice)


def _framework(case: Case, one: Framework, path: str) -> Body:
    view = framework_view(case.scene(path, case.voice), one, case.titles)
    return case.desk.body("framework", view, path, case.voice)
