"""The first page of the portfolio."""

from collections.abc import Iterator
from functools import partial

from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.campaign.card import Drawn, Listing
from rencana.render.charts.timeline import Life
from rencana.render.page import Body, Page
from rencana.render.portfolio.facets import Serving
from rencana.render.portfolio.home import Gathered, Outlook, home
from rencana.render.portfolio.index import Book
from rencana.render.subject.campaign import Named


def home_page(book: Book) -> Iterator[Page]:
    """Yields the home."""
    say, body = book.desk.say, partial(_home, book)
    # The plans that cannot be read stand there too, and no basis knows them.
    basis = "" if book.unreadable else _basis(book)
    yield Page(address.HOME, "home", say("Campaigns"), body, PORTFOLIO, listed=True, language=say.language, basis=basis)


def _basis(book: Book) -> str:
    goals = [(Serving, name) for name in book.desk.shared.goals]
    full = book.basis(Drawn, Life, among=book.foremost())
    return book.basis_of_facets + book.basis(Listing, Outlook, *goals) + full


def _home(book: Book) -> Body:
    whole, show = book.desk.whole(address.HOME), book.desk.settings.show
    broken = tuple(Named(one.title, whole.links.to(address.campaign_page(one.id))) for one in book.unreadable)
    foremost = book.foremost()
    given = Gathered(
        [*book.of(Listing).values()],
        book.of(Drawn, among=foremost),
        book.facets,
        [*book.of(Outlook).values()],
        [*book.of(Life, among=foremost).values()],
        book.services(*whole.shared.goals),
        broken,
    )
    return book.desk.body("home", home(whole, given, book.desk.title, for_authors=show.findings), address.HOME)
