"""Calendars for other programs: iCalendar files to subscribe to, and the rows of calendar.csv, to be read back."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec import Struct

from rencana.derive.appearances import Appearance, all_slots, appearances_of, runs
from rencana.derive.slots import Slot
from rencana.plan.agenda import Item
from rencana.plan.campaign import Campaign
from rencana.plan.items import COLUMNS, FORMULA_SIGNS, LISTS, SEPARATOR
from rencana.plan.language.part import OWN
from rencana.plan.language.rhythm import DAYS
from rencana.render.files.ical import folded, moment_line, stamp, text_line
from rencana.render.subject.campaign import as_title, channel_title
from rencana.render.text import terms
from rencana.render.text.say import Say

if TYPE_CHECKING:
    # It takes long to load, and most builds make no calendar here.
    from icalendar import Timezone

_DAY = timedelta(days=1)
_LONG = timedelta(minutes=15)
"""A post has no length; programs show an entry without one badly."""
_AHEAD = timedelta(days=366)
_YEARS_KNOWN = 5
_STATUS = {"cancelled": "CANCELLED", "published": "CONFIRMED", "scheduled": "CONFIRMED", "approved": "CONFIRMED"}
_ZONE_FREE = "UTC"
_END = b"END:VCALENDAR\r\n"


class CalendarEntry(Struct, frozen=True):
    """An item on one channel as a finished part of a calendar; `year` is that of its first day."""

    channel: str
    year: int
    text: bytes


class CalendarEntries(Struct, frozen=True):
    """The entries of a campaign, and the time zone that they are in."""

    zone: str
    entries: tuple[CalendarEntry, ...]


@lru_cache(2)
def calendar_entries(campaign: Campaign, on: date, say: Say) -> CalendarEntries:
    """Returns the items of a campaign, on each of their channels.

    The same item keeps its UID whatever becomes of its words and days, so that programs change an entry and add none.
    A campaign is asked for twice where it has the language of the site.
    """
    made = (_entry(campaign, slot, on, say) for slot in all_slots(campaign))
    return CalendarEntries(campaign.timezone, tuple(one for one in made if one))


class Years(Struct, frozen=True):
    """In which years something of a campaign stands on each channel, from the first to the last, and its time zone."""

    zone: str
    channels: Mapping[str, tuple[int, int]]


def years_of(entries: CalendarEntries) -> Years:
    """Returns what a calendar has to know of the entries of a campaign before they come."""
    found: dict[str, list[int]] = {}
    for one in entries.entries:
        found.setdefault(one.channel, []).append(one.year)
    return Years(entries.zone, {channel: (min(years), max(years)) for channel, years in found.items()})


def calendar_ics(
    known: Iterable[Years], every: Iterable[CalendarEntries], name: str, *, channel: str = ""
) -> Iterator[bytes]:
    """Yields the items of campaigns as a calendar, piece by piece; with `channel` those of one channel.

    `known` says of the same campaigns what stands above their entries: time zones, and the years that these are for.
    """
    from icalendar import Calendar  # noqa: PLC0415  see above

    made = Calendar()
    made.add("prodid", "-//Rencana//calendar//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    found = [(one.zone, both) for one in known for at, both in one.channels.items() if channel in ("", at)]
    years = {year for _, both in found for year in both}
    for zone in sorted({zone for zone, _ in found} - {_ZONE_FREE}):
        made.add_component(_zone(zone, min(years), max(years) + _YEARS_KNOWN))
    # Entries are finished text, which many calendars share; nothing else stands after them.
    yield bytes(made.to_ical()).removesuffix(_END)
    for one in every:
        yield b"".join(entry.text for entry in one.entries if channel in ("", entry.channel))
    yield _END


@lru_cache
def _zone(name: str, first: int, last: int) -> "Timezone":
    from icalendar import Timezone  # noqa: PLC0415  see above

    return Timezone.from_tzid(name, first_date=date(first - 1, 1, 1), last_date=date(last, 1, 1))


def _entry(campaign: Campaign, slot: Slot, on: date, say: Say) -> CalendarEntry | None:
    """Returns the entry of an item on one channel, its lines in the order of the library; None while it has no day."""
    found = appearances_of(campaign, slot, max(on, campaign.start or on) + _AHEAD)
    if not found:
        return None
    first = found[0]
    start = _moment(campaign, first, first.day)
    # Ids have no points, so that two different entries can never make the same UID.
    marks = [part for part in (campaign.id, slot.item, slot.channel) if part]
    texts = [text_line(key, value) for key, value in _texts(campaign, slot, say)]
    lines = [
        "BEGIN:VEVENT",
        texts[0],
        moment_line("DTSTART", start),
        moment_line("DTEND", start + _LONG if _timed(first) else first.last + _DAY),
        moment_line("DTSTAMP", datetime.combine(on, time(), tzinfo=UTC)),
        text_line("UID", f"{'.'.join(marks)}@rencana"),
        *(_repeated(campaign, found) if first.repeated else ()),
        *texts[1:],
        f"STATUS:{_STATUS.get(slot.state, 'TENTATIVE')}",
        "TRANSP:TRANSPARENT",
        *(folded(f"URL:{address}") for address in [_address(campaign, slot)] if address),
        "END:VEVENT",
        "",
    ]
    return CalendarEntry(slot.channel, first.day.year, "\r\n".join(lines).encode())


def _timed(one: Appearance) -> bool:
    return one.slot.clock is not None and one.day == one.last


def _moment(campaign: Campaign, one: Appearance, day: date) -> date | datetime:
    """Returns a day with the time of an item in the time zone of its campaign; the day alone where no time is said."""
    if one.slot.clock is None or not _timed(one):
        return day
    zone = UTC if campaign.timezone == _ZONE_FREE else ZoneInfo(campaign.timezone)
    return datetime.combine(day, one.slot.clock, tzinfo=zone)


def _repeated(campaign: Campaign, found: tuple[Appearance, ...]) -> Iterator[str]:
    """Yields the rule by which an item comes back, to its last day, and the days on which it does not."""
    first, last, item = found[0], found[-1], campaign.items[found[0].slot.item]
    weekdays = item.every.days if item.every else ()
    until = ""
    if all(end for _, end in runs(campaign, item)):
        end = _moment(campaign, last, last.day)
        # Where the start has a time zone, the standard wants the end of the rule in UTC.
        until = f"UNTIL={stamp(end.astimezone(UTC) if isinstance(end, datetime) else end)};"
    yield folded(f"RRULE:FREQ=WEEKLY;{until}BYDAY={','.join(DAYS[day][:2].upper() for day in weekdays)}")
    kept = {one.day for one in found}
    between = (first.day + count * _DAY for count in range((last.day - first.day).days))
    for day in between:
        if day.weekday() in weekdays and day not in kept:
            yield moment_line("EXDATE", _moment(campaign, first, day))


def _texts(campaign: Campaign, slot: Slot, say: Say) -> Iterator[tuple[str, str]]:
    """Yields the summary of an entry, and its other texts."""
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


def _address(campaign: Campaign, slot: Slot) -> str:
    item = campaign.items[slot.item]
    outlet = item.channels.get(slot.channel)
    return (outlet.post if outlet else None) or item.link or ""


def items_csv(campaign: Campaign) -> bytes:
    """Returns the items of a campaign as rows of calendar.csv.

    A row says one time, state and caption for all of its channels. An item that differs from channel to channel takes
    a row for each, with the channel behind its id.
    """
    rows = [row for name, item in campaign.items.items() for row in _rows(name, item)]
    own = sorted({key for row in rows for key in row if key.startswith(OWN)})
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, (*COLUMNS, *own), restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _guarded(text) for key, text in row.items()})
    return out.getvalue().encode()


def _rows(name: str, item: Item) -> Iterator[dict[str, str]]:
    if not item.channels:
        yield {"id": name, **_cells(item)}
        return
    split: dict[tuple[str, str, str], list[str]] = {}
    for channel, outlet in item.channels.items():
        said = (str(outlet.at or item.at or ""), outlet.state or item.state, outlet.copy_text or item.copy_text or "")
        split.setdefault(said, []).append(channel)
    for (at, state, text), channels in split.items():
        row = {**_cells(item), "at": at, "state": state, "copy": text, "channels": SEPARATOR.join(channels)}
        yield {"id": name if len(split) == 1 else f"{name}-{channels[0]}", **row}


def _cells(item: Item) -> dict[str, str]:
    """Returns what an item says, by column; a window with an end of its own has no short form, and is left out."""
    windows = [one for one in item.windows if one.start and one.start == one.end and not one.places and not one.note]
    said = {
        "windows": windows[0].start.text if len(windows) == len(item.windows) == 1 and windows[0].start else "",
    }
    for column in COLUMNS[1:]:
        value = getattr(item, "copy_text" if column == "copy" else column)
        if column in LISTS:
            said[column] = SEPARATOR.join(value)
        elif column not in said:
            said[column] = "" if value is None else str(value)
    own = {key: value for key, value in item.extra.items() if isinstance(value, str)}
    return {**said, **own}


def _guarded(text: str) -> str:
    return f"'{text}" if text[:1] in FORMULA_SIGNS else text
