"""Targets as numbers: which end has to be met, by when, in which currency, and what they were before."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace
from worked import february

from rencana.measure.aims import Aim, NoSize
from rencana.measure.quantity import Quantity, exactly
from rencana.plan.measurement import Target

END = date(2026, 2, 28)


def aim(least: int | None, most: int | None) -> Aim:
    """A target with its two ends."""
    ends = [None if end is None else Decimal(end) for end in (least, most)]
    return Aim(Target(value="1"), ends[0], ends[1], END, None, END)


def between(low: int | None, high: int | None) -> Quantity:
    """A value that is known to lie between two ends."""
    return Quantity(None if low is None else Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("least", "most", "value", "met"),
    [
        (10, None, exactly(10), True),
        (10, None, exactly(9), False),
        (10, None, between(10, None), True),
        (10, None, between(9, None), None),
        (10, None, between(None, 9), False),
        (10, None, between(None, 10), None),
        (10, None, between(8, 12), None),
        (None, 10, exactly(10), True),
        (None, 10, exactly(11), False),
        (None, 10, between(None, 10), True),
        (None, 10, between(None, 11), None),
        (None, 10, between(11, None), False),
        (None, 10, between(10, None), None),
        (None, 0, exactly(0), True),
        (10, 20, exactly(10), True),
        (10, 20, exactly(20), True),
        (10, 20, exactly(9), False),
        (10, 20, exactly(21), False),
        (10, 20, between(15, None), None),
        (10, 20, between(21, None), False),
        (10, 20, between(10, 20), True),
        (None, None, exactly(10), None),
    ],
)
def test_target_is_met_at_its_very_end(
    least: int | None, most: int | None, value: Quantity, *, met: bool | None
) -> None:
    """A value meets a target from its end on; a bound meets or misses it only where no number within it does else."""
    assert aim(least, most).met_by(value) is met


@pytest.mark.parametrize(
    ("least", "most", "start", "goal"),
    [
        (10, None, None, 10),
        (None, 20, None, 20),
        (10, 20, None, 10),
        (10, 20, 20, 10),
        (10, 20, 21, 20),
        (10, None, 99, 10),
        (None, 20, 0, 20),
        (None, None, 5, None),
    ],
)
def test_way_leads_to_the_nearer_end(least: int | None, most: int | None, start: int | None, goal: int | None) -> None:
    """From above its way leads to the upper end of a band, from anywhere else to the lower one."""
    assert aim(least, most).goal(None if start is None else Decimal(start)) == goal


@pytest.mark.parametrize(
    ("least", "most", "sized"), [(1, None, True), (None, 1, True), (0, 0, True), (None, None, False)]
)
def test_target_with_an_end_has_a_size(least: int | None, most: int | None, *, sized: bool) -> None:
    """One end is enough to compare with, and 0 is one."""
    assert aim(least, most).sized is sized


def ends(kpi: str, *, day: str = "2026-02-17") -> list[tuple[Decimal | None, Decimal | None]]:
    """The lower and the upper end of each target of a KPI."""
    return [(target.aim.least, target.aim.most) for target in february(f"{kpi}", day=day).targets]


UP, DOWN, BAND = "metric: views", "metric: complaints", "metric: warmth"
SHARE = "metric: brand-recall"


@pytest.mark.parametrize(
    ("kpi", "least", "most"),
    [
        (f"{UP}, targets: 100", "100", None),
        (f"{DOWN}, targets: 100", None, "100"),
        (f"{BAND}, targets: 100", "90", "110"),
        (f"{BAND}, targets: 100, tolerance: 25%", "75", "125"),
        (f"{BAND}, targets: 100, tolerance: 0%", "100", "100"),
        (f"{UP}, targets: {{min: 5}}", "5", None),
        (f"{UP}, targets: {{max: 9}}", None, "9"),
        (f"{UP}, targets: {{min: 5, max: 9}}", "5", "9"),
        (f"{UP}, targets: {{value: 20..30}}", "20", None),
        (f"{DOWN}, targets: {{value: 20..30}}", None, "30"),
        (f"{UP}, targets: {{min: 20..30, max: 40..50}}", "20", "50"),
        (f"{UP}, targets: {{value: '>20'}}", "20", None),
        (f"{DOWN}, targets: {{value: '<20'}}", None, "20"),
        (f"{UP}, targets: {{min: '>20', max: '<30'}}", "20", "30"),
    ],
)
def test_better_side_decides_which_end(kpi: str, least: str | None, most: str | None) -> None:
    """A value is a floor where more is better, a ceiling where less is, and both with its tolerance in a band."""
    expected = tuple(None if end is None else Decimal(end) for end in (least, most))
    assert ends(kpi) == [expected]
    assert [target.aim.no_size for target in february(kpi).targets] == [None]


@pytest.mark.parametrize(
    ("targets", "bounds"), [("100", False), ("{min: 5}", True), ("{max: 5}", True), ("{change: +5%}", False)]
)
def test_bound_is_told_from_a_value(targets: str, *, bounds: bool) -> None:
    """What is written as min or max is a bound; a value or a change is to be reached."""
    assert [target.aim.bounds for target in february(f"{UP}, targets: {targets}").targets] == [bounds]


@pytest.mark.parametrize(
    ("kpi", "least"),
    [
        ("metric: followers, baseline: 500, targets: {change: +20%}", "600"),
        ("metric: followers, baseline: 500, targets: {change: -20%}", "400"),
        ("metric: followers, baseline: 500, targets: {change: +30}", "530"),
        (f"{SHARE}, baseline: 10%, targets: {{change: +5pp}}", "0.15"),
        (f"{UP}, baseline: 500, targets: {{change: +20%}}", "600"),
    ],
)
def test_change_is_put_on_the_baseline(kpi: str, least: str) -> None:
    """A change in percent is a part of the baseline, one in points or in numbers is added to it."""
    assert ends(kpi) == [(Decimal(least), None)]


@pytest.mark.parametrize("baseline", ["unknown", "none", "'>500'", "400..500"])
def test_change_of_nothing_known_has_no_size(baseline: str) -> None:
    """Where the baseline is no single number, a change of it has no size, and says why."""
    (target,) = february(f"metric: followers, baseline: {baseline}, targets: {{change: +20%}}").targets
    assert (target.aim.sized, target.aim.no_size) == (False, NoSize.BASELINE_UNKNOWN)


@pytest.mark.parametrize(
    ("kpi", "no_size"),
    [
        (f"{UP}, baseline: 0, targets: {{change: +20%}}", NoSize.NO_PERCENT),
        ("metric: net-follower-growth, baseline: -5, targets: {change: +20%}", NoSize.NO_PERCENT),
        ("metric: nps, baseline: 30, targets: {change: +20%}", NoSize.NO_PERCENT),
        ("metric: nps, baseline: 30, targets: {change: +5}", None),
        ("metric: followers, baseline: 1, targets: {change: +20%}", None),
    ],
)
def test_scores_and_nothing_have_no_percent(kpi: str, no_size: NoSize | None) -> None:
    """There is no percentage of a score, nor of a baseline of 0 or below."""
    assert [target.aim.no_size for target in february(kpi).targets] == [no_size]


@pytest.mark.parametrize(
    ("change", "least", "no_size"),
    [
        ("+20%", 600, None),
        ("+20.1%", 600, None),
        ("+20.08%", 600, None),
        ("+20.12%", None, NoSize.CONTRADICTED),
        ("+19.88%", None, NoSize.CONTRADICTED),
    ],
)
def test_value_and_change_have_to_agree(change: str, least: int | None, no_size: NoSize | None) -> None:
    """A value and a change of 500 agree but for rounding: 600.5 is a written 600 still, and 600.6 is not."""
    (target,) = february(f"metric: followers, baseline: 500, targets: {{value: 600, change: {change}}}").targets
    assert (target.aim.least, target.aim.no_size) == (least, no_size)


@pytest.mark.parametrize(
    ("per", "least"),
    [("day", "11"), ("week", "77"), ("month", "334.8125"), ("quarter", "1004.4375"), ("year", "4017.75")],
)
def test_change_of_a_period_is_of_as_many_days(per: str, least: str) -> None:
    """Of a baseline of 10 a day a tenth more is 11 a day, 77 a week, and so on, by the mean length of a month."""
    baseline = "baseline: {value: 280, period: {start: 2026-01-04, end: 2026-01-31}}"
    assert ends(f"{UP}, {baseline}, targets: {{change: +10%, per: {per}}}") == [(Decimal(least), None)]


def test_sums_of_like_windows_change() -> None:
    """A sum of 28 days changes against a baseline of 28 days by a part of it."""
    baseline = "baseline: {value: 500, period: {start: 2026-01-04, end: 2026-01-31}}"
    assert ends(f"{UP}, {baseline}, targets: {{change: +20%}}") == [(Decimal(600), None)]


REVISED = f"{UP}, targets: {{value: 80, revised: {{from: 100, date: 2026-02-10}}}}"


@pytest.mark.parametrize(
    ("day", "least", "was"), [("2026-02-09", 100, None), ("2026-02-10", 80, 100), ("2026-02-11", 80, 100)]
)
def test_target_is_what_it_was_on_the_day(day: str, least: int, was: int | None) -> None:
    """Until the day of its revision a target is the former one; from that day on the new one, beside the former."""
    (target,) = february(REVISED, day=day).targets
    assert (target.aim.least, target.aim.was) == (least, was)


@pytest.mark.parametrize("revised", ["{date: 2026-02-20}", "{from: '>90', date: 2026-02-20}", "{from: 100}"])
def test_revision_without_number_or_day_changes_nothing(revised: str) -> None:
    """Where nobody knows what a target was, or until when, it is the one that stands."""
    assert ends(f"{UP}, targets: {{value: 80, revised: {revised}}}") == [(Decimal(80), None)]


def test_former_target_has_a_size() -> None:
    """A target that is a change of something unknown had a size before it was revised."""
    change = "{change: +20%, revised: {from: 100, date: 2026-02-20}}"
    (target,) = february(f"metric: followers, baseline: unknown, targets: {change}").targets
    assert (target.aim.least, target.aim.no_size) == (100, None)


@pytest.mark.parametrize(
    ("kpi", "currency"),
    [
        ("metric: cost, targets: 50 USD", "USD"),
        ("metric: cost, targets: {max: 50 USD}", "USD"),
        ("metric: cost, targets: {min: 50 USD}", "USD"),
        ("metric: cost, targets: 50", "IDR"),
        ("metric: cost, baseline: 50, targets: {change: -20%}", "IDR"),
        ("metric: views, targets: 50", ""),
    ],
)
def test_money_has_a_currency(kpi: str, currency: str) -> None:
    """A target of money is in its own currency, else in that of the campaign; a count is in none."""
    assert [target.aim.currency for target in february(kpi).targets] == [currency]


@pytest.mark.parametrize(
    ("target", "stretch", "anew"),
    [
        ("{value: 1}", False, False),
        ("{value: 1, stretch: true}", True, False),
        ("{value: 1, per: week}", False, True),
        ("{value: 1, per: campaign}", False, False),
    ],
)
def test_target_says_what_kind_it_is(target: str, *, stretch: bool, anew: bool) -> None:
    """A stretched target is not promised; one for each week is asked for anew, one for the campaign once."""
    (standing,) = february(f"{UP}, targets: {target}").targets
    assert (standing.aim.stretch, standing.aim.anew) == (stretch, anew)


@pytest.mark.parametrize(
    ("kpi", "day"),
    [
        (f"{UP}, targets: 1", END),
        (f"{UP}, targets: {{value: 1, by: 2026-02-10}}", date(2026, 2, 10)),
        (f"{UP}, targets: {{value: 1, within: {{start: 2026-02-03, end: 2026-02-09}}}}", date(2026, 2, 9)),
    ],
)
def test_target_has_its_day(kpi: str, day: date) -> None:
    """A target is to be met by its own day, or the end of its window, or else the end of the campaign."""
    assert [target.aim.day for target in february(kpi).targets] == [day]


@pytest.mark.parametrize(
    ("target", "until"), [("min: 1", date(2026, 2, 10)), ("value: 1", date(2026, 2, 10)), ("max: 1", END)]
)
def test_limit_of_a_sum_holds_to_the_end(target: str, until: date) -> None:
    """What a sum has to reach by a day is judged by that day; a limit from then on is one of the whole."""
    assert [each.aim.until for each in february(f"{UP}, targets: {{{target}, by: 2026-02-10}}").targets] == [until]


@pytest.mark.parametrize(
    ("least", "most", "bounds", "summed", "limit"),
    [
        (10, None, True, True, False),
        (10, None, False, False, False),
        (None, 10, True, False, True),
        (None, 10, False, True, True),
        (None, 10, False, False, False),
        (10, 20, False, False, True),
    ],
)
def test_limit_has_no_way_to_it(
    least: int | None, most: int | None, *, bounds: bool, summed: bool, limit: bool
) -> None:
    """A bound from above, a band and a ceiling of a sum are limits; a value to which a level comes down is none."""
    target = Target(**{"max" if bounds else "value": "1"})
    assert replace(aim(least, most), target=target).is_limit(summed=summed) is limit


@pytest.mark.parametrize(
    ("baseline", "base"), [("500", 500), ("'~500'", 500), ("400..500", None), ("unknown", None), ("{title: Old}", None)]
)
def test_baseline_is_a_single_number_or_none(baseline: str, base: int | None) -> None:
    """A baseline that is a word, a range or nothing but a title has no size."""
    assert february(f"metric: followers, baseline: {baseline}, targets: none").base == base
