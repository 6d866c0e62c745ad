"""Amounts mean what people write."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.plan.language.amount import Bound, Unit, amount_in, precision, read_amount
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


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1w", 604_800, Unit.DURATION),
        ("2 weeks 1 day", 1_296_000, Unit.DURATION),
        ("90min", 5400, Unit.DURATION),
        ("1h 1m 1s", 3661, Unit.DURATION),
        ("1.5 hours", 5400, Unit.DURATION),
        ("-20%", Decimal("-0.2"), Unit.PERCENT),
        ("2B", 2_000_000_000, Unit.NUMBER),
        ("0.5K EUR", 500, Unit.MONEY),
        ("1_5.2_5", Decimal("15.25"), Unit.NUMBER),
        ("  14  % ", Decimal("0.14"), Unit.PERCENT),
    ],
)
def test_units_have_spellings(text: str, value: Decimal, unit: Unit) -> None:
    """Units may be written short or long, apart or together, and with digits grouped by underscores."""
    amount = read_amount(text)
    assert (amount.value, amount.unit) == (Decimal(value), unit)
    assert str(amount) == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("1_000_000_000_000_000", ""),
        ("1_000_000_000_000_001", "larger than any campaign"),
        ("999999999999999", ""),
        ("1000000000000001", "larger than any campaign"),
        ("0.0000000000000000000001", ""),
        ("0.00000000000000000000001", "more digits"),
        ("1653439153w", ""),
        ("1_000_000_000_000_000s", ""),
        ("1653439153w 1653439153w", "longer than any campaign"),
        ("Infinity", "not a number that can be counted"),
        ("-inf", "not a number that can be counted"),
        ("1e9", "not a number that can be counted"),
        ("1,200", "groups its digits"),
        ("1 200", "groups its digits"),
        ("14,2%", "groups its digits"),
        ("3%..4", "different units"),
        ("3 EUR..4 USD", "different units"),
        ("5..3", "ends below its start"),
        ("3..3", ""),
        ("1000 idr", "not a number or an amount"),
    ],
)
def test_refusals_name_the_reason(text: str, rule: str) -> None:
    """A number at the bound is taken, one beyond it is refused, and each kind of mistake is told from the others."""
    reason = refusal(read_amount, text)
    assert rule in reason
    assert bool(rule) == bool(reason)


def test_a_signed_amount_is_a_change() -> None:
    """A sign in front, also behind a bound, makes an amount a change."""
    assert [read_amount(text).signed for text in ("+20%", "-5", ">+5pp", "20%", "~3")] == [
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("74.0%", "0.001"),
        ("74%", "0.01"),
        ("+5.25pp", "0.0001"),
        ("4.2M", "100000"),
        ("900_000", "1"),
        ("1_0.2_5", "0.01"),
        ("~4K", "1000"),
        ("2.5h", "1"),
        ("12.50 EUR", "0.01"),
    ],
)
def test_precision_is_that_of_the_last_digit(text: str, step: str) -> None:
    """An amount is as precise as its last written digit; a length of time is precise to the second."""
    assert precision(read_amount(text)) == Decimal(step)


def test_a_reader_of_one_unit_names_it() -> None:
    """Where one unit belongs, another is refused with the names of both, and with a sample."""
    read = amount_in(Unit.PERCENT, Unit.NUMBER)
    assert (read("14%").unit, read("14").unit) == (Unit.PERCENT, Unit.NUMBER)
    assert refusal(read, "14 EUR") == (
        "“14 EUR” is an amount of money; a percentage or a plain number belongs here. Write for example 14% or 900_000."
    )
