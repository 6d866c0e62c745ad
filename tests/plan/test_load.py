"""What becomes of a plan whose readings or KPIs name a metric that does not exist."""

from rencana.finding import Finding
from rencana.plan.campaign import Portfolio
from rencana.plan.load import load
from rencana.source import read_csv, read_yaml
from rencana.source.files import Files

PORTFOLIO = b"format: 1\nmetrics: {cups: {title: Cups, over_time: sum}}\n"
PLAN = b"""
campaign: {title: Iftar, period: {start: 2026-02-01, end: 2026-02-28}}
channels: {instagram: {kind: owned}}
measurement:
  metrics: {smiles: {title: Smiles, over_time: sum}}
  kpis: {views: {metric: views, targets: 100}}
"""
READINGS = b"""end,metric,value
2026-02-02,views,1
2026-02-03,viewz,2
2026-02-04,cups,3
2026-02-05,smiles,4
"""


def loaded(plan: bytes = PLAN, readings: bytes = READINGS) -> tuple[Portfolio, tuple[Finding, ...]]:
    """A portfolio of one plan with its readings, and what is wrong with them."""
    documents = {"plans/portfolio.yaml": PORTFOLIO, "plans/iftar/plan.yaml": plan}
    tables = {"plans/iftar/readings/r.csv": readings}
    return load(
        Files(
            {path: read_yaml(path, content) for path, content in documents.items()},
            {path: read_csv(path, content) for path, content in tables.items()},
        )
    )


def test_readings_of_unknown_metrics_are_left_out() -> None:
    """A reading of a metric that does not exist is found and no part of the campaign; all others are."""
    portfolio, findings = loaded()
    assert [reading.metric for reading in portfolio.campaigns["iftar"].readings] == ["views", "cups", "smiles"]
    assert [(finding.rule, finding.span.line) for finding in findings] == [("reference-unknown", 3)]


def test_kpi_of_unknown_metric_hides_the_plan() -> None:
    """A plan with a KPI that nobody can measure is not shown as if it were whole; it keeps its title."""
    portfolio, findings = loaded(PLAN.replace(b"metric: views", b"metric: viewz"), b"end,metric,value\n")
    assert dict(portfolio.campaigns) == {}
    assert [(plan.id, plan.title, plan.path) for plan in portfolio.unreadable] == [
        ("iftar", "Iftar", "plans/iftar/plan.yaml")
    ]
    assert [finding.rule for finding in findings] == ["reference-unknown"]


def test_one_unknown_kpi_of_two_is_enough() -> None:
    """One KPI that nobody can measure hides the plan, whatever stands beside it."""
    two = PLAN.replace(b"targets: 100}", b"targets: 100}, likes: {metric: likez, targets: 1}")
    assert [plan.id for plan in loaded(two)[0].unreadable] == ["iftar"]
    both_known = PLAN.replace(b"targets: 100}", b"targets: 100}, likes: {metric: likes, targets: 1}")
    assert loaded(both_known)[0].unreadable == ()
