"""The change from a baseline: in points or as a part, and whether chance alone would make it."""

from datetime import date
from decimal import Decimal

import pytest
from worked import february, measured, of_february

from rencana.catalogue import Break
from rencana.measure.chance import Interval
from rencana.measure.change import Change, change
from rencana.measure.quantity import exactly
from rencana.measure.value import Value


@pytest.mark.parametrize(
    ("low", "high", "beyond"),
    [
        ("0.01", "0.09", True),
        ("-0.09", "-0.01", True),
        ("-0.01", "0.01", False),
        ("0", "0.01", False),
        ("-0.01", "0", False),
    ],
)
def test_change_is_beyond_chance_without_zero(low: str, high: str, *, beyond: bool) -> None:
    """A change is more than chance where its interval leaves out no change at all; an end at 0 does not."""
    assert Change(Decimal("0.05"), points=True, interval=Interval(Decimal(low), Decimal(high))).beyond_chance is beyond


def test_chance_is_unknown_without_samples() -> None:
    """Where nobody says how many were asked, nothing is said of chance."""
    assert Change(Decimal("0.05"), points=True).beyond_chance is None


@pytest.mark.parametrize(
    ("kpi", "row", "expected", "points"),
    [
        ("metric: followers, channels: instagram, baseline: 500", ",2026-02-14,instagram,followers,600", "0.2", False),
        ("metric: followers, channels: instagram, baseline: 500", ",2026-02-14,instagram,followers,400", "-0.2", False),
        ("metric: brand-recall, baseline: 10%", "2026-02-09,2026-02-14,,brand-recall,14%", "0.04", True),
        ("metric: brand-recall, baseline: 0%", "2026-02-09,2026-02-14,,brand-recall,14%", "0.14", True),
    ],
)
def test_shares_change_in_points(kpi: str, row: str, expected: str, *, points: bool) -> None:
    """A share changes by points, also from nothing; every other size by a part of what it was."""
    difference = february(f"{kpi}, targets: none", row).change
    assert difference is not None
    assert (difference.value, difference.points) == (Decimal(expected), points)


@pytest.mark.parametrize("baseline", ["0", "unknown", "'>500'", "none"])
def test_change_from_nothing_is_none(baseline: str) -> None:
    """From 0, or from what nobody knows, there is no change to speak of."""
    kpi = f"metric: followers, channels: instagram, baseline: {baseline}, targets: none"
    assert february(kpi, ",2026-02-14,instagram,followers,600").change is None


def test_change_to_nothing_known_is_none() -> None:
    """Without a reading, or with a bound alone, nothing has changed."""
    kpi = "metric: followers, channels: instagram, baseline: 500, targets: none"
    assert february(kpi).change is None
    assert february(kpi, ",2026-02-14,instagram,followers,>600").change is None


@pytest.mark.parametrize(
    ("n", "now", "weighed"),
    [
        ("n: 600", "611", True),
        ("source: panel", "611", True),
        ("n: 600", "", False),
        ("", "611", False),
        ("n: '>600'", "611", False),
    ],
)
def test_chance_needs_both_samples(n: str, now: str, *, weighed: bool) -> None:
    """Chance is weighed where both shares say how many were asked, each by itself or by its source."""
    kpi = f"metric: brand-recall, baseline: {{value: 14%, date: 2026-01-31, {n}}}, targets: none"
    difference = february(kpi, f"2026-02-09,2026-02-15,,brand-recall,16%,,{now}").change
    assert difference is not None
    assert (difference.interval is not None) is weighed


def changed(baseline: str, now: Value, *, counts: bool = False) -> Change | None:
    """The change from a baseline of 500 to a value."""
    level = of_february(f"metric: warmth, baseline: {{value: 500, {baseline}}}, targets: none")
    kpi = level.kpis["it"]
    return change(level.campaign, kpi.kpi, kpi.metric, now, summed=counts)


@pytest.mark.parametrize(("broken", "compared"), [(4, True), (5, True), (6, False), (14, False), (15, True)])
def test_change_does_not_cross_a_new_definition(broken: int, *, compared: bool) -> None:
    """Two numbers of which something else was counted in between are not compared: not from the day after the baseline
    to the last day of the value.
    """
    new = Break(date(2026, 2, broken), {"en": "Counted anew."}, "house definition")
    now = Value(exactly(600), end=date(2026, 2, 14), breaks=(new,))
    assert (changed("date: 2026-02-05", now) is not None) is compared


def test_one_of_two_new_definitions_is_enough() -> None:
    """A change in between forbids comparing, whatever stands beside it."""
    breaks = [Break(date(2026, 2, day), {"en": "Counted anew."}, "house definition") for day in (2, 9)]
    now = Value(exactly(600), end=date(2026, 2, 14), breaks=tuple(breaks))
    assert changed("date: 2026-02-05", now) is None
    assert changed("date: 2026-02-10", now) is not None


