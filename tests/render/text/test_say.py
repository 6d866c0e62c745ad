"""Values of a plan in words: every kind of value, as it was written, in the language of the page."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec import Struct

from rencana.plan.header import Period, Window
from rencana.plan.language.amount import Amount, Bound, Unit, read_amount
from rencana.plan.language.rhythm import read_every, read_hours, read_rate
from rencana.plan.language.when import Calendar, read_moment, read_when
from rencana.plan.strategy import Rhythm
from rencana.render.text.say import Say

EN, ID = Say("en"), Say("id")


class Dated(Struct, frozen=True):
    """A portfolio that names a day, and whose fiscal year begins in July."""

    calendar: Calendar = Calendar({"iftar": read_when("2026-03-20")}, 7)


DATED = Dated()


def plain(text: str) -> str:
    """A text with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("amount", "en", "id"),
    [
        ("1234567", "1,234,567", "1.234.567"),
        ("5.1%", "5.1%", "5,1%"),
        ("2 pp", "2 pp", "2 poin persen"),
        ("90 min", "1 hour 30 minutes", "1 jam 30 menit"),
        ("+300", "+300", "+300"),
        ("+0.5", "+0.5", "+0,5"),
        ("-5%", "−5%", "−5%"),
        ("0", "0", "0"),
        (">100", "> 100", "> 100"),
        ("<100", "< 100", "< 100"),
        ("~100", "~ 100", "~ 100"),
    ],
)
def test_amounts_keep_unit_and_bound(amount: str, en: str, id: str) -> None:
    """An amount has the signs of its language, its unit, and what is known of it."""
    assert plain(EN.amount(read_amount(amount))) == en
    assert plain(ID.amount(read_amount(amount))) == id


def test_change_has_a_sign() -> None:
    """A change says whether it goes up or down; no change needs no sign."""
    assert EN.amount(read_amount("300"), change=True) == "+300"
    assert EN.amount(read_amount("0"), change=True) == "0"
    assert EN.amount(None) == ""


def test_range_has_two_sizes() -> None:
    """A size between two bounds names both."""
    amount = Amount(Decimal(100), Unit.NUMBER, bound=Bound.RANGE, high=Decimal(200))
    assert plain(EN.amount(amount)) == "100 – 200"


def test_money_names_its_currency() -> None:
    """Money has the sign or the code of its currency."""
    assert "1,500,000" in EN.amount(Amount(Decimal(1500000), Unit.MONEY, currency="IDR"))
    assert EN.amount(Amount(Decimal("12.5"), Unit.MONEY, currency="EUR")).startswith("€12.5")


@pytest.mark.parametrize(
    ("change", "points", "percent"),
    [
        ("0.0123", "+1.2 pp", "+1.2%"),
        ("-0.0126", "−1.3 pp", "−1.3%"),
        ("0.0004", "+0.04 pp", "+0.04%"),
        ("-0.9996", "−99.96 pp", "−99.96%"),
        ("0", "±0 pp", "±0%"),
    ],
)
def test_changes_are_rounded(change: str, points: str, percent: str) -> None:
    """A change is rounded to a tenth, more finely near nothing and all; only no change has neither sign."""
    assert plain(EN.points(Decimal(change))) == points
    assert EN.change(Decimal(change)) == percent


def test_shares_and_days_may_be_missing() -> None:
    """What is not known has no words."""
    assert (EN.share(None), EN.share(Decimal("0.255"))) == ("", "25.5%")
    assert (EN.day(None), EN.day(date(2026, 3, 1))) == ("", "1 Mar 2026")
    assert (EN.duration(None), EN.duration(timedelta(minutes=90))) == ("", "1 hour 30 minutes")
    assert (EN.when(None, DATED), EN.moment(None, DATED), EN.period(None, DATED)) == ("", "", "")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2026-03-01", "1 Mar 2026"),
        ("2026-03", "March 2026"),
        ("2026", "2026"),
        ("2026-Q1", "2026-Q1"),
        ("FY2025-26", "FY2025-26"),
        ("open", "open"),
        ("goal", "when the goal is met"),
        ("iftar", "20 Mar 2026 (iftar)"),
        ("iftar+3d", "23 Mar 2026 (iftar+3d)"),
        ("lebaran", "lebaran"),
    ],
)
def test_dates_are_as_precise_as_written(written: str, words: str) -> None:
    """A month stays a month, and a named day has its name and its day, where it is known."""
    assert EN.when(read_when(written), DATED) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"start": "2026-03-01", "end": "2026-03-04"}, "1–4 Mar 2026"),
        ({"start": "2026", "end": "2026"}, "2026"),
        ({"start": "2026-03", "end": "2026-04-05"}, "March 2026 – 5 Apr 2026"),
        ({"start": "2026-03", "end": "open"}, "from March 2026, open"),
        ({"start": "2026-03-01", "end": "goal"}, "from 1 Mar 2026, when the goal is met"),
        ({"start": "2026-03-01"}, "from 1 Mar 2026"),
        ({"start": "2026-03-01", "length": "100 days"}, "1 Mar – 8 Jun 2026 (100 days)"),
        ({"end": "2026-03"}, "by March 2026"),
        ({"end": "open"}, "open"),
        ({}, ""),
    ],
)
def test_periods_say_what_is_known(written: dict[str, str], words: str) -> None:
    """A period says its two ends as they were written, or the one that is known."""
    assert plain(EN.period(Period(**written), DATED)) == words  # type: ignore[arg-type]  # fields read text


