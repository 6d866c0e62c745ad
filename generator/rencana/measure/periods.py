"""Days, weeks, months, quarters and years of the calendar; a week begins on Monday."""

from calendar import monthrange
from datetime import date, timedelta

_DAY = timedelta(days=1)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def period_start(unit: str, day: date) -> date:
    """Returns the first day of the period that a day lies in; a period of no known unit is the day itself."""
    if unit in _MONTHS:
        months_before = (day.month - 1) // _MONTHS[unit] * _MONTHS[unit]
        return date(day.year, months_before + 1, 1)
    return day - timedelta(days=day.weekday()) if unit == "week" else day


def period_end(unit: str, day: date) -> date:
    """Returns the last day of the period that a day lies in."""
    start = period_start(unit, day)
    if unit in _MONTHS:
        return months_on(start, _MONTHS[unit]) - _DAY
    return start + timedelta(days=6) if unit == "week" else day


def periods(unit: str, first: date, until: date) -> list[tuple[date, date]]:
    """Returns the periods from a day on; the first may be cut, the last is whole."""
    periods = []
    start = first
    while start <= until:
        end = period_end(unit, start)
        periods.append((start, end))
        start = end + _DAY
    return periods


def months_on(day: date, months: int) -> date:
    """Returns the day so many months later; where that month is shorter, its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
