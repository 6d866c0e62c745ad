"""Numbers, money and lengths of time as a language writes them (CLDR); nothing is rounded away."""

import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from copy import copy
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import cache, lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from babel.lists import format_list
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_percent,
    get_currency_precision,
    parse_pattern,
)
from babel.units import format_unit

_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))
_MOST_DECIMALS = "#,##0." + 24 * "#"
"""A written amount has at most 24 digits."""
_WHOLE = parse_pattern("#,##0")
"""Groups of three digits; of the decimals it takes as many as a number has."""
_SPARE_DIGITS = 28
_CACHED = 8192
"""So many texts are cached for each function: pages say the same few numbers over and over."""
_HOMES = {"en": "en_GB", "id": "id_ID"}
_SMALL = re.compile(r"(?<=\d)(?:k|m|bn|tn)$")
_LARGE = {"k": "K", "m": "M", "bn": "B", "tn": "T"}


@cache
def locale_of(language: str) -> Locale:
    """Returns the CLDR locale of a language tag; English (day before month) where CLDR does not know it."""
    for tag in (language, language.split("-", maxsplit=1)[0]):
        try:
            return Locale.parse(_HOMES.get(tag, tag), sep="_" if tag in _HOMES else "-")
        except (ValueError, UnknownLocaleError):
            continue
    return Locale.parse(_HOMES["en"])


def _exact(value: Decimal | int) -> AbstractContextManager[Context]:
    """Lets decimals compute with enough digits for a value, however long it is; too few, and rounding fails."""
    return localcontext(prec=_SPARE_DIGITS + len(f"{value:f}"))


@lru_cache(_CACHED)
def number(value: Decimal | int, language: str) -> str:
    """Writes a number with all of its decimals: `1.234.567,5` in Indonesian."""
    plain = str(value)
    if plain.isdecimal():
        # Most numbers are whole ones, and only the sign between their groups of three differs.
        return f"{int(plain):,}".replace(",", _between_groups(language))
    with _exact(value):
        # Adding zero takes the sign of a negative zero away.
        written: str = _WHOLE.apply(value + 0, locale_of(language), decimal_quantization=False)
        return written


@cache
def _between_groups(language: str) -> str:
    written: str = _WHOLE.apply(1000, locale_of(language))
    return written.removeprefix("1").removesuffix("000")


def compact(value: Decimal, language: str, currency: str = "") -> str:
    """Writes a large number short, for tiles that give the exact one beside it: `1,2 jt`, `1.2M`."""
    locale, short = locale_of(language), _shortened(value)
    if currency:
        written = _spaced(format_compact_currency(short, currency, locale=locale, fraction_digits=1), currency)
    else:
        written = format_compact_decimal(short, locale=locale, fraction_digits=1)
    # Newer versions of CLDR write British English small, where 5m could be metres.
    return _SMALL.sub(lambda match: _LARGE[match[0]], written) if locale.language == "en" else written


def _shortened(value: Decimal) -> Decimal:
    """Rounds to one decimal of thousands, millions or more, so that 999,950 becomes 1M and not 1000K."""
    if abs(value) < 1000:  # noqa: PLR2004  what is not shortened keeps its decimals
        return value
    step = Decimal(1).scaleb(value.adjusted() // 3 * 3 - 1)
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step


@lru_cache(_CACHED)
def percent(value: Decimal, language: str) -> str:
    """Writes a part of one as a percentage with all of its decimals: 0.142 is `14.2%`."""
    with _exact(value):
        return format_percent(value, locale=locale_of(language), decimal_quantization=False)


def points(value: Decimal, language: str, unit: str = "pp") -> str:
    """Writes a part of one as percentage points, with its sign: 0.05 is `+5 pp`."""
    return f"{signed(value * 100, language)}\N{NO-BREAK SPACE}{unit}"


def signed(value: Decimal, language: str) -> str:
    """Writes a number with its sign, for changes."""
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else "±"
    return f"{sign}{number(abs(value), language)}"


@lru_cache(_CACHED)
def money(value: Decimal, currency: str, language: str) -> str:
    """Writes an amount of money; a whole amount without decimals: `Rp150.000.000`."""
    is_whole = value == value.to_integral_value()
    digits = 0 if is_whole else max(get_currency_precision(currency), -int(value.normalize().as_tuple().exponent))
    # CLDR's own pattern has a fixed number of decimals; a copy of it takes as many as the amount has.
    pattern = copy(locale_of(language).currency_formats["standard"])
    pattern.frac_prec = (digits, digits)
    with _exact(value):
        written = format_currency(value, currency, format=pattern, locale=locale_of(language), currency_digits=False)
    return _spaced(written, currency)


def minor_digits(currency: str) -> int:
    """Returns how many decimals the amounts of a currency have: 2 for US dollars, none for rupiah."""
    return get_currency_precision(currency)


def _spaced(written: str, currency: str) -> str:
    """Puts a gap between a currency's code and the number; a sign such as £ or Rp stands close to it."""
    return re.sub(rf"{currency}(?=\d)", f"{currency}\N{NO-BREAK SPACE}", written)


@lru_cache(_CACHED)
def duration(seconds: Decimal, language: str, *, short: bool = False) -> str:
    """Writes a length of time in its own units: 5400 is `1 hour 30 minutes`; never rounded to the largest unit."""
    remainder, parts = abs(seconds), []
    for unit, size in _UNITS:
        count = remainder // size if unit != "second" else remainder
        remainder -= count * size
        if count:
            parts.append(_unit(count, unit, language, short=short))
    sign = "\N{MINUS SIGN}" if seconds < 0 else ""
    return sign + (" ".join(parts) or _unit(Decimal(0), "second", language, short=short))


def _unit(count: Decimal, unit: str, language: str, *, short: bool) -> str:
    size = int(count) if count == count.to_integral_value() else count
    locale = locale_of(language)
    with _exact(size):
        return format_unit(size, unit, length="short" if short else "long", format=_MOST_DECIMALS, locale=locale)


def listed(words: Sequence[str], language: str) -> str:
    """Writes several words as a list: `a, b and c`."""
    return _listed(tuple(words), language)


@lru_cache(_CACHED)
def _listed(words: tuple[str, ...], language: str) -> str:
    return format_list(words, locale=locale_of(language)) if words else ""
