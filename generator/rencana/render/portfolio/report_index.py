"""The index of the reports: those of the whole portfolio, and that of each campaign."""

from collections.abc import Iterable

from msgspec import Struct

from rencana.render import address
from rencana.render.subject.campaign import Named
from rencana.render.subject.glance import Excerpt, Glance, in_order
from rencana.render.subject.portfolio import PortfolioView


class ReportIndex(Struct, frozen=True):
    """The index of the reports. `reports` are those of the whole portfolio, each with whom it is for.

    `campaigns` come with the address of their report.
    """

    title: str
    home: str
    reports: tuple[Named, ...]
    campaigns: tuple[tuple[Glance, str], ...]


def report_index(
    portfolio: PortfolioView, excerpts: Iterable[Excerpt], reports: tuple[Named, ...], title: str
) -> ReportIndex:
    """Makes the view of the index of the reports."""
    glances = [excerpt.of for excerpt in in_order(excerpts)]
    urls = [portfolio.links.to(address.campaign_page(glance.id, "report")) for glance in glances]
    return ReportIndex(title, portfolio.links.to(address.HOME), reports, tuple(zip(glances, urls, strict=True)))
