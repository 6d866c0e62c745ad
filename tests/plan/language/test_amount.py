"""Amounts mean what people write."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.plan.language.amount import Bound, Unit, read_amount
from rencana.plan.language.fault import refusal

WRITTEN = [
    ("900_000", Decimal(900_000), Unit.NUMBER),
    ("4.2M", Decimal(4200000), Unit.NUMBER),
    ("14%", Decimal("0.14"), Unit.PERCENT),
    ("0.25%", Decimal("0.0025"), Unit.PERCENT),
    ("+5pp", Decimal("0.05"), Unit.POINTS),
    ("-7pp", Decimal("-0.07"), Unit.POINTS),
    ("2h 30m", Decimal(9000), Unit.DURATION),
    ("100 days", Decimal(8_640_000), Unit.DURATION),
    ("150_000_000 IDR", Decimal(150_000_000), Unit.MONEY),
    (">700", Decimal(700), Unit.NUMBER),
    ("~27M USD", Decimal(27_000_000), Unit.MONEY),
    ("32%..37%", Decimal("0.32"), Unit.PERCENT),
]


@pytest.mark.parametrize(("text", "value", "unit"), WRITTEN)
def test_reads_what_people_write(text: str, value: Decimal, unit: Unit) -> None:
    """Each way of writing an amount has its value in the unit's base."""
    amount = read_amount(text)
    assert (amount.value, amount.unit, amount.text) == (value, unit, text)


def test_bounds_and_ranges_are_kept() -> None:
    """More than, less than, about and from-to are told from an exact amount."""
    assert [read_amount(text).bound for text in (">4M GBP", "<30", "~3%", "5")] == [
        Bound.OVER,
        Bound.UNDER,
        Bound.ABOUT,
        Bound.EXACT,
    ]
    assert read_amount("8%..12%").high == Decimal("0.12")


@pytest.mark.parametrize(
    "text", ["1,200", "1.200.000", "14,2%", "nan", "1e9", "9" * 30, "5..3", "3%..4", "ten", "", "5 %%"]
)
def test_refuses_with_words(text: str) -> None:
    """What is no amount is refused with words that say what to write."""
    assert refusal(read_amount, text)


@given(st.decimals(min_value=0, max_value=10**12, places=4, allow_nan=False))
def test_loses_no_digit(value: Decimal) -> None:
    """A number that is written in a plan comes back to the last digit."""
    assert read_amount(f"{value:f}").value == value


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text whatever makes a reader fail in another way than with words."""
    if not refusal(read_amount, text):
        assert read_amount(text).text
