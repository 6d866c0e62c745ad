"""The calendar of all campaigns: an index, and a page for each month in which something goes out."""

from collections.abc import Collection, Iterator
from datetime import date
from functools import partial

from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.files.calendars import Entries, calendar_ics
from rencana.render.page import Body, Download, Page
from rencana.render.portfolio import months
from rencana.render.portfolio.across import Mentions
from rencana.render.portfolio.index import Book
from rencana.render.portfolio.months import InMonth
from rencana.words import dates


def calendar_index(book: Book) -> Iterator[Page]:
    """Yields the index of the months."""
    title, language = book.desk.say("Calendar"), book.desk.say.language
    body, basis = partial(_index, book), book.basis(Mentions)
    yield Page(address.CALENDAR, "months", title, body, PORTFOLIO, listed=True, language=language, basis=basis)


def _index(book: Book) -> Body:
    path = address.CALENDAR
    view = months.month_index(book.desk.whole(path), book.mentions.values())
    return book.desk.body("months", view, path)


def month_pages(book: Book) -> Iterator[Page]:
    """Yields a page for each month."""
    say = book.desk.say
    found = sorted({first for one in book.mentions.values() for first in one.publishing.counts})
    firsts: list[date | None] = [None, *found, None]
    at_work = months.running((one.of for one in book.mentions.values()), found)
    for before, first, after in zip(firsts, firsts[1:], firsts[2:], strict=False):
        if first is None:
            continue
        key, title = f"{first:%Y-%m}", say("Calendar, {month}", month=dates.month(first, say.language))
        seen = at_work[first].union(book.having(InMonth, key))
        body = partial(_month, book, first, seen, (before, after))
        # The names of its neighbours do not change as long as the same months have pages.
        basis = book.basis((InMonth, key)) + book.basis(Mentions, among=seen)
        yield Page(address.month_page(first), "month", title, body, language=say.language, basis=basis)


def _month(book: Book, first: date, seen: Collection[str], beside: tuple[date | None, date | None]) -> Body:
    path = address.month_page(first)
    every = [one.of for one in book.mentions.values() if one.of.id in seen]
    publishing = book.of(InMonth, f"{first:%Y-%m}")
    view = months.month_page(book.desk.whole(path), every, first, publishing, beside)
    return book.desk.body("month", view, path)


def calendar_files(book: Book) -> Iterator[Download]:
    """Yields the calendars of all campaigns as files: of all together, and of each channel."""
    every = book.mentions
    if any(one.publishing.files for one in every.values()):
        yield _file(book, address.ALL_ITEMS, book.desk.title, "", every)
    for channel, title in months.channels_with_files(every.values()).items():
        ids = [id for id, one in every.items() if channel in one.publishing.years.channels]
        yield _file(book, address.channel_file(channel), f"{book.desk.title}: {title}", channel, ids)


def _file(book: Book, path: str, name: str, channel: str, ids: Collection[str]) -> Download:
    content = partial(_calendar, book, name, channel, frozenset(ids))
    return Download(path, content, book.basis(Entries, among=ids))


def _calendar(book: Book, name: str, channel: str, ids: Collection[str]) -> Iterator[bytes]:
    known = (book.mentions[id].publishing.years for id in ids)
    return calendar_ics(known, book.each(Entries, among=ids), name, channel=channel)
