"""The latest value of a KPI never says more than its readings do."""

from datetime import date

import pytest

from rencana.check import Choice
from rencana.measure.latest import How, Latest, latest
from rencana.pipeline import check
from rencana.source import MemoryTree

PLAN = b"""
campaign: {title: T, period: {start: 2026-02-01, end: 2026-03-31}}
audiences: {fans: {title: Fans}}
channels: {instagram: {kind: owned}, tiktok: {kind: owned}}
measurement:
  kpis:
    views: {metric: views, channels: [instagram, tiktok]}
    reach: {metric: reach}
    recall: {metric: brand-recall}
    of-fans: {metric: brand-recall, audiences: fans}
"""
HEAD = "start,end,channel,audience,metric,value\n"


def _latest(kpi: str, rows: str) -> Latest:
    files = {"plans/portfolio.yaml": b"format: 1", "plans/t/plan.yaml": PLAN}
    checked = check(
        MemoryTree({**files, "plans/t/readings/r.csv": (HEAD + rows).encode()}), choice=Choice(select=("none",))
    )
    assert checked.findings == ()
    campaign = checked.portfolio.campaigns["t"]
    return latest(campaign.plan.measurement.kpis[kpi], campaign, date(2026, 3, 1))


def test_days_and_channels_add_up() -> None:
    """Readings of an additive metric add up over days and channels, from the first day of the campaign."""
    found = _latest("views", "2026-02-01,2026-02-01,instagram,,views,10\n2026-02-02,2026-02-02,tiktok,,views,5\n")
    assert (found.how, found.value and found.value.value, len(found.readings)) == (How.SUM, 15, 2)


def test_what_came_before_or_comes_later_is_not_counted() -> None:
    """Readings before the campaign's first day, and those that end after today, are left out."""
    rows = "2026-01-31,2026-01-31,instagram,,views,99\n2026-02-01,2026-02-01,instagram,,views,1\n"
    found = _latest("views", rows + "2026-03-02,2026-03-02,instagram,,views,50\n")
    assert str(found.value and found.value.value) == "1"


@pytest.mark.parametrize(
    "rows",
    [
        "2026-02-01,2026-02-07,instagram,,views,10\n2026-02-05,2026-02-09,instagram,,views,5\n",
        "2026-02-01,2026-02-07,,,views,10\n2026-02-01,2026-02-07,instagram,,views,5\n",
        "2026-02-01,2026-02-07,instagram,,views,10\n2026-02-08,2026-02-09,instagram,,views,>5\n",
    ],
    ids=["overlapping", "whole and part", "a bound"],
)
def test_what_does_not_add_up_is_not_added(rows: str) -> None:
    """Stretches that overlap, a whole beside its parts, and bounds are never added: the last one is shown alone."""
    assert _latest("views", rows).how is How.LAST


def test_reach_is_never_added() -> None:
    """Reach of two weeks is not the sum of the weeks."""
    found = _latest("reach", "2026-02-01,2026-02-07,,,reach,100\n2026-02-08,2026-02-14,,,reach,90\n")
    assert (found.how, found.value and found.value.value) == (How.LAST, 90)


def test_an_audience_is_not_the_whole() -> None:
    """A result among fans is shown where the KPI is about them, and nowhere else."""
    rows = "2026-02-01,2026-02-07,,,brand-recall,14%\n2026-02-08,2026-02-14,,fans,brand-recall,44%\n"
    assert str(_latest("recall", rows).value) == "14%"
    assert str(_latest("of-fans", rows).value) == "44%"


def test_missing_is_never_zero() -> None:
    """Without a reading there is no value."""
    assert _latest("views", "") == Latest()
