"""Dates mean what people write: coarse ones have a first and a last day, named ones follow their day."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.plan.language.fault import refusal
from rencana.plan.language.when import Calendar, DatePrecision, read_clock, read_day, read_moment, read_when

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


@pytest.mark.parametrize(
    ("text", "grain"),
    [
        ("2026-02-18", DatePrecision.DAY),
        ("2026-W08", DatePrecision.WEEK),
        ("2026-02", DatePrecision.MONTH),
        ("2026-Q1", DatePrecision.QUARTER),
        ("2026", DatePrecision.YEAR),
        ("FY2025-26", DatePrecision.FISCAL_YEAR),
        ("FY2099-00", DatePrecision.FISCAL_YEAR),
        ("iftar-1+3d", DatePrecision.NAMED),
        ("open", DatePrecision.OPEN),
        ("goal", DatePrecision.GOAL),
    ],
)
def test_a_date_is_as_coarse_as_written(text: str, grain: DatePrecision) -> None:
    """How much is known of a date is told by its form alone."""
    when = read_when(text)
    assert (when.grain, str(when)) == (grain, text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-02-30", "February 2026 has 28 days."),
        ("2024-02-30", "February 2024 has 29 days."),
        ("2026-01-32", "January 2026 has 31 days."),
        ("2026-12-32", "December 2026 has 31 days."),
        ("2026-00-10", "The month is the number in the middle"),
        ("2026-18-02", "The month is the number in the middle"),
        ("18/02/2026", "not how dates are written here"),
        ("2026/02/18", "not how dates are written here"),
        ("FY2025-27", "does not name two years that follow one another"),
        ("2026-W53", ""),
        ("2025-W53", "no week of a year"),
        ("2026-W00", "no week of a year"),
        ("2026-13", "no month of a year"),
        ("1900", ""),
        ("1899", "lies outside 1900 to 2200"),
        ("2200-12-31", ""),
        ("2201-01-01", "lies outside 1900 to 2200"),
        ("true", "is no date"),
        ("a b", "is no date"),
    ],
)
def test_refusals_of_dates_name_the_reason(text: str, reason: str) -> None:
    """A date at the bound is taken, one beyond it is refused, and each kind of mistake has its own words."""
    words = refusal(read_when, text)
    assert reason in words
    assert bool(reason) == bool(words)


@pytest.mark.parametrize("text", ["2026", "open", "iftar-1"])
def test_a_single_day_is_asked_for(text: str) -> None:
    """Where one day of the calendar belongs, a coarse or a named date is refused."""
    assert read_day("2026-02-18") == date(2026, 2, 18)
    assert "a single day belongs here" in refusal(read_day, text)


@pytest.mark.parametrize(
    ("text", "clock"),
    [("0:00", time(0)), ("09:05", time(9, 5)), ("23:59", time(23, 59)), ("24:00", time(23, 59))],
)
def test_midnight_at_the_end_is_its_last_minute(text: str, clock: time) -> None:
    """A time may be written with one digit for the hour; 24:00 still belongs to the day that ends."""
    assert read_clock(text) == clock


@pytest.mark.parametrize("text", ["24:01", "12:60", "5", "5pm", "12.30", "", None])
def test_impossible_times_are_refused(text: object) -> None:
    """A time that no clock shows is refused with words."""
    assert refusal(read_clock, text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2026-02-18T17:40", "2026-02-18 17:40"),
        ("2026-02 9:00", "2026-02 09:00"),
        (" eid - 3d  17:40 ", "eid - 3d 17:40"),
    ],
)
def test_moments_print_as_day_and_time(text: str, printed: str) -> None:
    """A moment prints with its day as written, and its time with two digits each."""
    assert str(read_moment(text)) == printed


@pytest.mark.parametrize("text", ["open", "goal 17:00", "17:40", "2026-02-18 25:00", None])
def test_other_moments_are_refused(text: object) -> None:
    """An item cannot go out on an open day, nor without a day, nor at a time that does not exist."""
    assert refusal(read_moment, text)


def test_names_lead_through_one_another() -> None:
    """A name may lead to a name, each with its own distance; a circle leads nowhere."""
    names = {
        "eid": read_when("2026-03"),
        "eve": read_when("eid - 1d"),
        "week": read_when("eve + 7d"),
        "a": read_when("b"),
        "b": read_when("a + 1d"),
    }
    calendar = Calendar(names)
    assert calendar.first(read_when("week")) == date(2026, 3, 7)
    assert calendar.last(read_when("week")) == date(2026, 4, 6)
    assert calendar.first(read_when("a")) is None
    assert calendar.first(read_when("nobody")) is None
    assert calendar.first(None) is None


def test_a_chain_may_use_every_name() -> None:
    """A chain as long as there are names is no circle yet."""
    names = {"a": read_when("2026-02-18"), "b": read_when("a + 1d"), "c": read_when("b + 1d"), "d": read_when("c + 1d")}
    assert Calendar(names).first(read_when("d + 1d")) == date(2026, 2, 22)


@given(st.dates(date(1901, 1, 1), date(2199, 12, 31)), st.integers(1, 12))
def test_a_day_lies_in_all_that_is_coarser(day: date, fiscal_start: int) -> None:
    """Week, month, quarter and year begin on or before a day of theirs, and end on or after it."""
    week = day.isocalendar()
    fiscal = day.year if day.month >= fiscal_start else day.year - 1
    calendar = Calendar({}, fiscal_start)
    for text in (
        f"{day}",
        f"{week.year}-W{week.week:02}",
        f"{day:%Y-%m}",
        f"{day.year}-Q{(day.month + 2) // 3}",
        f"{day.year}",
        f"FY{fiscal}-{(fiscal + 1) % 100:02}",
    ):
        first, last = calendar.first(read_when(text)), calendar.last(read_when(text))
        assert first is not None
        assert last is not None
        assert first <= day <= last
        assert last - first <= timedelta(days=365)
