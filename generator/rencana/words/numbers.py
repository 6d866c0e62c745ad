"""Numbers, money, lengths of time and dates as a language writes them (CLDR); nothing is rounded away."""

from collections.abc import Sequence
from copy import copy
from datetime import date, time
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, get_currency_precision
from babel.units import format_unit

_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))
_MOST_DECIMALS = "#,##0.############"


@cache
def locale_of(language: str) -> Locale:
    """Returns the CLDR locale of a language tag; English (en-GB, day before month) where there is none."""
    if language == "en":
        return Locale.parse("en_GB")
    try:
        return Locale.parse(language, sep="-")
    except ValueError:
        return Locale.parse("en_GB")


def number(value: Decimal | int, language: str) -> str:
    """Writes a number with all of its decimals: `1.234.567,5` in Indonesian."""
    return format_decimal(value, format=_MOST_DECIMALS, locale=locale_of(language), decimal_quantization=False)


def percent(value: Decimal, language: str) -> str:
    """Writes a part of one as a percentage: 0.142 is `14.2%`."""
    return f"{number(value * 100, language)}%"


def points(value: Decimal, language: str, unit: str = "pp") -> str:
    """Writes a part of one as percentage points, with its sign: 0.05 is `+5 pp`."""
    return f"{signed(value * 100, language)}\N{NO-BREAK SPACE}{unit}"


def signed(value: Decimal, language: str) -> str:
    """Writes a number with its sign, for changes."""
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else "±"
    return f"{sign}{number(abs(value), language)}"


def money(value: Decimal, currency: str, language: str) -> str:
    """Writes an amount of money; a whole amount without decimals: `Rp150.000.000`."""
    whole = value == value.to_integral_value()
    digits = 0 if whole else max(get_currency_precision(currency), -int(value.normalize().as_tuple().exponent))
    # CLDR's own pattern has a fixed number of decimals; a copy of it takes as many as the amount has.
    pattern = copy(locale_of(language).currency_formats["standard"])
    pattern.frac_prec = (digits, digits)
    return format_currency(value, currency, format=pattern, locale=locale_of(language), currency_digits=False)


def duration(seconds: Decimal, language: str) -> str:
    """Writes a length of time in its own units: 5400 is `1 hour 30 minutes`; never rounded to the largest unit."""
    rest, parts = abs(seconds), []
    for name, size in _UNITS:
        count = rest // size if name != "second" else rest
        rest -= count * size
        if count:
            parts.append(format_unit(_plain(count), name, length="long", locale=locale_of(language)))
    sign = "\N{MINUS SIGN}" if seconds < 0 else ""
    return sign + (" ".join(parts) or format_unit(0, "second", length="long", locale=locale_of(language)))


def _plain(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value


def day(value: date, language: str) -> str:
    """Writes a day: `18 Feb 2026`."""
    return format_date(value, format="d MMM y", locale=locale_of(language))


def month(value: date, language: str) -> str:
    """Writes a month with its year: `February 2026`."""
    return format_date(value, format="MMMM y", locale=locale_of(language))


def month_short(value: date, language: str) -> str:
    """Writes a month with its year, short: `Feb 26`."""
    return format_date(value, format="MMM yy", locale=locale_of(language))


def weekday(value: date, language: str) -> str:
    """Writes the short name of a day of the week: `Wed`."""
    return format_date(value, format="EEE", locale=locale_of(language))


def weekday_name(number_of_day: int, language: str) -> str:
    """Writes the name of a day of the week; 0 is Monday."""
    return str(locale_of(language).days["stand-alone"]["wide"][number_of_day])


def clock(value: time, language: str) -> str:
    """Writes a time of day: `17:40`, or `17.40` in Indonesian."""
    return format_time(value, format="HH:mm" if language != "id" else "HH.mm", locale=locale_of(language))


def days(start: date | None, end: date | None, language: str) -> str:
    """Writes a stretch of days, saying only once what both ends share: `18 Feb – 19 Mar 2026`."""
    if start is None or end is None or start == end:
        known = start or end
        return day(known, language) if known else ""
    locale = locale_of(language)
    if (start.year, start.month) == (end.year, end.month):
        first = format_date(start, format="d", locale=locale)
    elif start.year == end.year:
        first = format_date(start, format="d MMM", locale=locale)
    else:
        first = day(start, language)
    return f"{first}\N{NO-BREAK SPACE}\N{EN DASH} {day(end, language)}"


def listed(words: Sequence[str], language: str) -> str:
    """Writes several words as a list: `a, b and c`."""
    return format_list(list(words), locale=locale_of(language)) if words else ""
