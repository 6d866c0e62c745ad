"""Calendars for other programs: iCalendar files to subscribe to, and calendar.csv, which Rencana can read again."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from msgspec import Struct

from rencana.derive.appearances import Appearance, all_slots, appearances_of, runs
from rencana.derive.slots import Slot
from rencana.plan.agenda import Item
from rencana.plan.campaign import Campaign
from rencana.plan.items import COLUMNS, LISTS, SEPARATOR
from rencana.plan.language.part import OWN
from rencana.plan.language.rhythm import DAYS
from rencana.render.files.ical import folded, moment_line, stamp, text_line
from rencana.render.files.spreadsheet import rows_text
from rencana.render.subject.campaign import CampaignView, as_title, channel_title
from rencana.render.text import terms
from rencana.render.text.say import Say

_DAY = timedelta(days=1)
_LONG = timedelta(minutes=15)
"""A post has no length, but programs display an entry without a length badly."""
_AHEAD = timedelta(days=366)
_YEARS_KNOWN = 5
_STATUS = {"cancelled": "CANCELLED", "published": "CONFIRMED", "scheduled": "CONFIRMED", "approved": "CONFIRMED"}
_ZONE_FREE = "UTC"


class CalendarEntry(Struct, frozen=True):
    """An item on one channel as the finished text of an event; `year` is that of its first day."""

    channel: str
    year: int
    text: bytes


class CalendarEntries(Struct, frozen=True):
    """The entries of a campaign, and their time zone."""

    zone: str
    entries: tuple[CalendarEntry, ...]


def calendar_entries(view: CampaignView) -> CalendarEntries:
    """Returns the items of a campaign, on each of their channels, in the language of a view.

    The UID of an item does not depend on its texts and days, so that programs update an entry instead of adding one.
    """

    def entries() -> CalendarEntries:
        optional = (_entry(view.campaign, slot, view.on, view.say) for slot in all_slots(view.campaign))
        return CalendarEntries(view.campaign.timezone, tuple(entry for entry in optional if entry))

    # The campaign's own calendar and those of the portfolio need the same entries where the languages are the same.
    return view.shared((calendar_entries, view.say), entries)


class Years(Struct, frozen=True):
    """The first and the last year of the entries of a campaign on each channel, and its time zone."""

    zone: str
    channels: Mapping[str, tuple[int, int]]


def years_of(entries: CalendarEntries) -> Years:
    """Returns what the head of a calendar needs to know of the entries of a campaign."""
    years_by_channel: dict[str, list[int]] = {}
    for entry in entries.entries:
        years_by_channel.setdefault(entry.channel, []).append(entry.year)
    return Years(entries.zone, {channel: (min(years), max(years)) for channel, years in years_by_channel.items()})


def calendar_ics(
    years: Iterable[Years], campaigns: Iterable[CalendarEntries], name: str, *, channel: str = ""
) -> Iterator[bytes]:
    """Yields the items of campaigns as a calendar, piece by piece; with `channel` those of one channel.

    `years` are those of the same campaigns: the calendar describes their time zones for these years, before entries.
    """
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Rencana//calendar//EN",
        "METHOD:PUBLISH",
        text_line("NAME", name),
        text_line("X-WR-CALNAME", name),
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "",
    ]
    yield "\r\n".join(head).encode()
    spans = [(each.zone, span) for each in years for key, span in each.channels.items() if channel in ("", key)]
    ends = {year for _, span in spans for year in span}
    for zone in sorted({zone for zone, _ in spans} - {_ZONE_FREE}):
        yield _zone(zone, min(ends), max(ends) + _YEARS_KNOWN)
    for campaign in campaigns:
        yield b"".join(entry.text for entry in campaign.entries if channel in ("", entry.channel))
    yield b"END:VCALENDAR\r\n"


@lru_cache
def _zone(name: str, first: int, last: int) -> bytes:
    from icalendar import Timezone  # noqa: PLC0415  it takes long to import, and few builds change the zones

    return bytes(Timezone.from_tzid(name, first_date=date(first - 1, 1, 1), last_date=date(last, 1, 1)).to_ical())


def _entry(campaign: Campaign, slot: Slot, on: date, say: Say) -> CalendarEntry | None:
    """Returns the entry of an item on one channel, its lines in the order of the library; None while it has no day."""
    appearances = appearances_of(campaign, slot, max(on, campaign.start or on) + _AHEAD)
    if not appearances:
        return None
    first = appearances[0]
    start = _moment(campaign, first, first.day)
    # Ids contain no dots, so two different entries cannot have the same UID.
    marks = [part for part in (campaign.id, slot.item, slot.channel) if part]
    texts = [text_line(key, value) for key, value in _texts(campaign, slot, say)]
    item = campaign.items[slot.item]
    outlet = item.channels.get(slot.channel)
    post = (outlet.post if outlet else None) or item.link
    lines = [
        "BEGIN:VEVENT",
        texts[0],
        moment_line("DTSTART", start),
        moment_line("DTEND", start + _LONG if _timed(first) else first.last + _DAY),
        moment_line("DTSTAMP", datetime.combine(on, time(), tzinfo=UTC)),
        text_line("UID", f"{'.'.join(marks)}@rencana"),
        *(_repeated(campaign, appearances) if first.repeated else ()),
        *texts[1:],
        f"STATUS:{_STATUS.get(slot.state, 'TENTATIVE')}",
        "TRANSP:TRANSPARENT",
        *([folded(f"URL:{post}")] if post else []),
        "END:VEVENT",
        "",
    ]
    return CalendarEntry(slot.channel, first.day.year, "\r\n".join(lines).encode())


def _timed(appearance: Appearance) -> bool:
    return appearance.slot.clock is not None and appearance.day == appearance.last


def _moment(campaign: Campaign, appearance: Appearance, day: date) -> date | datetime:
    """Returns a day with the time of an item, in the time zone of its campaign; the day alone where it has no time."""
    if appearance.slot.clock is None or not _timed(appearance):
        return day
    zone = UTC if campaign.timezone == _ZONE_FREE else ZoneInfo(campaign.timezone)
    return datetime.combine(day, appearance.slot.clock, tzinfo=zone)


def _repeated(campaign: Campaign, appearances: tuple[Appearance, ...]) -> Iterator[str]:
    """Yields the rule by which an item is repeated until its last day, and the days that are left out."""
    first, last, item = appearances[0], appearances[-1], campaign.items[appearances[0].slot.item]
    weekdays = item.every.days if item.every else ()
    until = ""
    if all(end for _, end in runs(campaign, item)):
        end = _moment(campaign, last, last.day)
        # RFC 5545, 3.3.10: where the start has a time zone, UNTIL must be in UTC.
        until = f"UNTIL={stamp(end.astimezone(UTC) if isinstance(end, datetime) else end)};"
    yield folded(f"RRULE:FREQ=WEEKLY;{until}BYDAY={','.join(DAYS[day][:2].upper() for day in weekdays)}")
    days = {appearance.day for appearance in appearances}
    between = (first.day + count * _DAY for count in range((last.day - first.day).days))
    for day in between:
        if day.weekday() in weekdays and day not in days:
            yield moment_line("EXDATE", _moment(campaign, first, day))


def _texts(campaign: Campaign, slot: Slot, say: Say) -> Iterator[tuple[str, str]]:
    """Yields the texts of an entry, the summary first."""
    item, content = campaign.items[slot.item], campaign.plan.content
    title = item.title or as_title(slot.item)
    channel = channel_title(campaign, slot.channel, say.language) if slot.channel else ""
    yield "SUMMARY", f"{title} ({channel})" if channel else title
    yield "CATEGORIES", campaign.plan.campaign.title
    message = content.messages.get(item.message or "")
    team = campaign.shared.teams.get(item.owner or "")
    lines = [
        campaign.plan.campaign.title,
        say.term(slot.state, terms.ITEM_STATES),
        *([team.title] if team else []),
        *([message.text] if message else []),
        *([slot.caption] if slot.caption else []),
    ]
    yield "DESCRIPTION", "\n\n".join(lines)


def items_csv(campaign: Campaign) -> bytes:
    """Returns the items of a campaign as rows of calendar.csv.

    A row has one time, state and caption for all of its channels. An item whose channels differ takes several rows,
    each with the name of a channel behind its id.
    """
    rows = [row for name, item in campaign.items.items() for row in _rows(name, item)]
    own_columns = sorted({key for row in rows for key in row if key.startswith(OWN)})
    columns = (*COLUMNS, *own_columns)
    return rows_text([columns], ([row.get(column) for column in columns] for row in rows)).encode()


def _rows(name: str, item: Item) -> Iterator[dict[str, str]]:
    if not item.channels:
        yield {"id": name, **_cells(item)}
        return
    split: dict[tuple[str, str, str], list[str]] = {}
    for channel, outlet in item.channels.items():
        values = (str(outlet.at or item.at or ""), outlet.state or item.state, outlet.copy_text or item.copy_text or "")
        split.setdefault(values, []).append(channel)
    for (at, state, text), channels in split.items():
        row = {**_cells(item), "at": at, "state": state, "copy": text, "channels": SEPARATOR.join(channels)}
        yield {"id": name if len(split) == 1 else f"{name}-{channels[0]}", **row}


def _cells(item: Item) -> dict[str, str]:
    """Returns the cells of an item by column; a window with both a start and an end does not fit, and is left out."""
    windows = [
        window
        for window in item.windows
        if window.start and window.start == window.end and not window.places and not window.note
    ]
    cells = {
        "windows": windows[0].start.text if len(windows) == len(item.windows) == 1 and windows[0].start else "",
    }
    for column in COLUMNS[1:]:
        value = getattr(item, "copy_text" if column == "copy" else column)
        if column in LISTS:
            cells[column] = SEPARATOR.join(value)
        elif column not in cells:
            cells[column] = "" if value is None else str(value)
    extra = {key: value for key, value in item.extra.items() if isinstance(value, str)}
    return {**cells, **extra}
