"""What becomes of a plan that names what does not exist, or whose portfolio cannot be read."""

import pytest

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


def loaded(
    plan: bytes = PLAN, readings: bytes = READINGS, portfolio: bytes = PORTFOLIO
) -> tuple[Portfolio, tuple[Finding, ...]]:
    """A portfolio of one plan with its readings, and what is wrong with them."""
    documents = {"plans/portfolio.yaml": portfolio, "plans/iftar/plan.yaml": plan}
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


def test_kpi_of_unknown_metric_is_left_out() -> None:
    """A KPI that nobody can measure is left out of the plan that is shown, with its title and the cause."""
    portfolio, findings = loaded(PLAN.replace(b"metric: views", b"metric: viewz"), b"end,metric,value\n")
    campaign = portfolio.campaigns["iftar"]
    assert dict(campaign.plan.measurement.kpis) == {}
    assert [(name, kpi.title, kpi.cause.rule) for name, kpi in campaign.unmeasured.items()] == [
        ("views", "views", "reference-unknown")
    ]
    assert [finding.rule for finding in findings] == ["reference-unknown"]


def test_one_unknown_kpi_of_two_leaves_the_other() -> None:
    """One KPI that nobody can measure takes no other one with it."""
    two = PLAN.replace(b"targets: 100}", b"targets: 100}, likes: {metric: likez, targets: 1}")
    campaign = loaded(two)[0].campaigns["iftar"]
    assert (list(campaign.plan.measurement.kpis), list(campaign.unmeasured)) == (["views"], ["likes"])
    both_known = PLAN.replace(b"targets: 100}", b"targets: 100}, likes: {metric: likes, targets: 1}")
    assert dict(loaded(both_known)[0].campaigns["iftar"].unmeasured) == {}


@pytest.mark.parametrize(
    ("plan", "left_out"),
    [
        ("kpis: {a: {metric: views, channels: [insta]}, b: {metric: views}}", ["a"]),
        ("kpis: {a: {metric: views, targets: {value: 1, by: opening}}, b: {metric: views}}", ["a"]),
        ("kpis: {a: {metric: views, baseline: {value: 1, date: opening}}, b: {metric: views}}", ["a"]),
        ("kpis: {a: {metric: views, phase: first}, b: {metric: views}}", ["a"]),
        ("kpis: {a: {metric: views, collector: nobody}, b: {metric: views}}", []),
        ("kpis: {a: {metric: views, compare: {c: {value: 1, source: gone}}}, b: {metric: views}}", []),
        ("kpis: {a: {metric: views}}\nschedule: {pauses: {p: {channels: [insta]}}}", ["a"]),
        ("kpis: {a: {metric: views}}\nschedule: {phases: {p: {windows: {start: opening}}}}", ["a"]),
        ("kpis: {a: {metric: views}}\nschedule: {phases: {p: {channels: [insta]}}}", []),
        ("kpis: {a: {metric: views}}\ncontent: {pillars: {p: {messages: [gone]}}}", []),
    ],
)
def test_what_decides_about_a_kpi_has_to_exist(plan: str, left_out: list[str]) -> None:
    """A KPI is left out where something that it is judged by does not exist, and by nothing else."""
    measurement, _, rest = plan.partition("\n")
    text = f"campaign: {{title: T}}\nchannels: {{instagram: {{kind: owned}}}}\nmeasurement:\n  {measurement}\n{rest}\n"
    campaign = loaded(text.encode(), b"end,metric,value\n")[0].campaigns["iftar"]
    assert list(campaign.unmeasured) == left_out


@pytest.mark.parametrize(
    ("portfolio", "left_out"),
    [
        ("format: 1\n", []),
        ("teams: {a: A}\n", []),
        ("format: 1\nteams: a\n", []),
        ("format: 2\n", ["views"]),
        ("format: [\n", ["views"]),
        ("format: 1\ncoverage: 12\n", ["views"]),
        ("format: 1\npauzes: {a: {windows: 2026-02}}\n", ["views"]),
    ],
)
def test_unknown_settings_leave_nothing_judged(portfolio: str, left_out: list[str]) -> None:
    """Where portfolio.yaml does not say how numbers are judged, no KPI is; a fault elsewhere in it changes nothing."""
    campaign = loaded(readings=b"end,metric,value\n", portfolio=portfolio.encode())[0].campaigns["iftar"]
    assert list(campaign.unmeasured) == left_out
