"""Rounding tells no untruth: what differs is shown as different and in order, what is nearly 0 as more than 0."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rencana.render.text import rounding

TENTH = Decimal("0.1")
SIZES = st.builds(
    lambda digits, places: Decimal(digits).scaleb(places), st.integers(-(10**9), 10**9), st.integers(-12, 6)
)


def near(size: Decimal, *beside: Decimal) -> Decimal:
    """A size in tenths, or finer where others stand beside it."""
    return rounding.near(size, rounding.step_beside(size, beside, lambda _: TENTH))


@pytest.mark.parametrize(
    ("size", "step", "short"),
    [
        ("1.25", "0.1", "1.3"),
        ("-1.25", "0.1", "-1.3"),
        ("999.96", "0.1", "1000"),
        ("3629", "60", "3600"),
        ("0", "1", "0"),
    ],
)
def test_near_rounds_halves_from_zero(size: str, step: str, short: str) -> None:
    """A size becomes the nearest multiple of a step, without zeros at its end."""
    assert str(rounding.near(Decimal(size), Decimal(step))) == short


@given(SIZES, SIZES, SIZES)
def test_order_survives_rounding(low: Decimal, high: Decimal, third: Decimal) -> None:
    """A smaller size stays smaller, whatever else one of the two stands beside."""
    assume(low < high)
    assert near(low, high) < near(high, low)
    assert near(low, high, third) < near(high, low)
    assert near(low, high) < near(high, low, third)


@given(SIZES, SIZES)
def test_equal_sizes_stay_equal(size: Decimal, other: Decimal) -> None:
    """Two equal sizes beside a third one are rounded alike."""
    group = (size, other)
    assert near(size, *group) == near(size, size, *group)


@given(SIZES, SIZES)
def test_rounding_stays_close(size: Decimal, other: Decimal) -> None:
    """However near another size is, a size is less than half a step from what is shown."""
    short = near(size, other)
    assert abs(short - size) <= TENTH / 2


@pytest.mark.parametrize(
    ("part", "digits", "short"),
    [
        ("0.125", 0, "0.13"),
        ("0.9996", 0, "0.9996"),
        ("0.996", 0, "0.996"),
        ("1.0004", 0, "1.0004"),
        ("0.000043", 0, "0.00004"),
        ("-0.9996", 1, "-0.9996"),
        ("1", 0, "1"),
        ("0", 1, "0"),
        ("123456.789", 0, "123456.79"),
        ("1E-29", 1, "0"),
    ],
)
def test_nearly_all_is_not_all(part: str, digits: int, short: str) -> None:
    """Only 1 becomes 100% and only 0 becomes 0%; what a division left over is neither more nor less."""
    assert str(rounding.share(Decimal(part), digits)) == short


@given(st.decimals(-2, 2, places=12), st.integers(0, 1))
def test_shares_keep_their_side_of_all(part: Decimal, digits: int) -> None:
    """A share below, at or above nothing and the whole is shown so."""
    short = rounding.share(part, digits)
    for end in (0, 1):
        assert (short > end) - (short < end) == (part > end) - (part < end)


@pytest.mark.parametrize(
    ("size", "beside", "short"),
    [
        ("1.87", ["1"], "2"),
        ("1.87", ["2"], "1"),
        ("38.4", ["53"], "38"),
        ("8999.7", ["9000", "8000"], "8999"),
        ("1.87", ["2", "1"], "2"),
        ("5", ["5"], "5"),
        ("0.3", ["1"], "0"),
        ("0.3", ["0"], "1"),
    ],
)
def test_whole_numbers_keep_their_side(size: str, beside: list[str], short: str) -> None:
    """A whole number stays on its side of each other one; where there is no room, of the last one."""
    assert str(rounding.whole(Decimal(size), map(Decimal, beside))) == short


@given(SIZES, st.integers(-(10**6), 10**6))
def test_whole_pace_tells_ahead_from_behind(size: Decimal, value: int) -> None:
    """A value of whole things is ahead of, on, or behind the whole number beside it as it truly is."""
    short = rounding.whole(size, (Decimal(value),))
    assert short == short.to_integral_value()
    assert (value > short) - (value < short) == (value > size) - (value < size)


def test_leftovers_of_a_division_are_no_difference() -> None:
    """A third of three is one: the digits that an amount cannot have do not count."""
    assert rounding.plain(Decimal(1) / 3 * 3) == 1
