"""A month or a week as a grid of days: the items of each day, and the events that last several days."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from rencana.render.text.say import Say
from rencana.words import dates

_DAY = timedelta(days=1)
_WEEK = 7
_MOST_CHIPS = 8
"""The most items that a day shows at once; the page hides the rest behind a click."""
_MOST_LANES = 5


class Chip(Struct, frozen=True):
    """An item on a day, with the channels on which it is published then. `language` is that of its title.

    `minute` is its minute of the day, for sorting; -1 where the plan gives no time.
    """

    title: str
    url: str
    clock: str
    minute: int
    state: str
    state_word: str
    channels: tuple[str, ...]
    campaign: str
    language: str


class Lasting(Struct, frozen=True):
    """An event of one or several days: a phase, a campaign, a pause, a named day, a review."""

    kind: str
    title: str
    start: date
    end: date
    language: str = ""


class Diary(Struct, frozen=True):
    """Items and events by day. `loose` are items of which only the month is known, by the first day of the month."""

    say: Say
    on: date
    chips: Mapping[date, Sequence[Chip]]
    loose: Mapping[date, Sequence[Chip]]
    lasting: Sequence[Lasting]
    marks: Sequence[Lasting]


class Band(Struct, frozen=True):
    """The part of an event on one day; its name is where the event begins, and again where a row begins.

    `room` is over how many days of the row the name may reach.
    """

    of: Lasting
    named: bool
    room: int
    begins: bool
    ends: bool


class GridDay(Struct, frozen=True):
    """A day of a grid. `bands` has an entry for each lane, None where it is empty. A day outside the month is empty."""

    iso: str
    number: int
    name: str
    inside: bool
    today: bool
    paused: bool
    chips: tuple[Chip, ...] = ()
    more: tuple[Chip, ...] = ()
    bands: tuple[Band | None, ...] = ()
    marks: tuple[Lasting, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether a list of days can leave it out."""
        return not (self.chips or self.marks or any(band and band.begins for band in self.bands))


class Grid(Struct, frozen=True):
    """A month, or one week; `count` is the number of its items."""

    anchor: str
    title: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[GridDay, ...], ...]
    loose: tuple[Chip, ...]
    count: int


def first_of_month(day: date) -> date:
    """Returns the first day of the month of a day."""
    return day.replace(day=1)


def next_month(day: date) -> date:
    """Returns the first day of the month after that of a day."""
    return (day.replace(day=1) + 32 * _DAY).replace(day=1)


def months_between(first: date, last: date) -> tuple[date, ...]:
    """Returns the first days of all months from one day to another."""
    months = [first_of_month(first)]
    while next_month(months[-1]) <= last:
        months.append(next_month(months[-1]))
    return tuple(months)


def first_of_week(day: date, language: str) -> date:
    """Returns the day with which the week of a day begins in a language."""
    return day - (day.weekday() - dates.first_weekday(language)) % _WEEK * _DAY


def month_grid(diary: Diary, first: date) -> Grid:
    """Returns the grid of the month that begins on a day."""
    end = next_month(first) - _DAY
    start = first_of_week(first, diary.say.language)
    lanes = _lanes(diary.lasting, first, end)
    weeks = []
    while start <= end:
        weeks.append(_week(diary, start, (first, end), lanes))
        start += _WEEK * _DAY
    title = dates.month(first, diary.say.language)
    loose = tuple(diary.loose.get(first, ()))
    return Grid(f"grid-{first:%Y-%m}", title, _weekdays(diary.say), tuple(weeks), loose, _count(weeks) + len(loose))


def week_grid(diary: Diary, day: date) -> Grid:
    """Returns the grid of the week that a day lies in."""
    start = first_of_week(day, diary.say.language)
    end = start + (_WEEK - 1) * _DAY
    week = _week(diary, start, (start, end), _lanes(diary.lasting, start, end))
    title = diary.say.days(start, end)
    return Grid("grid-week", title, _weekdays(diary.say), (week,), (), _count([week]))


def _count(weeks: Sequence[Sequence[GridDay]]) -> int:
    return sum(len(day.chips) + len(day.more) for week in weeks for day in week)


def _weekdays(say: Say) -> tuple[tuple[str, str], ...]:
    """Returns the days of the week in their order, short and in full."""
    first = dates.first_weekday(say.language)
    order = [(first + index) % _WEEK for index in range(_WEEK)]
    return tuple((_short_names(say.language)[number], dates.weekday_name(number, say.language)) for number in order)


@lru_cache
def _short_names(language: str) -> tuple[str, ...]:
    # The date is any Monday: only names of weekdays are taken from it.
    return tuple(dates.weekday(date(2024, 1, 1) + number * _DAY, language) for number in range(_WEEK))


def _lanes(lasting: Sequence[Lasting], first: date, last: date) -> tuple[tuple[Lasting, ...], ...]:
    """Spreads events over lanes, so that those of a lane do not overlap; if no lane is free, only the list has them."""
    lanes: list[list[Lasting]] = []
    present = [event for event in lasting if event.start <= last and event.end >= first]
    for event in sorted(present, key=lambda event: (event.start, -event.end.toordinal(), event.title)):
        lane = next((lane for lane in lanes if lane[-1].end < event.start), None)
        if lane is not None:
            lane.append(event)
        elif len(lanes) < _MOST_LANES:
            lanes.append([event])
    return tuple(tuple(lane) for lane in lanes)


def _week(
    diary: Diary, start: date, bounds: tuple[date, date], lanes: tuple[tuple[Lasting, ...], ...]
) -> tuple[GridDay, ...]:
    days = [_day(diary, start + index * _DAY, bounds, lanes) for index in range(_WEEK)]
    used = max((index + 1 for day in days for index, band in enumerate(day.bands) if band), default=0)
    return tuple(replace(day, bands=day.bands[:used]) for day in days)


def _day(diary: Diary, day: date, bounds: tuple[date, date], lanes: tuple[tuple[Lasting, ...], ...]) -> GridDay:
    say, inside = diary.say, bounds[0] <= day <= bounds[1]
    name = f"{_short_names(say.language)[day.weekday()]}, {say.day(day)}"
    if not inside:
        return GridDay(
            day.isoformat(), day.day, name, inside, day == diary.on, paused=False, bands=(None,) * len(lanes)
        )
    chips = tuple(sorted(diary.chips.get(day, ()), key=lambda chip: chip.minute))
    marks = tuple(mark for mark in diary.marks if mark.start <= day <= mark.end)
    # Each row repeats the names of events that go on, so that a row can be read without the row above.
    week = first_of_week(day, say.language)
    opens = day in (bounds[0], week)
    row_end = min(bounds[1], week + (_WEEK - 1) * _DAY)
    visible = len(chips) if len(chips) <= _MOST_CHIPS + 1 else _MOST_CHIPS
    return GridDay(
        iso=day.isoformat(),
        number=day.day,
        name=name,
        inside=inside,
        today=day == diary.on,
        paused=any(mark.kind == "pause" for mark in marks),
        chips=chips[:visible],
        more=chips[visible:],
        bands=tuple(_band(lane, day, row_end, opens=opens) for lane in lanes),
        marks=marks,
    )


def _band(lane: Sequence[Lasting], day: date, row_end: date, *, opens: bool) -> Band | None:
    event = next((event for event in lane if event.start <= day <= event.end), None)
    if event is None:
        return None
    begins = event.start == day
    room = (min(row_end, event.end) - day).days + 1
    return Band(event, opens or begins, room, begins=begins, ends=event.end == day)
