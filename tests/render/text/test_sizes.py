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
        ("first-response-time", "0.4", "0.4 seconds"),
        ("er-reach", "0.000043", "0.004%"),
        ("er-reach", "0.9996", "99.96%"),
        ("er-reach", "1.0004", "100.04%"),
        ("views", "0.0001", "0.0001"),
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
    ("size", "currency", "words"),
    [
        ("11.38", "USD", "US$11.38"),
        ("19.95", "EUR", "€19.95"),
        ("11.384", "USD", "US$11.38"),
        ("11", "USD", "US$11"),
        ("999.996", "USD", "US$1,000"),
        ("1234.56", "USD", "US$1,235"),
        ("0.004", "USD", "US$0.004"),
        ("12.3456", "KWD", "KWD 12.346"),
        ("153.4", "IDR", "IDR 153"),
        ("3.476", "IDR", "IDR 3.48"),
    ],
)
def test_money_keeps_its_minor_units(campaign: Campaign, size: str, currency: str, words: str) -> None:
    """Below 1,000 an amount has the minor units of its currency, where it has any; small costs have decimals."""
    assert plain(sizes.rounded(EN, campaign, metrics()["spend"], Decimal(size), currency)) == words


@pytest.mark.parametrize(
    ("metric", "size", "beside", "words"),
    [
        ("csat", "0.7996", "0.8", "79.96%"),
        ("csat", "0.8", "0.7996", "80%"),
        ("csat", "0.5", "0.8", "50%"),
        ("views", "8996", "9000", "8,996"),
        ("views", "4199999999", "4200000000", "4,199,999,999"),
        ("views", "8999.6", "9000", "8,999.6"),
        ("spend", "5.002", "5", "US$5.002"),
        ("spend", "1234.56", "1235", "US$1,234.56"),
        ("spend", "1234.5", "1234.502", "US$1,234.50"),
        ("resolution-time", "7220", "7200", "2 hours 20 seconds"),
        ("resolution-time", "864900", "864000", "10 days 15 minutes"),
        ("resolution-time", "7200.4", "7200", "2 hours 0.4 seconds"),
    ],
)
def test_miss_looks_like_a_miss(campaign: Campaign, metric: str, size: str, beside: str, words: str) -> None:
    """A size gets as many digits as it needs to differ from the one beside it."""
    group = (Decimal(size), Decimal(beside))
    assert plain(sizes.rounded(EN, campaign, metrics()[metric], group[0], "USD", beside=group)) == words


METRICS = ["views", "er-reach", "resolution-time", "spend", "frequency"]
CURRENCIES = ["USD", "IDR", "KWD"]
SIZES = st.builds(lambda digits, places: Decimal(digits).scaleb(places), st.integers(1, 10**6), st.integers(-8, 3))


@given(
    st.sampled_from(METRICS),
    st.sampled_from(CURRENCIES),
    SIZES,
    SIZES,
    st.integers(-6, 0),
    st.sampled_from(["en", "id"]),
)
def test_different_sizes_have_different_texts(
    campaign: Campaign, name: str, currency: str, value: Decimal, other: Decimal, places: int, language: str
) -> None:
    """Of every unit, in every language: two sizes of up to 24 digits share a text only where they are equal."""
    say, metric = Say(language), metrics()[name]
    for target in (other, value + other.scaleb(places)):

        def text(size: Decimal, beside: tuple[Decimal, ...] = (value, target)) -> str:
            return sizes.rounded(say, campaign, metric, size, currency, beside=beside)

        assert (text(value) == text(target)) is (value == target)
        assert text(value) == text(value)
        assert text(target, ()) != text(Decimal(0), ())


@given(st.sampled_from(METRICS), SIZES, SIZES)
def test_digits_stay_in_order(name: str, value: Decimal, target: Decimal) -> None:
    """What is shown compares as the exact sizes do."""
    metric, group = metrics()[name], (value, target)
    numbers = [sizes.short(size, metric, "USD", group) for size in group]
    assert (numbers[0] > numbers[1]) - (numbers[0] < numbers[1]) == (value > target) - (value < target)


@given(st.decimals(0, 2, places=12), st.integers(0, 1), st.sampled_from(["en", "id"]))
def test_only_the_whole_is_all(part: Decimal, digits: int, language: str) -> None:
    """A share has the text of 0% or 100% only where it is that."""
    say = Say(language)
    for end in (Decimal(0), Decimal(1)):
        assert (sizes.share(say, part, digits) == sizes.share(say, end, digits)) is (part == end)


@pytest.mark.parametrize(
    ("metric", "pace", "now", "words", "gap"),
    [
        ("views", "1.87", "1", "2", "1"),
        ("views", "1.87", "2", "1", "1"),
        ("views", "38.4", "53", "38", "15"),
        ("views", "1.87", "3.5", "1.87", "1.63"),
        ("er-reach", "0.8", "0.7996", "80%", "0.04 points"),
        ("resolution-time", "7200", "7220", "2 hours", "20 seconds"),
        ("views", "5", "5", "5", "0"),
    ],
)
def test_pace_of_whole_things_is_whole(
    campaign: Campaign, metric: str, pace: str, now: str, words: str, gap: str
) -> None:
    """Nobody is asked for 1.87 complaints: pace and gap of a count are whole, and add up to it."""
    name, size, value = metrics()[metric], Decimal(pace), Decimal(now)
    group = (size, value)
    assert plain(sizes.expected(EN, campaign, name, size, now=value, beside=group)) == words
    assert plain(sizes.gap(EN, campaign, name, value - size, size, now=value, beside=group)) == gap


def test_leftovers_of_a_division_are_no_gap(campaign: Campaign) -> None:
    """A path that divides by three and comes back is on the value that it would be on."""
    name, pace = metrics()["er-reach"], Decimal("0.3") / 9 * 9
    assert plain(sizes.gap(EN, campaign, name, Decimal("0.3") - pace, pace, now=Decimal("0.3"))) == "0 points"


def test_pace_without_a_value_keeps_its_digits(campaign: Campaign) -> None:
    """Without a value nobody knows whether things are counted whole."""
    views = metrics()["views"]
    assert sizes.expected(EN, campaign, views, Decimal("1.87"), now=None) == "1.87"
    assert sizes.expected(EN, campaign, views, None, now=Decimal(1)) == ""


@pytest.mark.parametrize(
    ("metric", "size", "beside", "words"),
    [
        ("views", "-12.4", "1000", "12"),
        ("views", "0.4", "1000", "0.4"),
        ("views", "0.123", "5", "0.12"),
        ("er-reach", "-0.0123", "0.05", "1.2 points"),
        ("er-reach", "0.0123", "0.005", "1.23 points"),
        ("er-reach", "0.0003", "0.05", "0.03 points"),
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
