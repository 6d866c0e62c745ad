"""A page with its findings for each plan that cannot be read: no numbers, and the way to mend it."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from rencana.finding import Finding
from rencana.render import address
from rencana.render.campaign.head import Fault, fault
from rencana.render.page import Page
from rencana.render.portfolio.index import ExcerptIndex
from rencana.render.subject.portfolio import PortfolioView


class UnreadablePlan(Struct, frozen=True):
    """A plan that cannot be read: its findings, and no numbers."""

    title: str
    path: str
    faults: tuple[Fault, ...]
    home: str


def unreadable_pages(index: ExcerptIndex) -> Iterator[Page]:
    """Yields a page for each plan that cannot be read."""
    for plan in index.unreadable:
        args = (plan.title, plan.path, index.findings.get(plan.id, ()))
        path = address.campaign_page(plan.id)
        yield index.page(path, "unreadable", plan.title, unreadable_page, args=args, source=plan.path)


def unreadable_page(portfolio: PortfolioView, title: str, path: str, findings: Sequence[Finding]) -> UnreadablePlan:
    """Makes the view of the page of a plan that cannot be read."""
    faults = tuple(fault(finding, portfolio.say) for finding in findings)
    return UnreadablePlan(title, path, faults, portfolio.links.to(address.HOME))
