"""Days, weeks, months, quarters and years: a week begins on Monday, a quarter and a year with the fiscal year."""

from calendar import monthrange
from datetime import date, timedelta

_DAY = timedelta(days=1)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def period_start(unit: str, day: date, first_month: int = 1) -> date:
    """Returns the first day of the period that a day lies in, in a fiscal year that begins with a month.

    A period of no known unit is the day itself.
    """
    if unit in _MONTHS:
        months_before = (day.month - first_month) % _MONTHS[unit]
        return months_on(day.replace(day=1), -months_before)
    return day - timedelta(days=day.weekday()) if unit == "week" else day


def period_end(unit: str, day: date, first_month: int = 1) -> date:
    """Returns the last day of the period that a day lies in."""
    start = period_start(unit, day, first_month)
    if unit in _MONTHS:
        return months_on(start, _MONTHS[unit]) - _DAY
    return start + timedelta(days=6) if unit == "week" else day


def periods(unit: str, first: date, until: date, first_month: int = 1) -> list[tuple[date, date]]:
    """Returns the periods from a day on; the first may be cut, the last is whole."""
    periods = []
    start = first
    while start <= until:
        end = period_end(unit, start, first_month)
        periods.append((start, end))
        start = end + _DAY
    return periods


def whole_periods(unit: str, first: date, until: date, first_month: int = 1) -> list[tuple[date, date]]:
    """Returns the periods that lie between two days, both included, as a whole."""
    return [
        (start, end)
        for start, end in periods(unit, first, until, first_month)
        if end <= until and start == period_start(unit, start, first_month)
    ]


def months_on(day: date, months: int) -> date:
    """Returns the day so many months later; where that month is shorter, its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
