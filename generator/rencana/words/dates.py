"""Days, months, weekdays and times of day as a language writes them (CLDR)."""

import re
from datetime import date, time
from functools import cache, lru_cache

from babel.dates import format_date, format_interval, format_skeleton, format_time

from rencana.words.numbers import locale_of

_DASH = re.compile(r"\s*\N{EN DASH}\s*")
_CLOSE, _APART = "\N{EN DASH}", "\N{NO-BREAK SPACE}\N{EN DASH} "
_CACHED = 8192
"""So many texts are cached: pages say the days of a few months over and over, and CLDR's patterns are slow."""


@lru_cache(_CACHED)
def _by_skeleton(skeleton: str, value: date, language: str) -> str:
    """Writes the parts of a date that a skeleton names, in the order and with the signs of a language."""
    return format_skeleton(skeleton, value, locale=locale_of(language))


@lru_cache(_CACHED)
def _by_pattern(pattern: str, value: date, language: str) -> str:
    """Writes a date by a pattern that is the same in all languages."""
    return format_date(value, format=pattern, locale=locale_of(language))


def day(value: date, language: str) -> str:
    """Writes a day: `18 Feb 2026`."""
    return _by_skeleton("yMMMd", value, language)


def month(value: date, language: str) -> str:
    """Writes a month with its year: `February 2026`."""
    return _by_skeleton("yMMMM", value, language)


def month_short(value: date, language: str) -> str:
    """Writes a month with its year, short: `Feb 26`."""
    return _by_pattern("MMM yy", value, language)


def day_short(value: date, language: str) -> str:
    """Writes a day without its year, for axes: `18 Feb`."""
    return _by_skeleton("MMMd", value, language)


def month_name(value: date, language: str) -> str:
    """Writes the short name of a month, for axes: `Feb`."""
    return _by_pattern("LLL", value, language)


def month_and_year(value: date, language: str) -> str:
    """Writes a month with its year, short and for axes: `Feb 2026`."""
    return _by_skeleton("yMMM", value, language)


def weekday(value: date, language: str) -> str:
    """Writes the short name of a day of the week: `Wed`."""
    return _by_pattern("EEE", value, language)


@cache
def weekday_name(number_of_day: int, language: str) -> str:
    """Writes the name of a day of the week; 0 is Monday."""
    return str(locale_of(language).days["stand-alone"]["wide"][number_of_day])


@cache
def first_weekday(language: str) -> int:
    """Returns the day that a week begins with; 0 is Monday."""
    return int(locale_of(language).first_week_day)


@lru_cache(_CACHED)
def clock(value: time, language: str) -> str:
    """Writes a time of day: `17:40`, or `17.40` in Indonesian."""
    return format_time(value, format="short", locale=locale_of(language))


@lru_cache(_CACHED)
def days(start: date | None, end: date | None, language: str) -> str:
    """Writes a stretch of days, saying only once what both ends share: `18 Feb – 19 Mar 2026`."""
    if start is None or end is None or start == end:
        single = start or end
        return day(single, language) if single else ""
    # Versions of CLDR differ in the spaces, and a line could break before a dash between thin ones.
    within = start.replace(day=1) == end.replace(day=1)
    return _DASH.sub(_CLOSE if within else _APART, format_interval(start, end, "yMMMd", locale=locale_of(language)))
