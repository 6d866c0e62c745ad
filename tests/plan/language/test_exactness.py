"""How exact an amount can be decides whether its point may be one of thousands."""

import pytest
from pydantic_core import PydanticCustomError

from rencana.plan.language.amount import read_amount
from rencana.plan.language.exactness import decimals_of, doubt, read_count, read_money


@pytest.mark.parametrize(
    ("text", "decimals", "help"),
    [
        ("12.000", 0, "Write 12000 or 12_000; if only 12 is meant, write 12."),
        ("1.231", 0, "Write 1231 or 1_231."),
        ("~88.000", 0, "Write 88000 or 88_000; if only 88 is meant, write 88."),
        ("12.500 EUR", 2, "Write 12500 or 12_500; if the point is for decimals, write 12.5."),
        ("1.231", None, "Write 1231 or 1_231; if the point is for decimals, write 1.2310."),
        ("12..15.000", 0, "Write 15000 or 15_000; if only 15 is meant, write 15."),
    ],
)
def test_a_point_of_thousands_is_in_doubt(text: str, decimals: int | None, help: str) -> None:
    """Three digits behind a point may be thousands; the help has each number that may be meant, and no other."""
    doubts = doubt(read_amount(text), decimals)
    assert doubts is not None
    assert doubts.help == help
    assert doubts.is_sure is (decimals is not None)


@pytest.mark.parametrize("text", ["12", "12_000", "0.125", "12.5", "1.2310", "4.2M", "1.234M", "12.125%", "+1.250pp"])
def test_other_numbers_are_in_no_doubt(text: str) -> None:
    """Nobody groups a number that begins with 0, has other digits behind its point, or is a share."""
    assert doubt(read_amount(text), 0) is None


@pytest.mark.parametrize(("currency", "decimals"), [("EUR", 2), ("IDR", 2), ("JPY", 0), ("KWD", 3), ("IQD", 2)])
def test_money_has_the_decimals_of_its_currency(currency: str, decimals: int) -> None:
    """Most currencies have two decimals, some none or three."""
    assert decimals_of(currency) == decimals


@pytest.mark.parametrize("text", ["12.5", "1.200", "2..3.5"])
def test_a_count_is_whole(text: str) -> None:
    """Of people and cases there is no half."""
    with pytest.raises(PydanticCustomError):
        read_count(text)


@pytest.mark.parametrize("text", ["100.5 JPY", "12.3456 EUR", "12.000 EUR"])
def test_paid_money_is_as_fine_as_its_coins(text: str) -> None:
    """A budget has no part of a cent, and no twelve that may be twelve thousand."""
    with pytest.raises(PydanticCustomError):
        read_money(text)
