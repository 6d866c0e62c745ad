"""Metrics that a plan declares have the form of the shipped ones."""

import pytest
from workspaces import campaign_of

from rencana.catalogue import Metric
from rencana.plan.language.amount import read_amount
from rencana.plan.metric import UNITS, fits


def test_what_is_left_out_is_the_common_case() -> None:
    """A metric with a title alone counts something, more of it is better, and its days add up."""
    metric = campaign_of("measurement: {metrics: {visits: {title: Visits}}}\n").metrics["visits"]
    assert (metric.title, metric.unit, metric.direction, metric.over_time) == ({"en": "Visits"}, "count", "up", "sum")
    assert metric.additive


def test_what_is_stated_is_taken_over() -> None:
    """Every key of a declared metric reaches the metric; one with a formula has no sum of its own."""
    metrics = campaign_of(
        """
measurement:
  metrics:
    rate: {title: Rate, definition: D, unit: percent, direction: down, formula: likes / views, level: outcome}
    wave: {title: Wave, over_time: each, over_items: never, over_channels: sum, evidences: [trust]}
"""
    ).metrics
    rate, wave = metrics["rate"], metrics["wave"]
    assert (rate.definition, rate.unit, rate.direction, rate.over_time, rate.level) == (
        "D",
        "percent",
        "down",
        "",
        "outcome",
    )
    assert rate.formula == "likes / views"
    assert (wave.over_time, wave.over_items, wave.over_channels, wave.evidences) == ("each", "never", "sum", ("trust",))


def test_the_plan_overrides_the_portfolio_and_the_catalogue() -> None:
    """A metric of the plan goes before one of the portfolio with its id, and that before a shipped one."""
    portfolio = "format: 1\nmetrics: {views: {title: Ours}, visits: {title: Ours}}\n"
    metrics = campaign_of("measurement: {metrics: {visits: {title: Mine}}}\n", portfolio=portfolio).metrics
    assert (metrics["views"].title["en"], metrics["visits"].title["en"]) == ("Ours", "Mine")
    assert "likes" in metrics


@pytest.mark.parametrize(
    ("unit", "text", "can_have"),
    [
        ("count", "5", True),
        ("count", "5%", False),
        ("percent", "5%", True),
        ("percent", "5pp", False),
        ("ratio", "0.5", True),
        ("ratio", "50%", True),
        ("duration", "2h", True),
        ("duration", "2", False),
        ("currency", "2 EUR", True),
        ("currency", "2", False),
        ("score", "4.2", True),
        ("something-new", "4.2%", True),
    ],
)
def test_amounts_fit_their_metric(unit: str, text: str, *, can_have: bool) -> None:
    """An amount has to be of a unit that its metric is measured in; of a unit that nobody knows, any will do."""
    assert fits(read_amount(text), Metric("m", {"en": "M"}, unit=unit)) is can_have


def test_every_unit_has_amounts() -> None:
    """Each unit that a plan may declare is one whose amounts are known."""
    for unit in UNITS:
        campaign_of(f"measurement: {{metrics: {{m: {{title: M, unit: {unit}}}}}}}\n")
