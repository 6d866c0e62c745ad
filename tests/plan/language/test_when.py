"""Dates mean what people write: coarse ones have a first and a last day, named ones follow their day."""

from datetime import date

import pytest

from rencana.plan.language.fault import refusal
from rencana.plan.language.when import Calendar, read_clock, read_moment, read_when

CALENDAR = Calendar(
    {"iftar-1": read_when("2026-02-18"), "eve": read_when("iftar-1 - 1d"), "loop": read_when("loop")}, 4
)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-02-18", date(2026, 2, 18), date(2026, 2, 18)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("FY2025-26", date(2025, 4, 1), date(2026, 3, 31)),
        ("iftar-1 - 3d", date(2026, 2, 15), date(2026, 2, 15)),
        ("eve", date(2026, 2, 17), date(2026, 2, 17)),
        ("open", None, None),
        ("loop", None, None),
    ],
)
def test_has_a_first_and_a_last_day(text: str, first: date | None, last: date | None) -> None:
    """A coarse start is its first day, a coarse end its last; a name that leads to itself leads nowhere."""
    when = read_when(text)
    assert (CALENDAR.first(when), CALENDAR.last(when)) == (first, last)


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-13", "2026-W54", "FY2025-27", "18/02/2026", "0000-01-01", "12:30", ""]
)
def test_impossible_dates_are_refused(text: str) -> None:
    """A day that the calendar does not have is refused with words, never a traceback."""
    assert refusal(read_when, text)


def test_moments_have_a_day_and_perhaps_a_time() -> None:
    """An item goes out on a day, perhaps at a time, also counted from a named day."""
    moment = read_moment("iftar-1 - 3d 17:40")
    assert (moment.when.name, moment.when.days, str(moment.clock)) == ("iftar-1", -3, "17:40:00")
    assert read_moment("2026-02-18").clock is None
    assert refusal(read_clock, "25:00")
