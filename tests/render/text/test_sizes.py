"""Sizes of a metric: readings keep their digits, and what was computed is as exact as a reader can use."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.catalogue import metrics
from rencana.measure.quantity import Quantity, exactly
from rencana.plan.campaign import Campaign
from rencana.plan.language.amount import Unit
from rencana.render.subject.campaign import CampaignView
from rencana.render.text import sizes
from rencana.render.text.say import Say

EN = Say("en")


@pytest.fixture(scope="module")
def campaign(view_of: Callable[..., CampaignView]) -> Campaign:
    """A campaign that counts in rupiah."""
    return view_of("campaign: {title: T, state: draft}", portfolio="format: 1\ncurrency: IDR").campaign


def plain(text: str) -> str:
    """A text with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("metric", "currency", "unit"),
    [
        ("views", "", Unit.NUMBER),
        ("er-reach", "", Unit.PERCENT),
        ("first-response-time", "", Unit.DURATION),
        ("spend", "IDR", Unit.MONEY),
        ("spend", "", Unit.NUMBER),
    ],
)
def test_money_without_currency_is_a_number(metric: str, currency: str, unit: Unit) -> None:
    """A size is said in the unit of its metric; nobody can say money whose currency is not known."""
    assert sizes.unit_of(metrics()[metric], currency) is unit


@pytest.mark.parametrize(
    ("metric", "size", "words"),
    [("views", "1234567", "1,234,567"), ("views", "1234.5", "1,234.5"), ("er-reach", "0.05123", "5.123%")],
)
def test_readings_keep_their_digits(campaign: Campaign, metric: str, size: str, words: str) -> None:
    """What somebody wrote down is shown as it is."""
    assert sizes.unrounded(EN, campaign, metrics()[metric], exactly(Decimal(size))) == words


@pytest.mark.parametrize(
    ("metric", "size", "words"),
    [
        ("views", "1234567", "1,234,567"),
        ("views", "1234.5", "1,235"),
        ("views", "10", "10"),
        ("views", "9.996", "10"),
        ("views", "9.987", "9.99"),
        ("views", "1000", "1,000"),
        ("er-reach", "0.05123", "5.1%"),
        ("er-reach", "0.01", "1%"),
        ("er-reach", "0.00996", "1%"),
        ("er-reach", "0.00512", "0.51%"),
        ("er-reach", "0", "0%"),
        ("first-response-time", "3599.6", "1 hour"),
        ("first-response-time", "3629", "1 hour"),
        ("first-response-time", "59.4", "59 seconds"),
    ],
)
def test_computed_sizes_are_short(campaign: Campaign, metric: str, size: str, words: str) -> None:
    """The larger a size, the fewer digits it has; small ones keep theirs."""
    assert sizes.rounded(EN, campaign, metrics()[metric], Decimal(size)) == words


def test_bounds_are_rounded_alike(campaign: Campaign) -> None:
    """Of a size between two bounds each bound is rounded, and a bound that is missing stays so."""
    views = metrics()["views"]
    assert plain(sizes.rounded(EN, campaign, views, Quantity(Decimal("10.4"), Decimal("20.6")))) == "10 – 21"
    assert plain(sizes.rounded(EN, campaign, views, Quantity(Decimal("10.4"), None))) == "> 10"
    assert sizes.rounded(EN, campaign, views, None) == sizes.unrounded(EN, campaign, views, None) == ""


def test_currency_of_the_campaign_is_the_default(campaign: Campaign) -> None:
    """Money is said in the currency that it was read in, else in that of the campaign."""
    spend = metrics()["spend"]
    assert "IDR" in sizes.rounded(EN, campaign, spend, Decimal(5000))
    assert "€" in sizes.rounded(EN, campaign, spend, Decimal(5000), "EUR")


@pytest.mark.parametrize(
    ("metric", "size", "beside", "words"),
    [
        ("views", "-12.4", "1000", "12"),
        ("views", "0.4", "1000", "0.4"),
        ("views", "0.123", "5", "0.12"),
        ("er-reach", "-0.0123", "0.05", "1.2 pp"),
        ("er-reach", "0.0123", "0.005", "1.23 pp"),
        ("er-reach", "0.0003", "0.05", "0.03%"),
    ],
)
def test_gap_is_as_fine_as_its_size(campaign: Campaign, metric: str, size: str, beside: str, words: str) -> None:
    """A difference has no sign and the digits of the size beside it; of shares it is in points."""
    assert plain(sizes.gap(EN, campaign, metrics()[metric], Decimal(size), Decimal(beside))) == words


@pytest.mark.parametrize(("part", "digits", "words"), [("0.5", 0, "50%"), ("0.125", 0, "13%"), ("0.1234", 1, "12.3%")])
def test_shares_have_few_digits(part: str, digits: int, words: str) -> None:
    """A share is rounded half up to whole per cents, or to as many digits as are asked for."""
    assert sizes.share(EN, Decimal(part), digits) == words


@given(st.decimals(0, 10**9, places=4))
def test_rounding_stays_close(campaign: Campaign, size: Decimal) -> None:
    """A rounded count is less than half a view from the true one, or half a hundredth where it is small."""
    text = sizes.rounded(EN, campaign, metrics()["views"], size)
    near = Decimal("0.5") if size >= 10 else Decimal("0.005")
    assert abs(Decimal(text.replace(",", "")) - size) <= near
