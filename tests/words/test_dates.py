"""Dates and times: each language writes them its way, and a stretch says shared parts once."""

from datetime import date, time

import pytest

from rencana.words.dates import (
    clock,
    day,
    day_short,
    days,
    first_weekday,
    month,
    month_and_year,
    month_name,
    month_short,
    weekday,
    weekday_name,
)

GAP = "\N{NO-BREAK SPACE}"
FIRST, LAST = date(2026, 2, 18), date(2026, 3, 19)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("18 Feb 2026", "February 2026", "Feb 26", "Wed", "Monday", "17:40")),
        ("id", ("18 Feb 2026", "Februari 2026", "Feb 26", "Rab", "Senin", "17.40")),
        ("de", ("18. Feb. 2026", "Februar 2026", "Feb. 26", "Mi.", "Montag", "17:40")),
    ],
)
def test_dates_by_language(language: str, words: tuple[str, ...]) -> None:
    """Days, months, weekdays and times are written as the language does."""
    dates = (day(FIRST, language), month(FIRST, language), month_short(FIRST, language), weekday(FIRST, language))
    assert (*dates, weekday_name(0, language), clock(time(17, 40), language)) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (FIRST, LAST, f"18 Feb{GAP}– 19 Mar 2026"),
        (FIRST, date(2026, 2, 20), "18–20 Feb 2026"),
        (FIRST, date(2027, 2, 18), f"18 Feb 2026{GAP}– 18 Feb 2027"),
        (FIRST, FIRST, "18 Feb 2026"),
        (None, LAST, "19 Mar 2026"),
        (FIRST, None, "18 Feb 2026"),
        (None, None, ""),
    ],
)
def test_stretch_says_shared_parts_once(start: date | None, end: date | None, words: str) -> None:
    """A stretch of days repeats neither month nor year, and an end that is not known is left out."""
    assert days(start, end, "en") == words
    assert days(start, end, "id") == words


def test_week_begins_by_country() -> None:
    """The week begins on Monday in Britain, on Sunday in Indonesia and in the United States."""
    assert [first_weekday(language) for language in ("en", "id", "en-US", "de")] == [0, 6, 6, 0]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("18 Feb", "Feb", "Feb 2026")),
        ("id", ("18 Feb", "Feb", "Feb 2026")),
        ("de", ("18. Feb.", "Feb", "Feb. 2026")),
    ],
)
def test_axes_have_short_dates(language: str, words: tuple[str, ...]) -> None:
    """Axes of charts name days without their year, months alone, and months with their year."""
    assert (day_short(FIRST, language), month_name(FIRST, language), month_and_year(FIRST, language)) == words


def test_a_cached_date_is_that_of_its_language() -> None:
    """The same day is written anew for each language and in each form, however often it was written before."""
    assert [month(FIRST, language) for language in ("en", "id", "en")] == [
        "February 2026",
        "Februari 2026",
        "February 2026",
    ]
    assert (month_short(FIRST, "en"), month_name(FIRST, "en"), weekday(FIRST, "en")) == ("Feb 26", "Feb", "Wed")
