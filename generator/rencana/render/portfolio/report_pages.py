"""Reports for three readers, each a page that prints well; a sheet of each campaign, and its plan in frameworks."""

from collections.abc import Callable, Iterator
from functools import partial

from rencana.catalogue import Framework, frameworks
from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.campaign.framework import framework_view
from rencana.render.campaign.report import campaign_report
from rencana.render.page import Body, Page
from rencana.render.portfolio.across import Mentions
from rencana.render.portfolio.analyst_report import Numbers, analyst
from rencana.render.portfolio.executive_report import Sheet, executive
from rencana.render.portfolio.facets import Serving
from rencana.render.portfolio.index import ExcerptIndex
from rencana.render.portfolio.manager_report import CampaignWork, manager
from rencana.render.portfolio.report_index import report_index
from rencana.render.subject.campaign import Named
from rencana.render.subject.kit import CampaignKit
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.text import terms


def report_index_page(index: ExcerptIndex) -> Iterator[Page]:
    """Yields the index of the reports."""
    say, path = index.site.say, address.REPORTS
    title = say("Reports")
    body, basis = partial(_index, index, title), index.basis(Mentions)
    yield Page(path, "report-index", title, body, PORTFOLIO, listed=True, language=say.language, basis=basis)


def _index(index: ExcerptIndex, title: str) -> Body:
    portfolio = index.site.view(address.REPORTS)
    reports = tuple(
        Named(portfolio.say(name), portfolio.links.to(address.report_page(reader)), portfolio.say(use))
        for reader, (name, use) in terms.REPORTS.items()
    )
    view = report_index(portfolio, index.mentions.values(), reports, title)
    return index.site.body("report-index", view, address.REPORTS)


def report_pages(index: ExcerptIndex) -> Iterator[Page]:
    """Yields the reports of the whole portfolio."""
    say, goals = index.site.say, [(Serving, name) for name in index.site.shared.goals]
    for reader, (name, _) in terms.REPORTS.items():
        path, (kind, make) = address.report_page(reader), _READERS[reader]
        body = partial(_report, index, reader, make, path)
        basis = index.basis_in_part(kind) if kind is Numbers else index.basis(kind, *goals)
        yield Page(path, f"report-{reader}", say(name), body, PORTFOLIO, language=say.language, basis=basis)


_Make = Callable[[ExcerptIndex, PortfolioView], object]


def _report(index: ExcerptIndex, reader: str, make: _Make, path: str) -> Body:
    return index.site.body(f"report-{reader}", make(index, index.site.view(path)), path)


def _executive(index: ExcerptIndex, portfolio: PortfolioView) -> object:
    return executive(portfolio, [*index.of(Sheet).values()], index.services(*portfolio.shared.goals), index.site.title)


def _manager(index: ExcerptIndex, portfolio: PortfolioView) -> object:
    return manager(portfolio, [*index.of(CampaignWork).values()], index.site.title)


def _analyst(index: ExcerptIndex, portfolio: PortfolioView) -> object:
    shown = index.of(Numbers, among=index.foremost())
    return analyst(portfolio, [*shown.values()], index.site.title, len(index.others()))


_READERS: dict[str, tuple[type, _Make]] = {
    "executive": (Sheet, _executive),
    "manager": (CampaignWork, _manager),
    "analyst": (Numbers, _analyst),
}


def campaign_reports(kit: CampaignKit) -> Iterator[Page]:
    """Yields the report of a campaign, and its plan in each framework."""
    campaign, say = kit.campaign, kit.say
    title, source = campaign.plan.campaign.title, campaign.document.path
    path = address.campaign_page(campaign.id, "report")
    body = partial(_campaign, kit, path)
    yield Page(path, "report-campaign", f"{title}: {say('Report')}", body, source, language=say.language)
    for one in frameworks().values():
        path = address.campaign_page(campaign.id, one.id)
        body = partial(_framework, kit, one, path)
        yield Page(path, "framework", f"{title}: {one.title}", body, source, language=say.language)


def _campaign(kit: CampaignKit, path: str) -> Body:
    view = campaign_report(kit.view(path, kit.say), kit.titles)
    return kit.site.body("report-campaign", view, path, kit.say)


def _framework(kit: CampaignKit, one: Framework, path: str) -> Body:
    view = framework_view(kit.view(path, kit.say), one, kit.titles)
    return kit.site.body("framework", view, path, kit.say)
