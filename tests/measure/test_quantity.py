"""Sizes that may be bounds: arithmetic keeps what is not known visible, and never makes a bound exact."""

from decimal import Decimal

import pytest

from rencana.measure.quantity import ZERO, Quantity, amount, exactly, of, total
from rencana.plan.language.amount import Amount, Bound, Unit, read_amount


def between(low: int | str | None, high: int | str | None, *, about: bool = False) -> Quantity:
    """A quantity between two ends, of which each may be open."""
    return Quantity(None if low is None else Decimal(low), None if high is None else Decimal(high), about)


OVER, UNDER, SPAN, ROUGHLY = between(7, None), between(None, 7), between(2, 7), between(5, 5, about=True)


@pytest.mark.parametrize(
    ("quantity", "exact"), [(exactly(5), 5), (ROUGHLY, 5), (SPAN, None), (OVER, None), (UNDER, None)]
)
def test_only_a_single_number_is_exact(quantity: Quantity, exact: int | None) -> None:
    """A size is one number where both of its ends are the same, and none where an end is open."""
    assert quantity.exact == exact
    assert Quantity(None, None).exact is None


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (exactly(3), exactly(4), between(7, 7)),
        (exactly(3), SPAN, between(5, 10)),
        (exactly(3), OVER, between(10, None)),
        (OVER, UNDER, between(None, None)),
        (ROUGHLY, exactly(1), between(6, 6, about=True)),
        (exactly(1), ROUGHLY, between(6, 6, about=True)),
    ],
)
def test_sum_adds_end_to_end(left: Quantity, right: Quantity, expected: Quantity) -> None:
    """Ends are added to their like; an open end stays open, and what is roughly known makes the sum so."""
    assert left + right == expected
    assert total([left, right]) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (exactly(3), exactly(4), between(-1, -1)),
        (exactly(10), SPAN, between(3, 8)),
        (exactly(10), OVER, between(None, 3)),
        (exactly(10), UNDER, between(3, None)),
        (ROUGHLY, exactly(1), between(4, 4, about=True)),
        (exactly(1), ROUGHLY, between(-4, -4, about=True)),
    ],
)
def test_difference_turns_ends_around(left: Quantity, right: Quantity, expected: Quantity) -> None:
    """What is taken away at most leaves least: the upper end of one meets the lower end of the other."""
    assert left - right == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (exactly(3), exactly(4), between(12, 12)),
        (between(-2, 3), between(-5, 7), between(-15, 21)),
        (exactly(-1), SPAN, between(-7, -2)),
        (exactly(3), OVER, between(None, None)),
        (ROUGHLY, exactly(2), between(10, 10, about=True)),
        (exactly(2), ROUGHLY, between(10, 10, about=True)),
    ],
)
def test_product_lies_between_its_corners(left: Quantity, right: Quantity, expected: Quantity) -> None:
    """A product lies between the smallest and the largest of the products of ends; an open end opens both."""
    assert left * right == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (exactly(12), exactly(4), between(3, 3)),
        (exactly(14), SPAN, between(2, 7)),
        (between(-2, 4), exactly(-2), between(-2, 1)),
        (SPAN, between(-2, -1), between(-7, -1)),
        (OVER, exactly(2), between("3.5", None)),
        (exactly(14), OVER, between(0, 2)),
        (OVER, OVER, between(0, None)),
        (exactly(2), UNDER, None),
        (exactly(2), ZERO, None),
        (exactly(2), between(0, 5), None),
        (exactly(2), between(-5, 0), None),
        (exactly(2), between(-1, 1), None),
        (ROUGHLY, exactly(2), between("2.5", "2.5", about=True)),
        (exactly(10), ROUGHLY, between(2, 2, about=True)),
    ],
)
def test_nothing_is_divided_by_nothing(left: Quantity, right: Quantity, expected: Quantity | None) -> None:
    """A quotient lies between its corners; it is none where the divisor may be 0, and as near to 0 as it likes where
    the divisor may be as large as it likes.
    """
    assert left.over(right) == expected


def test_total_of_nothing_is_nothing() -> None:
    """The sum of no quantities is exactly 0."""
    assert total([]) == ZERO == exactly(0)


@pytest.mark.parametrize(
    ("quantities", "expected"),
    [
        ([exactly(1), exactly(2), exactly(3)], between(6, 6)),
        ([exactly(1), OVER, exactly(3)], between(11, None)),
        ([exactly(1), exactly(3), UNDER], between(None, 11)),
        ([SPAN, ROUGHLY], between(7, 12, about=True)),
        ([exactly(1), Quantity(Decimal(2), Decimal("2.0"))], between(3, 3)),
        ([ROUGHLY, exactly(1), exactly(1)], between(7, 7, about=True)),
    ],
)
def test_total_of_many_is_their_sum(quantities: list[Quantity], expected: Quantity) -> None:
    """However many there are, a total is what adding one after the other gives, and each counts once."""
    assert total(quantities) == expected


def test_one_rough_number_makes_the_total_rough() -> None:
    """A number that was written as roughly makes the total so, wherever it stands."""
    rough, plain = of(read_amount("~5")), exactly(1)
    assert total([rough, plain]) == total([plain, rough]) == between(6, 6, about=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("700", between(700, 700)),
        (">700", between(700, None)),
        ("<700", between(None, 700)),
        ("~700", between(700, 700, about=True)),
        ("32%..37%", between("0.32", "0.37")),
    ],
)
def test_written_bounds_stay_bounds(text: str, expected: Quantity) -> None:
    """What somebody wrote as more, less, roughly or a range is read as such, and never as its number alone."""
    assert of(read_amount(text)) == expected


@pytest.mark.parametrize(
    ("quantity", "bound", "value", "high"),
    [
        (exactly(5), Bound.EXACT, 5, None),
        (ROUGHLY, Bound.ABOUT, 5, None),
        (SPAN, Bound.RANGE, 2, 7),
        (OVER, Bound.OVER, 7, None),
        (UNDER, Bound.UNDER, 7, None),
        (between(None, 0), Bound.UNDER, 0, None),
        (between(0, None), Bound.OVER, 0, None),
        (ZERO, Bound.EXACT, 0, None),
    ],
)
def test_quantity_is_written_as_it_is_known(quantity: Quantity, bound: Bound, value: int, high: int | None) -> None:
    """A quantity becomes the amount that says as much as is known, in its unit and currency."""
    written = amount(quantity, Unit.MONEY, "IDR")
    assert (written.bound, written.value, written.high) == (bound, value, high)
    assert (written.unit, written.currency) == (Unit.MONEY, "IDR")
    assert amount(quantity, Unit.NUMBER) == Amount(Decimal(value), Unit.NUMBER, "", bound, written.high)
