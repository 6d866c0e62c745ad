"""A page with its findings for each plan that cannot be read: no numbers, and the way to mend it."""

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from rencana.plan.campaign import Unreadable
from rencana.render import address
from rencana.render.campaign.head import Fault, fault
from rencana.render.page import Body, Page
from rencana.render.portfolio.index import Book


class UnreadablePlan(Struct, frozen=True):
    """A plan that cannot be read: its findings, and no numbers."""

    title: str
    path: str
    faults: tuple[Fault, ...]
    home: str


def unreadable_pages(book: Book) -> Iterator[Page]:
    """Yields a page for each plan that cannot be read."""
    for plan in book.unreadable:
        path, language = address.campaign_page(plan.id), book.desk.say.language
        yield Page(path, "unreadable", plan.title, partial(_body, book, plan, path), plan.path, language=language)


def _body(book: Book, plan: Unreadable, path: str) -> Body:
    faults = tuple(fault(finding, book.desk.say) for finding in book.findings.get(plan.id, ()))
    home = book.desk.links(path).to(address.HOME)
    return book.desk.body("unreadable", UnreadablePlan(plan.title, plan.path, faults, home), path)
