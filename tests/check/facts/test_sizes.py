"""Targets beside their baselines, and amounts beside their metrics."""

from decimal import Decimal

import pytest
from fragments import campaign

from rencana.catalogue import metrics
from rencana.check.facts.sizes import TargetChange, better_sign, sample, target_changes, windows

PORTFOLIO = """# portfolio.yaml
format: 1
teams: {social-team: Social media team}
goals: {retail-growth: Sell more bottles}
sources: {panel: Panel survey, instagram-insights: Meta Business Suite}
metrics:
  noise-ratio: {title: Ratio, over_time: last, unit: ratio}
  noise: {title: Noise, over_time: last, direction: down}
  warmth: {title: Warmth, over_time: last, direction: band}
"""


def kpi(metric: str, baseline: str, targets: str, more: str = "") -> str:
    """A plan's measurement with one KPI of the base plan's name."""
    return (
        f"measurement:\n  kpis:\n    recall: {{metric: {metric}, baseline: {baseline}, targets: {targets}{more}}}\n"
        "schedule: {phases: {launch: {windows: {start: 2026-02-18, end: 2026-02-24}}}}\n"
    )


def changes(metric: str, baseline: str, targets: str, more: str = "") -> list[TargetChange]:
    """The comparable targets of that KPI; the base plan's other KPI is compared with nothing."""
    plan = campaign(PORTFOLIO, kpi(metric, baseline, targets, more))
    return [change for change in target_changes(plan) if change.kpi == "recall"]


def test_target_is_set_beside_its_baseline() -> None:
    """The path leads to the value of the target, so that a finding stands at it."""
    path = ("measurement", "kpis", "recall", "targets", 1, "value")
    assert changes("brand-recall", "14%", "[{change: +5pp}, {value: 19%}]") == [
        TargetChange("recall", path, Decimal("0.19"), Decimal("0.14"), 1)
    ]


def test_floor_and_ceiling_are_sizes_too() -> None:
    """A band has two sizes, each with a path of its own."""
    ends = changes("brand-recall", "14%", "[{min: 12%, max: 19%}]")
    assert [(change.path[-1], change.target) for change in ends] == [("min", Decimal("0.12")), ("max", Decimal("0.19"))]


@pytest.mark.parametrize(("metric", "signs"), [("followers", [1]), ("noise", [-1]), ("warmth", [])])
def test_metric_says_which_direction_is_better(metric: str, signs: list[int]) -> None:
    """Where a metric should stay in a band, no direction is better, and nothing is compared."""
    assert [change.better for change in changes(metric, "5", "[{value: 4}]")] == signs


@pytest.mark.parametrize(
    ("baseline", "targets"),
    [
        ("unknown", "[{value: 19%}]"),
        ("elsewhere", "[{value: 19%}]"),
        ("~14%", "[{value: 19%}]"),
        ("14%", "[{value: '>19%'}]"),
        ("14%", "[{min: 19%, per: week}]"),
        ("14%", "[{value: 19%, within: {start: 2026-02-18, end: 2026-02-20}}]"),
        ("14%", "[{value: 19%, per: week}]"),
        ("14%", "[{value: 19%, phase: launch}]"),
        ("14%", "none"),
    ],
)
def test_what_is_inexact_or_partial_is_not_compared(baseline: str, targets: str) -> None:
    """Only exact numbers are compared, and only where the target speaks of the whole time."""
    assert changes("brand-recall", baseline, targets) == []


def test_other_unit_is_not_compared() -> None:
    """A number and a percentage of one ratio are no sizes of one unit."""
    assert changes("noise-ratio", "0.04", "[{value: 5%}]") == []
    assert len(changes("noise-ratio", "4%", "[{value: 5%}]")) == 1


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2026-01-19", "2026-02-17", 1),
        ("2026-01-22", "2026-02-17", 1),
        ("2026-01-23", "2026-02-17", 0),
        ("2026-01-16", "2026-02-17", 1),
        ("2026-01-15", "2026-02-17", 0),
    ],
)
def test_sums_need_windows_of_like_length(start: str, end: str, count: int) -> None:
    """The campaign has thirty days: a sum over 27 to 33 days can be compared with its target, one over 26 or 34 not."""
    baseline = f"{{value: 100, period: {{start: {start}, end: {end}}}}}"
    assert len(changes("views", baseline, "[{value: 200}]")) == count


def test_sum_without_a_window_is_not_compared() -> None:
    """Of a sum that does not say over how many days it counts nothing follows."""
    assert changes("views", "{value: 100, date: 2026-01-31}", "[{value: 200}]") == []


PERIOD = "{value: 100, period: {start: 2026-02-08, end: 2026-02-17}}"


@pytest.mark.parametrize(
    ("metric", "baseline", "targets", "more", "days"),
    [
        ("views", PERIOD, "[{value: 200}]", "", (10, 30)),
        ("views", PERIOD, "[{value: 200, by: 2026-02-27}, {value: 90, by: 2026-02-20}]", "", (10, 10)),
        ("views", PERIOD, "[{value: 200, by: 2026-02-27}]", ", counts_from: 2026-02-23", (10, 5)),
        ("views", PERIOD, "[{value: 200, by: 2026-02-18}]", "", (10, 1)),
        ("views", PERIOD, "[{value: 200, by: 2026-02-17}]", "", None),
        ("views", PERIOD, "none", "", None),
        ("views", PERIOD, "[{value: 200, within: {start: 2026-03-01, end: 2026-03-07}}]", "", (10, 7)),
        ("views", PERIOD, "[{value: 200, within: {end: 2026-02-27}}]", "", (10, 10)),
        ("views", PERIOD, "[{value: 200, per: week}]", "", (10, 7)),
        ("views", PERIOD, "[{value: 200, per: campaign}]", "", (10, 30)),
        ("views", PERIOD, "[{value: 200, phase: launch}]", "", (10, 7)),
        ("views", PERIOD, "[{value: 200, per: week}, {value: 90, by: 2026-02-20}]", "", (10, 7)),
        ("views", "{value: 100, date: 2026-02-17}", "[{value: 200}]", "", None),
        ("brand-recall", "{value: 14%, period: {start: 2026-02-08, end: 2026-02-17}}", "[{value: 19%}]", "", None),
    ],
)
def test_windows_are_counted_in_days(
    metric: str, baseline: str, targets: str, more: str, days: tuple[int, int] | None
) -> None:
    """Both ends of a window count; the target's window ends with its last target, and a level has none."""
    plan = campaign(kpi(metric, baseline, targets, more))
    assert windows(plan, plan.plan.measurement.kpis["recall"]) == days


def test_sign_of_no_metric_is_zero() -> None:
    """Of a metric that is not there nobody knows which direction is better."""
    assert better_sign(None) == 0


@pytest.mark.parametrize(
    ("metric", "text"),
    [
        ("views", "900_000"),
        ("brand-recall", "14%"),
        ("avg-view-duration", "2h 30m"),
        ("spend", "150_000_000 IDR"),
    ],
)
def test_sample_fits_the_unit(metric: str, text: str) -> None:
    """The amount that a help line shows is one that the metric could have."""
    assert sample(metrics()[metric]) == text
