"""The reports of the whole portfolio, each a page that prints well for one reader, and the index of all reports."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.page import Page
from rencana.render.portfolio.analyst_report import Numbers, analyst
from rencana.render.portfolio.executive_report import ExecutiveExcerpt, executive
from rencana.render.portfolio.goals import services_for
from rencana.render.portfolio.index import ExcerptIndex, MakeView, Need
from rencana.render.portfolio.manager_report import CampaignWork, manager
from rencana.render.portfolio.mentions import Mentions
from rencana.render.subject.campaign import Named
from rencana.render.subject.glance import Glance, in_order
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.text import terms


class ReportIndex(Struct, frozen=True):
    """The index of the reports. `reports` are those of the whole portfolio, each with whom it is for.

    `campaigns` come with the address of their report.
    """

    title: str
    home: str
    reports: tuple[Named, ...]
    campaigns: tuple[tuple[Glance, str], ...]


def report_index_page(index: ExcerptIndex) -> Iterator[Page]:
    """Yields the index of the reports."""
    title, needs = index.site.say("Reports"), (index.named(),)
    yield index.page(
        address.REPORTS, "report-index", title, report_index, args=(title,), needs=needs, source=PORTFOLIO, listed=True
    )


def report_index(portfolio: PortfolioView, title: str, mentions: Iterable[Mentions]) -> ReportIndex:
    """Makes the view of the index of the reports."""
    links, say = portfolio.links, portfolio.say
    reports = tuple(
        Named(say(name), links.to(address.report_page(reader)), say(use))
        for reader, (name, use) in terms.REPORTS.items()
    )
    campaigns = [mention.of for mention in in_order(mentions)]
    urls = [links.to(address.campaign_page(campaign.id, "report")) for campaign in campaigns]
    return ReportIndex(title, links.to(address.HOME), reports, tuple(zip(campaigns, urls, strict=True)))


def report_pages(index: ExcerptIndex) -> Iterator[Page]:
    """Yields the reports of the whole portfolio."""
    services = services_for(index, index.site.shared.goals)
    readers: dict[str, tuple[MakeView, tuple[Need[object], ...]]] = {
        "executive": (executive, (index.of(ExecutiveExcerpt), services)),
        "manager": (manager, (index.of(CampaignWork),)),
        "analyst": (analyst, (index.of(Numbers, among=index.foremost()), index.further())),
    }
    for reader, (name, _) in terms.REPORTS.items():
        view, needs = readers[reader]
        path, title, args = address.report_page(reader), index.site.say(name), (index.site.title,)
        yield index.page(path, f"report-{reader}", title, view, args=args, needs=needs, source=PORTFOLIO)
