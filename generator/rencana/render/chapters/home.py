"""The first page of the portfolio."""

from collections.abc import Iterator
from functools import partial

from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.book import Book
from rencana.render.page import Body, Page
from rencana.render.views.across import Mentions
from rencana.render.views.card import Listing
from rencana.render.views.facet import Serving
from rencana.render.views.home import Gathered, Outlook, home
from rencana.render.views.scene import Named


def home_page(book: Book) -> Iterator[Page]:
    """Yields the home."""
    say, body = book.desk.say, partial(_home, book)
    # The plans that cannot be read stand there too, and no basis knows them.
    basis = "" if book.unreadable else book.basis(Mentions, Listing, Outlook, Serving)
    yield Page(address.HOME, "home", say("Campaigns"), body, PORTFOLIO, listed=True, language=say.language, basis=basis)


def _home(book: Book) -> Body:
    whole, show = book.desk.whole(address.HOME), book.desk.settings.show
    broken = tuple(Named(one.title, whole.links.to(address.campaign_page(one.id))) for one in book.unreadable)
    given = Gathered(
        [*book.of(Listing).values()],
        book.facets,
        [*book.of(Outlook).values()],
        [*book.of(Serving).values()],
        broken,
    )
    return book.desk.body("home", home(whole, given, book.desk.title, for_authors=show.findings), address.HOME)