JANUARY = "period: {start: 2026-01-18, end: 2026-01-31}"


@pytest.mark.parametrize(
    ("baseline", "start", "compared"),
    [(JANUARY, date(2026, 2, 1), True), (JANUARY, None, False), ("date: 2026-01-31", date(2026, 2, 1), False)],
)
def test_sums_are_compared_over_known_days(baseline: str, start: date | None, *, compared: bool) -> None:
    """A sum of 14 days is compared with one of 14 days, and with none of which nobody knows the days."""
    now = Value(exactly(600), start=start, end=date(2026, 2, 14))
    assert (changed(baseline, now, counts=True) is not None) is compared
    assert changed(baseline, now) == Change(Decimal("0.2"), points=False)


@pytest.mark.parametrize(
    ("kpi", "row", "expected"),
    [
        ("metric: nps, baseline: -10", "2026-02-01,2026-02-14,,nps,10", Change(Decimal(20), points=True)),
        ("metric: warmth, baseline: -10", ",2026-02-14,,warmth,-5", None),
        ("metric: warmth, baseline: 0", ",2026-02-14,,warmth,5", None),
    ],
)
def test_nothing_is_relative_to_a_loss(kpi: str, row: str, expected: Change | None) -> None:
    """A score changes in points; of nothing, or of a loss, no change is a part."""
    assert february(f"{kpi}, targets: none", row).change == expected


def test_windows_of_other_length_are_compared_per_day() -> None:
    """300 in 30 days and 110 in 10 are 10 and 11 a day: a tenth more."""
    kpi = "metric: views, channels: instagram, baseline: {value: 300, period: {start: 2026-01-02, end: 2026-01-31}}"
    difference = february(f"{kpi}, targets: none", "2026-02-01,2026-02-10,instagram,views,110", day="2026-02-11").change
    assert difference == Change(Decimal("0.1"), points=False, per_day=True)


def test_unread_days_are_in_no_change() -> None:
    """Ten days of which five were read are compared by these five."""
    kpi = "metric: views, channels: instagram, baseline: {value: 300, period: {start: 2026-01-02, end: 2026-01-31}}"
    rows = [f"2026-02-{day:02},2026-02-{day:02},instagram,views,11" for day in (1, 3, 5, 7, 10)]
    difference = february(f"{kpi}, targets: none", *rows, day="2026-02-11").change
    assert difference is not None
    assert difference.value == Decimal("0.1")


def test_change_of_places_is_that_of_a_day() -> None:
    """Three days of two places are three days: 100 a day were 100 before, and nothing has changed."""
    kpi = "metric: leads, baseline: {value: 1000, period: {start: 2026-01-01, end: 2026-01-10}}, targets: none"
    days, places = (f"2026-02-0{day}" for day in (1, 2, 3)), ("ID-JK", "ID-JB")
    rows = [f"{day},{day},,leads,50,,,,,,{place}" for day in days for place in places]
    difference = february(kpi, *rows, day="2026-02-04").change
    assert difference is not None
    assert (difference.value, difference.per_day) == (0, True)


def test_change_of_a_level_is_not_per_day() -> None:
    """The change of a level is that of the whole, from a baseline as small as 1."""
    followers = february("metric: followers, channels: instagram, baseline: 1", ",2026-02-14,instagram,followers,2")
    assert followers.change == Change(Decimal(1), points=False)
    assert not Change(Decimal(1), points=False).per_day


TWO = """
campaign: {title: T, state: running, period: {start: 2026-02-01, end: 2026-02-28}}
channels: {instagram: {kind: owned}, tiktok: {kind: owned, windows: {start: OPENS, end: 2026-02-28}}}
measurement:
  kpis:
    it:
      metric: views
      channels: [instagram, tiktok]
      baseline: {value: 280, period: {start: 2026-01-04, end: 2026-01-31}}
      targets: none
calendar: {p1: {at: 2026-02-02, channels: [instagram], state: published}}
"""


@pytest.mark.parametrize(
    ("opens", "rows"),
    [
        ("2026-02-10", ["2026-02-01,2026-02-10,instagram,,90", "2026-02-10,2026-02-10,tiktok,,10"]),
        ("2026-02-15", [",2026-02-11,instagram,p1,100"]),
    ],
)
def test_channel_that_opened_late_has_few_days(opens: str, rows: list[str]) -> None:
    """A channel that opened on the last day read has one day of it, and one that opened later has none."""
    readings = "\n".join(["start,end,channel,item,value,metric", *(f"{row},views" for row in rows)])
    case = {"plan": TWO.replace("OPENS", opens), "readings": readings, "day": "2026-02-20"}
    assert measured(case).kpis["it"].change == Change(Decimal(0), points=False, per_day=True)
