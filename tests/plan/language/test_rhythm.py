"""Rhythms, hours and days of the week mean what people write."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.plan.language.fault import refusal
from rencana.plan.language.rhythm import DAYS, Every, Hours, Rate, read_every, read_hours, read_rate


@pytest.mark.parametrize(
    ("text", "least", "most", "unit", "span"),
    [
        ("3 a week", 3, 3, "week", 1),
        ("1-2 a day", 1, 2, "day", 1),
        ("1 every 3 weeks", 1, 1, "week", 3),
        ("up to 5 a month", None, 5, "month", 1),
        ("at most 5 a month", None, 5, "month", 1),
        ("at least 2 an quarter", 2, None, "quarter", 1),
        ("1 a campaign", 1, 1, "campaign", 1),
        ("daily", 1, 1, "day", 1),
        ("quarterly", 1, 1, "quarter", 1),
        ("once", None, None, "once", 1),
        ("as  needed", None, None, "as needed", 1),
        ("1000 a year", 1000, 1000, "year", 1),
    ],
)
def test_rate_has_a_number_and_a_span(text: str, least: int | None, most: int | None, unit: str, span: int) -> None:
    """A rate is from how many to how many times in how many of a unit; words without a number have none."""
    assert read_rate(text) == Rate(least, most, unit, span, " ".join(text.split()))


@pytest.mark.parametrize("text", ["3", "three a week", "2-1 a day", "1001 a year", "1 every 1001 days", "", None, []])
def test_impossible_rates_are_refused(text: object) -> None:
    """A rate without a unit, backwards, or beyond what anybody can keep up is refused with words."""
    assert "rhythm" in refusal(read_rate, text)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("19:00-22:00", time(19), time(22)),
        ("9:05 - 9:05", time(9, 5), time(9, 5)),
        (" 22:00-02:00 ", time(22), time(2)),
        ("18:00-24:00", time(18), time(23, 59)),
    ],
)
def test_hours_may_pass_midnight(text: str, start: time, end: time) -> None:
    """A stretch of the day has two times; the second may lie on the next day."""
    assert read_hours(text) == Hours(start, end)


@pytest.mark.parametrize("text", ["19-22", "19:00", "25:00-26:00", "19:60-20:00", ""])
def test_impossible_hours_are_refused(text: str) -> None:
    """Hours without minutes, and times that no day has, are refused with words."""
    assert refusal(read_hours, text)


@pytest.mark.parametrize(
    ("text", "days", "clock"),
    [
        ("friday 16:00", (4,), time(16)),
        ("Friday", (4,), None),
        ("friday, monday,  monday 9:30", (0, 4), time(9, 30)),
        ("weekdays", (0, 1, 2, 3, 4), None),
        ("daily 24:00", (0, 1, 2, 3, 4, 5, 6), time(23, 59)),
    ],
)
def test_weekly_days_are_sorted_once(text: str, days: tuple[int, ...], clock: time | None) -> None:
    """Days of the week come in their order, each once, with the time that stands behind them."""
    every = read_every(text)
    assert (every.days, every.clock) == (days, clock)


@pytest.mark.parametrize("text", ["fridays", "friday and monday", "weekend", "16:00", "friday 16", ""])
def test_other_words_are_no_days(text: str) -> None:
    """Only the names of days, `daily` and `weekdays` are days of the week."""
    assert "no day of the week" in refusal(read_every, text)


@given(st.lists(st.sampled_from(DAYS), min_size=1), st.none() | st.times())
def test_any_days_come_back(names: list[str], clock: time | None) -> None:
    """Whatever days are listed in whatever order, exactly those come back."""
    text = ", ".join(names) + (f" {clock:%H:%M}" if clock else "")
    every = read_every(text)
    assert {DAYS[day] for day in every.days} == set(names)
    assert every.clock == (clock.replace(second=0, microsecond=0) if clock else None)


def test_values_print_as_written() -> None:
    """In a message and on a page a rhythm reads as its author wrote it."""
    assert str(read_rate("3 a week")) == "3 a week"
    assert str(read_every("friday 16:00")) == "friday 16:00"
    assert str(Hours(time(9), time(17, 30))) == "09:00-17:30"
    assert str(Every((0,))) == ""
