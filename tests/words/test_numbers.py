"""Numbers, money and lengths of time: each language writes them its way, and no digit is lost."""

from decimal import Decimal, localcontext

import pytest
from babel.numbers import parse_decimal, parse_pattern
from hypothesis import given
from hypothesis import strategies as st

from rencana.words.numbers import (
    compact,
    duration,
    listed,
    locale_of,
    money,
    number,
    percent,
    points,
    signed,
)

GAP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
LANGUAGES = ("en", "id", "de", "fr", "pt-BR")
VALUES = st.decimals(Decimal(-(10**15)), Decimal(10**15), allow_nan=False, allow_infinity=False, places=6)
SECONDS = {"day": 86400, "hour": 3600, "minute": 60, "second": 1, "hari": 86400, "jam": 3600, "menit": 60, "detik": 1}


@pytest.mark.parametrize(
    ("value", "english", "indonesian"),
    [
        ("0", "0", "0"),
        ("1234567", "1,234,567", "1.234.567"),
        ("1234.5", "1,234.5", "1.234,5"),
        ("0.50", "0.5", "0,5"),
        ("-12", "-12", "-12"),
        ("-0", "0", "0"),
        ("1E+6", "1,000,000", "1.000.000"),
        ("0.000001", "0.000001", "0,000001"),
        ("123456789012345.123456", "123,456,789,012,345.123456", "123.456.789.012.345,123456"),
        ("1E+16", "10,000,000,000,000,000", "10.000.000.000.000.000"),
        ("1E+30", "1,000,000,000,000,000,000,000,000,000,000", "1.000.000.000.000.000.000.000.000.000.000"),
    ],
)
def test_number_keeps_all_digits(value: str, english: str, indonesian: str) -> None:
    """A number is grouped and has all of its decimals."""
    assert number(Decimal(value), "en") == english
    assert number(Decimal(value), "id") == indonesian


def test_sizes_beyond_all_measure_are_still_said() -> None:
    """However large an amount is, each of its digits is written, in every kind of number."""
    large = Decimal(10**30 + 1)
    assert number(large, "en").replace(",", "") == str(10**30 + 1)
    assert percent(large, "en").replace(",", "") == f"{10**30 + 1}00%"
    assert money(large, "IDR", "id").replace(".", "") == f"Rp{10**30 + 1}"
    assert duration(Decimal(10**22 * 86400), "en").replace(",", "") == f"{10**22} days"


@pytest.mark.parametrize(
    ("value", "english", "indonesian"),
    [
        ("0.142", "14.2%", "14,2%"),
        ("0.0025", "0.25%", "0,25%"),
        ("0.000001", "0.0001%", "0,0001%"),
        ("1.2", "120%", "120%"),
        ("-0.05", "-5%", "-5%"),
        ("12.345678", "1,234.5678%", "1.234,5678%"),
    ],
)
def test_percent_keeps_all_digits(value: str, english: str, indonesian: str) -> None:
    """A small percentage never becomes nothing."""
    assert percent(Decimal(value), "en") == english
    assert percent(Decimal(value), "id") == indonesian


@given(VALUES, st.sampled_from(LANGUAGES))
def test_number_reads_back(value: Decimal, language: str) -> None:
    """What was written can be read back as the same number."""
    assert parse_decimal(number(value, language), locale=locale_of(language)) == value


@given(st.integers(0, 10**20), st.sampled_from((*LANGUAGES, "es", "pl", "hi", "ar", "fa", "en-IN", "bn", "my")))
def test_whole_number_is_that_of_cldr(value: int, language: str) -> None:
    """A whole number is written as CLDR says it, though it does not take CLDR's way."""
    pattern = parse_pattern("#,##0")
    with localcontext(prec=60):
        assert number(value, language) == pattern.apply(value, locale_of(language))
        assert number(Decimal(value), language) == pattern.apply(Decimal(value), locale_of(language))


def test_swiss_number_keeps_its_groups() -> None:
    """Where groups are parted by an apostrophe none of them is lost, as happens to the library with two of them."""
    assert number(1234567, "de-CH") == "1'234'567"


@given(VALUES, st.sampled_from(LANGUAGES))
def test_percent_reads_back(value: Decimal, language: str) -> None:
    """A percentage is the same share when read back."""
    digits = percent(value, language).rstrip("%").rstrip("\N{NARROW NO-BREAK SPACE}" + GAP)
    assert parse_decimal(digits, locale=locale_of(language)) == value * 100


@given(VALUES, st.sampled_from(["IDR", "GBP", "JPY", "USD", "BHD"]), st.sampled_from(["en", "id"]))
def test_money_reads_back(value: Decimal, currency: str, language: str) -> None:
    """An amount of money keeps every digit, whatever its currency usually has."""
    digits = "".join(mark for mark in money(value, currency, language) if mark in "-.,0123456789")
    assert parse_decimal(digits, locale=locale_of(language)) == value


@given(st.decimals(0, 10**10, places=3), st.sampled_from(["en", "id"]))
def test_duration_reads_back(seconds: Decimal, language: str) -> None:
    """The parts of a length of time add up to it."""
    words = duration(seconds, language).split(" ")
    sizes = zip(words[::2], words[1::2], strict=True)
    units = ((size, unit if language == "id" else unit.removesuffix("s")) for size, unit in sizes)
    assert sum(parse_decimal(size, locale=locale_of(language)) * SECONDS[unit] for size, unit in units) == seconds


