"""A page with its findings for each plan that cannot be read: no numbers, and the way to mend it."""

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from rencana.plan.campaign import Unreadable
from rencana.render import address
from rencana.render.campaign.head import Fault, fault
from rencana.render.page import Body, Page
from rencana.render.portfolio.index import ExcerptIndex


class UnreadablePlan(Struct, frozen=True):
    """A plan that cannot be read: its findings, and no numbers."""

    title: str
    path: str
    faults: tuple[Fault, ...]
    home: str


def unreadable_pages(index: ExcerptIndex) -> Iterator[Page]:
    """Yields a page for each plan that cannot be read."""
    for plan in index.unreadable:
        path, language = address.campaign_page(plan.id), index.site.say.language
        yield Page(path, "unreadable", plan.title, partial(_body, index, plan, path), plan.path, language=language)


def _body(index: ExcerptIndex, plan: Unreadable, path: str) -> Body:
    faults = tuple(fault(finding, index.site.say) for finding in index.findings.get(plan.id, ()))
    home = index.site.links(path).to(address.HOME)
    return index.site.body("unreadable", UnreadablePlan(plan.title, plan.path, faults, home), path)
