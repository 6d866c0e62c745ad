"""The first page of the portfolio."""

from collections.abc import Iterator
from functools import partial

from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.book import Book
from rencana.render.page import Body, Page
from rencana.render.views import home
from rencana.render.views.scene import Named


def home_page(book: Book) -> Iterator[Page]:
    """Yields the home."""
    title, body = book.say("Campaigns"), partial(_home, book, book.title)
    yield Page(address.HOME, "home", title, body, PORTFOLIO, listed=True, language=book.say.language)


def _home(book: Book, name: str) -> Body:
    links = book.links(address.HOME)
    broken = tuple(Named(one.title, links.to(address.campaign_page(one.id))) for one in book.portfolio.unreadable)
    show, today = book.settings.show, book.say.day(book.settings.on)
    view = home.home(book.scenes(address.HOME), broken, name, today, for_authors=show.findings)
    return book.body("home", view)
