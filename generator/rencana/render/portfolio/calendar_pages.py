"""The calendar of all campaigns: an index, and a page for each month in which something goes out."""

from collections.abc import Collection, Iterator
from datetime import date
from functools import partial

from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.files.calendars import CalendarEntries, calendar_ics
from rencana.render.page import Body, Download, Page
from rencana.render.portfolio import months
from rencana.render.portfolio.across import Mentions
from rencana.render.portfolio.index import ExcerptIndex
from rencana.render.portfolio.months import InMonth
from rencana.words import dates


def calendar_index(index: ExcerptIndex) -> Iterator[Page]:
    """Yields the index of the months."""
    title, language = index.site.say("Calendar"), index.site.say.language
    body, basis = partial(_index, index), index.basis(Mentions)
    yield Page(address.CALENDAR, "months", title, body, PORTFOLIO, listed=True, language=language, basis=basis)


def _index(index: ExcerptIndex) -> Body:
    path = address.CALENDAR
    view = months.month_index(index.site.view(path), index.mentions.values())
    return index.site.body("months", view, path)


def month_pages(index: ExcerptIndex) -> Iterator[Page]:
    """Yields a page for each month."""
    say = index.site.say
    found = sorted({first for one in index.mentions.values() for first in one.publishing.counts})
    firsts: list[date | None] = [None, *found, None]
    at_work = months.running((one.of for one in index.mentions.values()), found)
    for before, first, after in zip(firsts, firsts[1:], firsts[2:], strict=False):
        if first is None:
            continue
        key, title = f"{first:%Y-%m}", say("Calendar, {month}", month=dates.month(first, say.language))
        seen = at_work[first].union(index.having(InMonth, key))
        body = partial(_month, index, first, seen, (before, after))
        # The names of its neighbours do not change as long as the same months have pages.
        basis = index.basis((InMonth, key)) + index.basis(Mentions, among=seen)
        yield Page(address.month_page(first), "month", title, body, language=say.language, basis=basis)


def _month(index: ExcerptIndex, first: date, seen: Collection[str], beside: tuple[date | None, date | None]) -> Body:
    path = address.month_page(first)
    every = [one.of for one in index.mentions.values() if one.of.id in seen]
    publishing = index.of(InMonth, f"{first:%Y-%m}")
    view = months.month_page(index.site.view(path), every, first, publishing, beside)
    return index.site.body("month", view, path)


def calendar_files(index: ExcerptIndex) -> Iterator[Download]:
    """Yields the calendars of all campaigns as files: of all together, and of each channel."""
    every = index.mentions
    if any(one.publishing.files for one in every.values()):
        yield _file(index, address.ALL_ITEMS, index.site.title, "", every)
    for channel, title in months.channels_with_files(every.values()).items():
        ids = [id for id, one in every.items() if channel in one.publishing.years.channels]
        yield _file(index, address.channel_file(channel), f"{index.site.title}: {title}", channel, ids)


def _file(index: ExcerptIndex, path: str, name: str, channel: str, ids: Collection[str]) -> Download:
    content = partial(_calendar, index, name, channel, frozenset(ids))
    return Download(path, content, index.basis(CalendarEntries, among=ids))


def _calendar(index: ExcerptIndex, name: str, channel: str, ids: Collection[str]) -> Iterator[bytes]:
    known = (index.mentions[id].publishing.years for id in ids)
    return calendar_ics(known, index.each(CalendarEntries, among=ids), name, channel=channel)
