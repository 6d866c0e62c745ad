"""Days and periods as people write them: a day, month, quarter, year or fiscal year, a named date, `open`, `goal`."""

import calendar
import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from rencana.plan.language.fault import fail, short


class DatePrecision(StrEnum):
    """How coarse a date is; a coarse start is its first day, a coarse end its last."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FISCAL_YEAR = "fiscal-year"
    NAMED = "named"
    OPEN = "open"
    GOAL = "goal"


class When(Struct, frozen=True, gc=False):
    """A point in time as written. `number` is the week, month or quarter; `name` and `days` hold `iftar-1 - 3d`."""

    text: str
    grain: DatePrecision
    day: date | None = None
    year: int = 0
    number: int = 0
    name: str = ""
    days: int = 0

    def __str__(self) -> str:
        return self.text


class Moment(Struct, frozen=True, gc=False):
    """A day, perhaps with a time of day: when a calendar item goes out."""

    when: When
    clock: time | None = None

    def __str__(self) -> str:
        return f"{self.when} {self.clock:%H:%M}" if self.clock else str(self.when)


_NAME = r"[^\W_]+(?:-[^\W_]+)*"
DAY_PATTERN = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
COARSE_PATTERN = r"[0-9]{4}(?:-(?:[0-9]{2}|Q[1-4]|W[0-9]{2}))?|FY[0-9]{4}-[0-9]{2}"
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_YEAR = re.compile(r"[0-9]{4}")
_FISCAL = re.compile(r"FY([0-9]{4})-([0-9]{2})")
_NAMED = re.compile(rf"({_NAME})(?: ?([+-]) ?([0-9]{{1,4}})d)?")
_CLOCK = re.compile(r"(.*?)(?:[ T]([0-9]{1,2}:[0-9]{2}))?")
_HELP = "Write a day as 2026-02-18; a month as 2026-02, a quarter as 2026-Q1, a year as 2026 or FY2025-26."
_OTHER_ORDER = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}|[0-9]{4}[./][0-9]{1,2}[./][0-9]{1,2}")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def read_day(text: object) -> date:
    """Reads one day of the calendar, as 2026-02-18."""
    when = read_when(text)
    if when.day is None:
        fail("impossible-date", f"{short(text, 30)} is no day; a single day belongs here.", help="Write 2026-02-18.")
    return when.day


def read_when(text: object) -> When:
    """Reads a day, something coarser, or a named date."""
    if not isinstance(text, str):
        fail("wrong-kind", "A date belongs here.", help=_HELP)
    return _when(text)


# The same days come back in thousands of rows of readings, and in the plans of one period.
@lru_cache(maxsize=8192)
def _when(text: str) -> When:
    words = " ".join(text.split())
    if words in ("open", "goal"):
        return When(words, DatePrecision(words))
    if words[:1].isdigit() or words.startswith("FY"):
        return _dated(words)
    match = _NAMED.fullmatch(words)
    if match is None or words in ("true", "false"):
        fail("impossible-date", f"{short(words, 30)} is no date.", help=_HELP)
    name, sign, days = match.groups()
    return When(words, DatePrecision.NAMED, name=name, days=int(f"{sign}{days}") if days else 0)


def _dated(words: str) -> When:
    if match := _DAY.fullmatch(words):
        return _day(words, *(int(part) for part in match.groups()))
    if match := _MONTH.fullmatch(words):
        return _coarse(words, DatePrecision.MONTH, int(match[1]), int(match[2]), largest=12)
    if match := _QUARTER.fullmatch(words):
        return _coarse(words, DatePrecision.QUARTER, int(match[1]), int(match[2]), largest=4)
    if match := _WEEK.fullmatch(words):
        return _coarse(words, DatePrecision.WEEK, int(match[1]), int(match[2]), largest=53)
    if _YEAR.fullmatch(words):
        return _coarse(words, DatePrecision.YEAR, int(words), 1, largest=1)
    if match := _FISCAL.fullmatch(words):
        year, next_year = int(match[1]), int(match[2])
        _check_year(words, year)
        if (year + 1) % 100 != next_year:
            message = f"{words} does not name two years that follow one another."
            fail("impossible-date", message, help="Write FY2025-26.")
        return When(words, DatePrecision.FISCAL_YEAR, year=year)
    if _OTHER_ORDER.fullmatch(words):
        fail("impossible-date", f"{short(words, 30)} is not how dates are written here.", help=_HELP)
    return fail("impossible-date", f"{short(words, 30)} is no date.", help=_HELP)


def _day(words: str, year: int, month: int, day: int) -> When:
    _check_year(words, year)
    try:
        return When(words, DatePrecision.DAY, date(year, month, day))
    except ValueError:
        help = "The month is the number in the middle: 2026-02-18 is 18 February."
        if 1 <= month <= 12:  # noqa: PLR2004  the months of a year
            help = f"{calendar.month_name[month]} {year} has {calendar.monthrange(year, month)[1]} days."
        fail("impossible-date", f"There is no day {words} in the calendar.", help=help)


def _coarse(words: str, grain: DatePrecision, year: int, number: int, *, largest: int) -> When:
    _check_year(words, year)
    if not 1 <= number <= largest or (grain is DatePrecision.WEEK and number > date(year, 12, 28).isocalendar().week):
        fail("impossible-date", f"{words} is no {grain.value} of a year.", help=_HELP)
    return When(words, grain, year=year, number=number)


def _check_year(words: str, year: int) -> None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        fail("impossible-date", f"The year of {short(words, 30)} lies outside {_FIRST_YEAR} to {_LAST_YEAR}.")


def read_moment(text: object) -> Moment:
    """Reads a day, perhaps with a time: `2026-02-18 17:40`, `iftar-1 - 3d 17:40`."""
    if not isinstance(text, str):
        fail("wrong-kind", "A day, perhaps with a time, belongs here.", help="Write 2026-02-18 17:40.")
    match = _CLOCK.fullmatch(" ".join(text.split()))
    day, clock = match.groups() if match else (text, None)
    when = read_when(day)
    if when.grain in (DatePrecision.OPEN, DatePrecision.GOAL):
        fail("impossible-date", f"{short(text)} is no day.", help="Leave `at` out while the day is not known.")
    return Moment(when, read_clock(clock) if clock else None)


def read_clock(text: object) -> time:
    """Reads a time of day, as 17:40; 24:00 is read as the last minute of the day."""
    match = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", text) if isinstance(text, str) else None
    if match is None:
        fail("bad-time", f"{short(text, 30)} is no time of day.", help="Write 17:40.")
    hour, minute = int(match[1]), int(match[2])
    if (hour, minute) == (24, 0):
        return time(23, 59)
    if hour > 23 or minute > 59:  # noqa: PLR2004  the hours of a day
        fail("bad-time", f"There is no time {short(text, 30)}.", help="Write 17:40; a day has 24 hours of 60 minutes.")
    return time(hour, minute)


def is_written_day(text: str) -> bool:
    """Tells whether a text is a day that is written out, such as 2026-02-18, and not the name of one."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class Calendar(Struct, frozen=True):
    """What a written date needs to become a day: the names for days, and the month in which a fiscal year begins."""

    names: Mapping[str, When]
    fiscal_start: int = 1

    def first(self, when: When | None) -> date | None:
        """Returns the first day of `when`; None where it is open, the goal itself, or a name that does not exist."""
        return self._resolve(when, last=False)

    def last(self, when: When | None) -> date | None:
        """Returns the last day of `when`."""
        return self._resolve(when, last=True)

    def _resolve(self, when: When | None, *, last: bool, depth: int = 0) -> date | None:
        if when is None:
            return None
        if when.day is not None:
            return when.day
        if when.grain in (DatePrecision.OPEN, DatePrecision.GOAL):
            return None
        if when.grain is DatePrecision.NAMED:
            # A chain of names that is longer than there are names runs in a circle.
            named = self.names.get(when.name) if depth < len(self.names) + 1 else None
            day = self._resolve(named, last=last, depth=depth + 1)
            return day + timedelta(days=when.days) if day else None
        first_day, last_day = _ends(when, self.fiscal_start)
        return last_day if last else first_day


def _ends(when: When, fiscal_start: int) -> tuple[date, date]:
    """Returns the first and the last day of a week, a month, a quarter, a year or a fiscal year."""
    year, number = when.year, when.number
    match when.grain:
        case DatePrecision.WEEK:
            return date.fromisocalendar(year, number, 1), date.fromisocalendar(year, number, 7)
        case DatePrecision.MONTH:
            return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])
        case DatePrecision.QUARTER:
            return date(year, number * 3 - 2, 1), date(year, number * 3, calendar.monthrange(year, number * 3)[1])
        case DatePrecision.FISCAL_YEAR:
            # FY2025-26 that begins in January names two years; its days are those of twelve months from its start.
            return date(year, fiscal_start, 1), date(year + 1, fiscal_start, 1) - timedelta(days=1)
        case _:
            return date(year, 1, 1), date(year, 12, 31)
