"""The calendar of all campaigns: an index, and a page for each month in which something goes out."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from rencana.plan.appearances import Appearance, appearances, horizon
from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.book import Book
from rencana.render.calendar_files import calendar_ics, channels_with_items, items_csv
from rencana.render.page import Body, Download, Page
from rencana.render.views import months
from rencana.render.views.scene import channel_title
from rencana.words import dates

Found = dict[date, dict[str, list[Appearance]]]


def calendar_index(book: Book) -> Iterator[Page]:
    """Yields the index of the months."""
    title = book.say("Calendar")
    body = partial(_index, book)
    yield Page(address.CALENDAR, "months", title, body, PORTFOLIO, listed=True, language=book.say.language)


def month_pages(book: Book) -> Iterator[Page]:
    """Yields a page for each month."""
    found = _by_month(book)
    firsts: list[date | None] = [None, *sorted(found), None]
    for before, first, after in zip(firsts, firsts[1:], firsts[2:], strict=False):
        if first is None:
            continue
        title = book.say("Calendar, {month}", month=dates.month(first, book.say.language))
        body = partial(_month, book, first, found[first], (before, after))
        yield Page(address.month_page(first), "month", title, body, language=book.say.language)


def _by_month(book: Book) -> Found:
    found: Found = {}
    for name, campaign in book.portfolio.campaigns.items():
        for one in appearances(campaign, horizon(campaign, book.settings.on)):
            found.setdefault(one.day.replace(day=1), {}).setdefault(name, []).append(one)
    return found


def _index(book: Book) -> Body:
    path, home = address.CALENDAR, book.links(address.CALENDAR).to(address.HOME)
    return book.body("months", months.month_index(book.scenes(path), _by_month(book), home, book.settings.on, book.say))


def _month(
    book: Book, first: date, found: dict[str, list[Appearance]], beside: tuple[date | None, date | None]
) -> Body:
    scenes = book.scenes(address.month_page(first))
    return book.body("month", months.month_page(scenes, first, found, beside, book.say))


def calendar_downloads(book: Book) -> Iterator[Download]:
    """Yields the calendars as files: of each campaign with items, of each channel, and of all together."""
    every = book.portfolio.campaigns
    on, say = book.settings.on, book.say
    with_items = {name: campaign for name, campaign in every.items() if campaign.items}
    if with_items:
        yield Download(address.ALL_ITEMS, partial(calendar_ics, with_items.values(), book.title, on, say))
    for channel, using in channels_with_items(with_items.values()).items():
        name = f"{book.title}: {channel_title(using[0], channel, say.language)}"
        made = partial(calendar_ics, using, name, on, say, channel=channel)
        yield Download(address.channel_file(channel), made)
    for name, campaign in with_items.items():
        title, voice = campaign.plan.campaign.title, book.voice(campaign)
        made = partial(calendar_ics, (campaign,), title, on, voice)
        yield Download(address.campaign_file(name, "calendar.ics"), made)
        yield Download(address.campaign_file(name, "calendar.csv"), partial(items_csv, campaign))
