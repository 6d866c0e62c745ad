"""Axes: round sizes and round days, few enough to be read, and honest about where they begin."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.catalogue import metrics
from rencana.render.charts.axes import days, heights

COUNT, SHARE, LENGTH = metrics()["views"], metrics()["er-reach"], metrics()["first-response-time"]
SIZES = st.floats(-1e9, 1e9).map(lambda size: round(size, 3))
DAYS = st.dates(date(2000, 1, 1), date(2050, 1, 1))


def ticks(least: float, most: float, *, share: bool = False, summed: bool = False) -> list[float]:
    """The round sizes of a scale."""
    return [float(tick) for tick in heights(least, most, SHARE if share else COUNT, summed=summed).ticks]


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [
        (0, 100, [0, 25, 50, 75, 100]),
        (0, 90, [0, 25, 50, 75, 100]),
        (0, 7, [0, 2, 4, 6, 8]),
        (0, 1, [0, 1, 2]),
        (0, 2, [0, 1, 2]),
        (5, 5, [0, 2, 4, 6]),
        (0, 0, [0, 1, 2]),
        (-30, 50, [-50, -25, 0, 25, 50]),
        (-50, -45, [-50, -48, -46, -44]),
    ],
)
def test_counts_have_whole_ticks(least: float, most: float, expected: list[float]) -> None:
    """A count is marked at whole round numbers, three at least."""
    assert ticks(least, most) == expected


@pytest.mark.parametrize(
    ("least", "most", "summed", "cut"),
    [
        (76, 100, False, True),
        (75, 100, False, True),
        (74, 100, False, False),
        (76, 100, True, False),
        (100, 100, False, False),
    ],
)
def test_axis_is_cut_only_far_from_zero(least: float, most: float, summed: bool, cut: bool) -> None:
    """Only sizes that all lie above three quarters of the largest leave 0 out, and a sum never does."""
    scale = heights(least, most, COUNT, summed=summed)
    assert scale.cut is cut
    assert scale.low <= least
    assert scale.high >= most


def test_shares_end_at_all() -> None:
    """The axis of a share does not go beyond 100%, and goes further down instead."""
    assert ticks(0.9, 1, share=True)[-1] == 1
    assert len(ticks(0.97, 1, share=True)) >= 3
    assert ticks(0.2, 1.3, share=True)[-1] > 1


def test_lengths_are_round_in_hours() -> None:
    """A length of time is marked at minutes, hours and days that a clock has, not at thousands of seconds."""
    assert heights(0, 7200, LENGTH, summed=False).ticks == tuple(map(Decimal, (0, 1800, 3600, 5400, 7200)))
    assert heights(0, 4 * 86400, LENGTH, summed=False).ticks[1] == 86400
    assert not any(tick % 86400 for tick in heights(0, 40 * 86400, LENGTH, summed=False).ticks)


@given(SIZES, SIZES, st.booleans(), st.booleans())
def test_scale_holds_all_sizes(first: float, second: float, summed: bool, share: bool) -> None:
    """Every size lies on the scale, between three and five evenly spaced marks; only few steps may be one more."""
    least, most = sorted((first / 1e9, second / 1e9) if share else (first, second))
    scale = heights(least, most, SHARE if share else COUNT, summed=summed and least >= 0)
    dust = 1e-6 * max(abs(least), abs(most), 1)
    assert scale.low <= least + dust
    assert scale.high >= most - dust
    assert 3 <= len(scale.ticks) <= 6
    steps = {round(float(later - tick), 9) for tick, later in pairwise(scale.ticks)}
    assert max(steps) == pytest.approx(min(steps), rel=1e-6)


@pytest.mark.parametrize(
    ("first", "last", "most", "expected"),
    [
        ("2026-03-01", "2026-03-04", 5, ["1 Mar", "2 Mar", "3 Mar", "4 Mar"]),
        ("2026-03-01", "2026-03-08", 5, ["1 Mar", "3 Mar", "5 Mar", "7 Mar"]),
        ("2026-03-01", "2026-03-25", 4, ["2 Mar", "9 Mar", "16 Mar", "23 Mar"]),
        ("2026-03-01", "2026-04-12", 3, ["2 Mar", "16 Mar", "30 Mar"]),
        ("2026-02-15", "2026-05-15", 3, ["Mar 2026", "Apr", "May"]),
        ("2025-11-15", "2026-02-15", 3, ["Dec 2025", "Jan 2026", "Feb"]),
        ("2020-01-01", "2024-01-01", 5, ["2020", "2021", "2022", "2023", "2024"]),
        ("2026-02-15", "2026-03-10", 1, ["Mar 2026"]),
        ("2026-03-01", "2026-03-04", 0, []),
    ],
)
def test_days_are_round(first: str, last: str, most: int, expected: list[str]) -> None:
    """Days are marked one by one, by Mondays, months or years, whatever fits; the year is said where it changes."""
    labels = [words for _, words in days(date.fromisoformat(first), date.fromisoformat(last), most, "en")]
    assert labels == expected


@given(DAYS, st.integers(1, 9000), st.integers(2, 12))
def test_days_fit_the_room(first: date, length: int, most: int) -> None:
    """Never more days are marked than have room, none lies outside, and they go up."""
    last = first + timedelta(days=length)
    marked = [day for day, _ in days(first, last, most, "en")]
    assert len(marked) <= most
    assert all(first <= day <= last for day in marked)
    assert marked == sorted(set(marked))
