"""From when to when a KPI counts follows from the KPI, its phase, its targets and the campaign."""

from datetime import date

import pytest
from workspaces import campaign_of

from rencana.derive.counting_days import (
    alike,
    baseline_day,
    baseline_days,
    due_day,
    first_day,
    last_day,
    phase_days,
    targets,
)
from rencana.plan.campaign import Campaign
from rencana.plan.measurement import KPI

PHASES = "schedule: {phases: {lead: {windows: [2026-02-10, {start: 2026-02-20, end: 2026-03-10}]}, vague: {}}}\n"


def _read(kpi: str, *, period: str = "2026-03") -> tuple[Campaign, KPI]:
    campaign = campaign_of(
        f"campaign: {{title: T, period: {period}}}\n{PHASES}measurement: {{kpis: {{k: {{metric: views, {kpi}}}}}}}\n"
    )
    return campaign, campaign.plan.measurement.kpis["k"]


@pytest.mark.parametrize(
    ("kpi", "period", "first", "last"),
    [
        ("", "2026-03", date(2026, 2, 10), date(2026, 3, 31)),
        ("counts_from: 2026-03-05", "2026-03", date(2026, 3, 5), date(2026, 3, 31)),
        ("phase: lead", "2026-03", date(2026, 2, 10), date(2026, 3, 10)),
        ("phase: lead, counts_from: 2026-02-25", "2026-03", date(2026, 2, 25), date(2026, 3, 10)),
        ("phase: vague", "2026-03", None, None),
        ("targets: {value: 9, by: 2026-04}", "2026-03", date(2026, 2, 10), date(2026, 4, 30)),
        ("targets: {value: 9, by: 2026-03-15}", "2026-03", date(2026, 2, 10), date(2026, 3, 31)),
        (
            "targets: [{value: 9, by: 2026-05}, {value: 5, by: 2026-04}]",
            "2026-03",
            date(2026, 2, 10),
            date(2026, 5, 31),
        ),
        ("targets: {value: 9, by: 2026-04}", "{start: 2026-03, end: open}", date(2026, 2, 10), None),
    ],
)
def test_days_that_count(kpi: str, period: str, first: date | None, last: date | None) -> None:
    """The first day is the KPI's own, its phase's or the campaign's; the last is never before that of a target."""
    campaign, read = _read(kpi, period=period)
    assert (first_day(campaign, read), last_day(campaign, read)) == (first, last)


@pytest.mark.parametrize(
    ("target", "day"),
    [
        ("value: 9", date(2026, 3, 31)),
        ("value: 9, by: 2026-03-15", date(2026, 3, 15)),
        ("value: 9, by: 2026-02", date(2026, 2, 28)),
        ("value: 9, within: {start: 2026-03-01, end: 2026-03-20}", date(2026, 3, 20)),
        ("value: 9, by: 2026-03-15, within: 2026-04", date(2026, 3, 15)),
        ("value: 9, phase: lead", date(2026, 3, 10)),
        ("value: 9, phase: vague", None),
    ],
)
def test_a_target_is_due(target: str, day: date | None) -> None:
    """A target is due by its own day, the end of its time, or the end of its phase or of the campaign."""
    campaign, kpi = _read(f"targets: {{{target}}}")
    assert due_day(campaign, kpi, targets(kpi)[0]) == day


def test_a_kpi_may_be_observed_only() -> None:
    """A KPI whose targets are none, or elsewhere, has no target that could be due."""
    assert [targets(_read(f"targets: {word}")[1]) for word in ("none", "elsewhere")] == [(), ()]
    assert targets(_read("")[1]) == ()


def test_a_phase_spans_its_windows() -> None:
    """A phase goes from its first window to its last; one without windows, or without a name, has no days."""
    campaign, _ = _read("")
    assert phase_days(campaign, "lead") == (date(2026, 2, 10), date(2026, 3, 10))
    assert [phase_days(campaign, name) for name in ("vague", "gone", None)] == [(None, None)] * 3


@pytest.mark.parametrize(
    ("baseline", "day", "count"),
    [
        ("{value: 5}", date(2026, 2, 9), None),
        ("{value: 5, date: 2025-12-31}", date(2025, 12, 31), None),
        ("{value: 5, period: 2025-02}", date(2025, 2, 28), 28),
        ("{value: 5, period: {start: 2025-02-01, end: 2025-02-01}}", date(2025, 2, 1), 1),
        ("{value: 5, period: {end: 2025-02}}", date(2025, 2, 28), None),
        ("{value: 5, date: 2025-03-10, period: 2025-02}", date(2025, 3, 10), 28),
        ("unknown", None, None),
    ],
)
def test_a_baseline_has_a_day(baseline: str, day: date | None, count: int | None) -> None:
    """A baseline speaks of its date, of the end of its period, or else of the day before the first that counts."""
    campaign, kpi = _read(f"baseline: {baseline}")
    assert (baseline_day(campaign, kpi), baseline_days(campaign, kpi)) == (day, count)


@pytest.mark.parametrize(
    ("before", "counted", "is_alike"),
    [(30, 30, True), (27, 30, True), (26, 30, False), (33, 30, True), (34, 30, False), (0, 0, True), (1, 0, False)],
)
def test_lengths_are_alike_within_a_tenth(before: int, counted: int, *, is_alike: bool) -> None:
    """Two lengths are alike up to a tenth of the days that count, the tenth included."""
    assert alike(before, counted) is is_alike
