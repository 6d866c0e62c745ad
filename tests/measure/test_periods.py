"""Where weeks, months, quarters and years begin and end, whatever the day and the year."""

from datetime import date

import pytest

from rencana.measure.periods import months_on, period_end, period_start, periods, whole_periods


@pytest.mark.parametrize(
    ("unit", "day", "start", "end"),
    [
        ("week", "2026-02-08", "2026-02-02", "2026-02-08"),
        ("week", "2026-02-09", "2026-02-09", "2026-02-15"),
        ("week", "2026-01-01", "2025-12-29", "2026-01-04"),
        ("month", "2026-02-01", "2026-02-01", "2026-02-28"),
        ("month", "2028-02-29", "2028-02-01", "2028-02-29"),
        ("month", "2026-12-31", "2026-12-01", "2026-12-31"),
        ("quarter", "2026-03-31", "2026-01-01", "2026-03-31"),
        ("quarter", "2026-04-01", "2026-04-01", "2026-06-30"),
        ("quarter", "2026-06-30", "2026-04-01", "2026-06-30"),
        ("quarter", "2026-12-31", "2026-10-01", "2026-12-31"),
        ("year", "2026-01-01", "2026-01-01", "2026-12-31"),
        ("year", "2026-12-31", "2026-01-01", "2026-12-31"),
        ("day", "2026-02-08", "2026-02-08", "2026-02-08"),
    ],
)
def test_every_day_lies_in_its_period(unit: str, day: str, start: str, end: str) -> None:
    """Weeks begin on Monday, months and quarters and years on their first day; a day is a period by itself."""
    inside = date.fromisoformat(day)
    assert (period_start(unit, inside), period_end(unit, inside)) == (
        date.fromisoformat(start),
        date.fromisoformat(end),
    )


@pytest.mark.parametrize(
    ("unit", "first", "until", "expected"),
    [
        ("week", "2026-02-04", "2026-02-08", ["02-04 02-08"]),
        ("week", "2026-02-04", "2026-02-09", ["02-04 02-08", "02-09 02-15"]),
        ("day", "2026-02-27", "2026-03-01", ["02-27 02-27", "02-28 02-28", "03-01 03-01"]),
        ("month", "2026-02-28", "2026-03-01", ["02-28 02-28", "03-01 03-31"]),
        ("week", "2026-02-04", "2026-02-03", []),
    ],
)
def test_periods_follow_without_a_gap(unit: str, first: str, until: str, expected: list[str]) -> None:
    """The first period may be cut and the last one is whole; each begins the day after the one before."""
    spans = periods(unit, date.fromisoformat(first), date.fromisoformat(until))
    assert [f"{start:%m-%d} {end:%m-%d}" for start, end in spans] == expected


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-31", 0, "2026-01-31"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-01-15", 1, "2026-02-15"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-11-30", 2, "2027-01-30"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-01", 12, "2027-12-01"),
    ],
)
def test_months_later_is_the_same_day(day: str, months: int, later: str) -> None:
    """So many months later it is the same day of the month, or the last one where that month is shorter."""
    assert months_on(date.fromisoformat(day), months) == date.fromisoformat(later)


def test_year_begins_in_january() -> None:
    """Where nothing is said of a fiscal year, quarters begin with that of the calendar."""
    first, last = date(2026, 1, 1), date(2026, 6, 30)
    quarters = [(first, date(2026, 3, 31)), (date(2026, 4, 1), last)]
    assert periods("quarter", first, last) == whole_periods("quarter", first, last) == quarters