@pytest.mark.parametrize(
    ("written", "en", "id"),
    [("2026-03-02 17:40", "2 Mar 2026, 17:40", "2 Mar 2026, 17.40"), ("2026-03", "March 2026", "Maret 2026")],
)
def test_moments_have_their_time(written: str, en: str, id: str) -> None:
    """A day with a time has the clock of its language."""
    assert (EN.moment(read_moment(written), DATED), ID.moment(read_moment(written), DATED)) == (en, id)


@pytest.mark.parametrize(
    ("written", "en", "id"),
    [
        ("thursday 16:30", "Thursday, 16:30", "Kamis, 16.30"),
        ("monday, thursday", "Monday and Thursday", "Senin dan Kamis"),
        ("daily", "every day", "setiap hari"),
    ],
)
def test_repetition_names_its_days(written: str, en: str, id: str) -> None:
    """Days of the week are named, and all of them together are every day."""
    assert (EN.every(read_every(written)), ID.every(read_every(written))) == (en, id)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("3 a week", "3 a week"),
        ("2-3 a week", "2–3 a week"),
        ("at least 2 a month", "at least 2 a month"),
        ("at most 2 a month", "at most 2 a month"),
        ("1 every 2 weeks", "1 every 2 weeks"),
        ("daily", "1 a day"),
        ("once", "once"),
        ("as needed", "as needed"),
    ],
)
def test_rates_read_as_written(written: str, words: str) -> None:
    """How often something is published reads as people write it."""
    assert EN.rate(read_rate(written)) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"min": "3 a week", "max": "3 a week"}, "3 a week"),
        ({"min": "1 a week"}, "at least 1 a week"),
        ({"max": "5 a week"}, "at most 5 a week"),
        ({"days": ["monday", "sunday"], "hours": ["17:00-19:00"]}, "Monday and Sunday, 17:00–19:00"),
        ({"min": "1 a week", "max": "3 a week", "note": "No nights"}, "at least 1 a week, at most 3 a week, No nights"),
        ({}, ""),
    ],
)
def test_rhythm_says_its_parts(written: dict[str, Any], words: str) -> None:
    """A rhythm says once what its two ends share, and else each of its parts."""
    assert EN.rhythm(Rhythm(**written)) == words


@pytest.mark.parametrize(
    ("words", "en", "id"), [([], "", ""), (["a"], "a", "a"), (["a", "b", "c"], "a, b and c", "a, b, dan c")]
)
def test_lists_follow_the_language(words: list[str], en: str, id: str) -> None:
    """Words are joined as the language joins them."""
    assert (EN.list(words), ID.list(words)) == (en, id)


def test_hours_and_messages_are_said() -> None:
    """Hours of the day have the clock of the language, messages their values, and unknown words stay."""
    assert (EN.hours(read_hours("17:00-19:00")), ID.hours(read_hours("17:00-19:00"))) == ("17:00–19:00", "17.00–19.00")
    assert EN("by {day}", day="Monday") == "by Monday"
    assert EN("A {word} that no catalogue has") == "A {word} that no catalogue has"
    assert EN.term("running", {"running": "Running"}) == "Running"
    assert (EN.term("unheard", {}), EN.term(None, {})) == ("unheard", "")


def test_windows_name_their_places(view_of: Any) -> None:
    """A window says where it applies: with the portfolio's name of a place, the name of a country, or the code."""
    portfolio = "format: 1\nplaces: {jakarta: {title: Jakarta Raya}}\n"
    campaign = view_of("campaign: {title: T, state: draft}", portfolio=portfolio).campaign
    window = Window(start="2026-03-01", end="2026-03-04", places=["jakarta", "ID", "x-1"])  # type: ignore[arg-type]  # as above
    assert EN.window(window, campaign) == "1–4 Mar 2026, Jakarta Raya, Indonesia and x-1"