@pytest.mark.parametrize(
    ("seconds", "english", "indonesian"),
    [
        ("7200", "2 hours", "2 jam"),
        ("9000", "2 hours 30 minutes", "2 jam 30 menit"),
        ("6000", "1 hour 40 minutes", "1 jam 40 menit"),
        ("86400", "1 day", "1 hari"),
        ("8640000", "100 days", "100 hari"),
        ("90061", "1 day 1 hour 1 minute 1 second", "1 hari 1 jam 1 menit 1 detik"),
        ("0", "0 seconds", "0 detik"),
        ("1.5", "1.5 seconds", "1,5 detik"),
        ("0.00025", "0.00025 seconds", "0,00025 detik"),
        ("-60", f"{MINUS}1 minute", f"{MINUS}1 menit"),
    ],
)
def test_duration_is_never_rounded(seconds: str, english: str, indonesian: str) -> None:
    """A length of time says all of its parts: an hour and forty minutes is never two hours."""
    assert duration(Decimal(seconds), "en") == english
    assert duration(Decimal(seconds), "id") == indonesian


def test_duration_may_be_short() -> None:
    """Where there is little room, the names of the units are short."""
    assert duration(Decimal(9000), "en", short=True) == "2 hrs 30 mins"
    assert duration(Decimal(9000), "id", short=True) == "2 j 30 mnt"


@pytest.mark.parametrize(
    ("value", "currency", "language", "words"),
    [
        ("150000000", "IDR", "id", "Rp150.000.000"),
        ("4000000", "GBP", "en", "£4,000,000"),
        ("4000000.5", "GBP", "en", "£4,000,000.50"),
        ("0.125", "USD", "id", "US$0,125"),
        ("1500", "JPY", "en", "JP¥1,500"),
        ("-20", "GBP", "en", "-£20"),
        ("12", "IDR", "en", f"IDR{GAP}12"),
        ("-12", "IDR", "en", f"-IDR{GAP}12"),
        ("12", "IDR", "de", f"12{GAP}IDR"),
    ],
)
def test_money_has_its_digits(value: str, currency: str, language: str, words: str) -> None:
    """Money has its sign where the language puts it; a whole amount has no decimals."""
    assert money(Decimal(value), currency, language) == words


@pytest.mark.parametrize(
    ("value", "english", "indonesian"),
    [
        ("999", "999", "999"),
        ("999.95", "999.95", "999,95"),
        ("1200", "1.2K", f"1,2{GAP}rb"),
        ("999949", "999.9K", f"999,9{GAP}rb"),
        ("999950", "1M", f"1{GAP}jt"),
        ("1234567", "1.2M", f"1,2{GAP}jt"),
        ("-12345", "-12.3K", f"-12,3{GAP}rb"),
        ("1200000000", "1.2B", f"1,2{GAP}M"),
        ("0", "0", "0"),
    ],
)
def test_compact_has_one_decimal(value: str, english: str, indonesian: str) -> None:
    """A tile shows a large number short, with one decimal; what just misses a million is one."""
    assert compact(Decimal(value), "en") == english
    assert compact(Decimal(value), "id") == indonesian


def test_compact_money_has_its_sign() -> None:
    """Large amounts of money are shortened too."""
    assert compact(Decimal(150_000_000), "id", "IDR") == f"Rp150{GAP}jt"
    assert compact(Decimal(4_200_000), "en", "GBP") == "£4.2M"
    assert compact(Decimal(4_200_000), "en", "IDR") == f"IDR{GAP}4.2M"


def test_changes_have_signs() -> None:
    """A change always says in which direction, and points are not percent."""
    assert signed(Decimal(1200), "en") == "+1,200"
    assert signed(Decimal(-1200), "id") == f"{MINUS}1.200"
    assert signed(Decimal(0), "en") == "±0"
    assert points(Decimal("0.05"), "en") == f"+5{GAP}pp"
    assert points(Decimal("-0.005"), "id", "poin persen") == f"{MINUS}0,5{GAP}poin persen"


def test_lists_end_with_and() -> None:
    """Several words are joined as people say them."""
    assert listed(["a", "b", "c"], "en") == "a, b and c"
    assert listed(["a", "b", "c"], "id") == "a, b, dan c"
    assert listed(("a",), "id") == "a"
    assert listed([], "en") == ""


@pytest.mark.parametrize(
    ("language", "locale"),
    [("en", "en_GB"), ("id", "id_ID"), ("en-US", "en_US"), ("pt-XX", "pt"), ("zh-Hant-TW", "zh_Hant_TW"), ("su", "su")],
)
def test_language_finds_locale(language: str, locale: str) -> None:
    """A language tag leads to its locale, or to that of its language."""
    assert str(locale_of(language)) == locale


@pytest.mark.parametrize("language", ["xx", "", "-", "not a tag", "x-private"])
def test_unknown_language_is_english(language: str) -> None:
    """A language that CLDR does not know is written as English, not refused."""
    assert str(locale_of(language)) == "en_GB"
