"""Sets of days as stretches: what every day of a year says one by one, they say at once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.measure import spans

FIRST = date(2026, 2, 1)


def days_of(text: str) -> list[spans.Span]:
    """Stretches of February, such as `1-3 5`."""
    stretches = []
    for stretch in text.split():
        start, _, end = stretch.partition("-")
        stretches.append((date(2026, 2, int(start)), date(2026, 2, int(end or start))))
    return stretches


def written(stretches: spans.Spans) -> str:
    """Stretches as they are written above."""
    return " ".join(f"{start.day}" if start == end else f"{start.day}-{end.day}" for start, end in stretches)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("1-3 4", "1-4"),
        ("1-3 5", "1-3 5"),
        ("5 1-3", "1-3 5"),
        ("1-9 3-4", "1-9"),
        ("1-3 2-6 6", "1-6"),
        ("5-3", ""),
        ("1 1", "1"),
    ],
)
def test_stretches_that_touch_are_one(before: str, after: str) -> None:
    """Stretches that overlap or follow on one another become one; one that ends before it begins is none."""
    assert written(spans.merged(days_of(before))) == after


@pytest.mark.parametrize(
    ("first", "second", "shared", "rest"),
    [
        ("1-9", "", "", "1-9"),
        ("", "1-9", "", ""),
        ("1-9", "3-4", "3-4", "1-2 5-9"),
        ("1-9", "1-9", "1-9", ""),
        ("1-9", "9-12", "9", "1-8"),
        ("5-9", "1-5", "5", "6-9"),
        ("1-3 7-9", "3-7", "3 7", "1-2 8-9"),
        ("1-9", "2 4 6", "2 4 6", "1 3 5 7-9"),
        ("1-2 8-9", "3-7", "", "1-2 8-9"),
    ],
)
def test_days_are_shared_or_left(first: str, second: str, shared: str, rest: str) -> None:
    """What two sets of days share, and what one has beyond the other, goes to the very day."""
    assert written(spans.common(days_of(first), days_of(second))) == shared
    assert written(spans.common(days_of(second), days_of(first))) == shared
    assert written(spans.without(days_of(first), days_of(second))) == rest


SETS = st.sets(st.integers(0, 40))


@given(SETS, SETS)
def test_stretches_are_sets_of_days(first: set[int], second: set[int]) -> None:
    """Whatever days two sets have, stretches say the same of them as the days one by one."""
    days_a, days_b = (spans.merged((_day(n), _day(n)) for n in days) for days in (first, second))
    assert _days(spans.common(days_a, days_b)) == first & second
    assert _days(spans.without(days_a, days_b)) == first - second
    assert _days(spans.merged([*days_a, *days_b])) == first | second
    assert spans.count(days_a) == len(first)
    edges = set(spans.edges([days_a]))
    assert edges == {_day(n) for n in first if n - 1 not in first} | {_day(n + 1) for n in first if n + 1 not in first}


def _day(number: int) -> date:
    return FIRST + timedelta(days=number)


def _days(stretches: spans.Spans) -> set[int]:
    return {(start - FIRST).days + n for start, end in stretches for n in range((end - start).days + 1)}


@pytest.mark.parametrize(
    ("first", "last", "left"),
    [
        (None, None, "1-3 7-9"),
        (3, 7, "3 7"),
        (4, 6, ""),
        (None, 2, "1-2"),
        (8, None, "8-9"),
        (10, None, ""),
        (2, 1, ""),
    ],
)
def test_days_are_cut_at_both_ends(first: int | None, last: int | None, left: str) -> None:
    """Only days from the first to the last one stay; where the last comes before the first, none do."""
    ends = [None if day is None else date(2026, 2, day) for day in (first, last)]
    assert written(spans.clipped(days_of("1-3 7-9"), *ends)) == left
    always = [(date.min, date.max)]
    cut = spans.clipped(always, *ends)
    assert all(start <= end for start, end in cut)


def test_what_has_no_end_has_no_edge_after_it() -> None:
    """A stretch to the end of time has no day after it."""
    assert list(spans.edges([[(FIRST, date.max)]])) == [FIRST]
