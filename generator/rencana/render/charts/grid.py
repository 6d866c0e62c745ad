"""A month and a week as a grid of days: what goes out on each, what goes on through them, and where today is."""

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
"""So many items stand in a day; the others are a click away."""
_MOST_LANES = 5


class Chip(Struct, frozen=True):
    """An item on a day, with the channels on which it goes out then. `language` is that of its title.

    `minute` is that of the day, to put items in order; -1 where no time is said.
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
    """Something that goes on for days, or stands on one: a phase, a campaign, a pause, a named day, a review."""

    kind: str
    title: str
    start: date
    end: date
    language: str = ""


class Diary(Struct, frozen=True):
    """What stands on which days. `loose` are items of which only the month is known, by its first day."""

    say: Say
    on: date
    chips: Mapping[date, Sequence[Chip]]
    loose: Mapping[date, Sequence[Chip]]
    lasting: Sequence[Lasting]
    marks: Sequence[Lasting]


class Band(Struct, frozen=True):
    """The part of something lasting that lies on one day; it is named where it begins, and again where a row begins.

    `room` says over how many days of the row the name may reach.
    """

    of: Lasting
    named: bool
    room: int
    begins: bool
    ends: bool


class GridDay(Struct, frozen=True):
    """A day of a grid. `bands` stand in lanes; an empty lane is None. A day outside its month holds nothing."""

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
    """A month, or one week; `count` says how many items stand in it."""

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
    found = [first_of_month(first)]
    while next_month(found[-1]) <= last:
        found.append(next_month(found[-1]))
    return tuple(found)


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
    # Any Monday serves: only the names are taken from it.
    return tuple(dates.weekday(date(2024, 1, 1) + number * _DAY, language) for number in range(_WEEK))


def _lanes(lasting: Sequence[Lasting], first: date, last: date) -> tuple[tuple[Lasting, ...], ...]:
    """Lays what lasts into lanes, so that those of one lane do not overlap; what finds no lane is left to the list."""
    lanes: list[list[Lasting]] = []
    seen = [one for one in lasting if one.start <= last and one.end >= first]
    for one in sorted(seen, key=lambda one: (one.start, -one.end.toordinal(), one.title)):
        lane = next((lane for lane in lanes if lane[-1].end < one.start), None)
        if lane is not None:
            lane.append(one)
        elif len(lanes) < _MOST_LANES:
            lanes.append([one])
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
    chips = tuple(sorted(diary.chips.get(day, ()), key=lambda one: one.minute))
    marks = tuple(one for one in diary.marks if one.start <= day <= one.end)
    # The first day of a row names what goes on, so that no row has to be read with the one above.
    week = first_of_week(day, say.language)
    opens = day in (bounds[0], week)
    row_end = min(bounds[1], week + (_WEEK - 1) * _DAY)
    shown = len(chips) if len(chips) <= _MOST_CHIPS + 1 else _MOST_CHIPS
    return GridDay(
        iso=day.isoformat(),
        number=day.day,
        name=name,
        inside=inside,
        today=day == diary.on,
        paused=any(one.kind == "pause" for one in marks),
        chips=chips[:shown],
        more=chips[shown:],
        bands=tuple(_band(lane, day, row_end, opens=opens) for lane in lanes),
        marks=marks,
    )


def _band(lane: Sequence[Lasting], day: date, row_end: date, *, opens: bool) -> Band | None:
    found = next((one for one in lane if one.start <= day <= one.end), None)
    if found is None:
        return None
    begins = found.start == day
    room = (min(row_end, found.end) - day).days + 1
    return Band(found, opens or begins, room, begins=begins, ends=found.end == day)
