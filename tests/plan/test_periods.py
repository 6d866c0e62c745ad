"""Periods that end before they start are found wherever they stand."""

import pytest
from workspaces import draft_of, places_of

DATES = "schedule: {dates: {eid: 2026-03-20}}\n"


@pytest.mark.parametrize(
    "part",
    [
        "channels: {tiktok: {windows: [PERIOD]}}",
        "schedule: {phases: {a: {windows: [2026, PERIOD]}}}",
        "schedule: {pauses: {a: {windows: [PERIOD]}}}",
        "measurement: {kpis: {v: {metric: views, baseline: {value: 1, period: PERIOD}}}}",
        "measurement: {kpis: {v: {metric: views, targets: [5, {value: 9, within: PERIOD}]}}}",
    ],
    ids=["channel", "phase", "pause", "baseline", "target"],
)
def test_each_period_is_checked(part: str) -> None:
    """The finding stands at the end that is too early, and names both days."""
    line = part.replace("PERIOD", "{start: 2026-02, end: 2026-01}")
    findings = draft_of(f"campaign: {{title: T}}\n{line}\n").findings
    assert places_of(findings) == [("end-before-start", 2, line.index("2026-01") + 1)]
    assert findings[0].message == "The period ends on 2026-01-31, before its start on 2026-02-01."


@pytest.mark.parametrize(
    ("period", "is_fault"),
    [
        ("{start: 2026-02-02, end: 2026-02-02}", False),
        ("{start: 2026-02-02, end: 2026-02-01}", True),
        ("{start: 2026-02-28, end: 2026-02}", False),
        ("{start: eid, end: eid - 1d}", True),
        ("{start: eid, end: open}", False),
        ("{start: eid, length: 1d}", False),
        ("{end: 2020}", False),
        ("2026", False),
    ],
)
def test_one_day_is_a_period(period: str, *, is_fault: bool) -> None:
    """A period may be one day long, and coarse or named dates are compared by the days that they mean."""
    findings = draft_of(f"campaign: {{title: T, period: {period}}}\n{DATES}").findings
    assert [finding.rule for finding in findings] == ["end-before-start"] * is_fault
