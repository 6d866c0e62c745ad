"""From when to when a KPI counts, and over how many days its baseline does."""

from datetime import date, timedelta
from decimal import Decimal

from rencana.plan.campaign import Campaign
from rencana.plan.measurement import KPI, Comparison, Target

_LIKE = Decimal("0.1")


def first_day(campaign: Campaign, kpi: KPI) -> date | None:
    """Returns the first day that counts: the KPI's own, its phase's, or the campaign's."""
    stated = campaign.calendar.first(kpi.counts_from)
    return stated or (phase_days(campaign, kpi.phase)[0] if kpi.phase else campaign.first_counted_day)


def last_day(campaign: Campaign, kpi: KPI) -> date | None:
    """Returns the last day that counts: that of the campaign or phase, or of the last target; None where it is open."""
    end = phase_days(campaign, kpi.phase)[1] if kpi.phase else campaign.end
    days = [due_day(campaign, kpi, target) for target in targets(kpi)]
    return max((day for day in (end, *days) if day), default=None) if end else None


def targets(kpi: KPI) -> tuple[Target, ...]:
    """Returns the targets of a KPI; none where it is only observed."""
    return kpi.targets if isinstance(kpi.targets, tuple) else ()


def due_day(campaign: Campaign, kpi: KPI, target: Target) -> date | None:
    """Returns the day by which a target is to be met; the end, where it names none."""
    within = campaign.last_day(target.within)
    phase = target.phase or kpi.phase
    return campaign.calendar.last(target.by) or within or (phase_days(campaign, phase)[1] if phase else campaign.end)


def target_window(campaign: Campaign, kpi: KPI, target: Target) -> tuple[date | None, date | None]:
    """Returns from when to when a target counts: its own time or phase, else the days of its KPI."""
    if target.within:
        return campaign.first_day(target.within), campaign.last_day(target.within)
    if target.phase:
        return phase_days(campaign, target.phase)
    return first_day(campaign, kpi), last_day(campaign, kpi)


def phase_spans(campaign: Campaign, name: str | None) -> tuple[tuple[date, date], ...]:
    """Returns the windows of a phase that has several, in order; an end that is left out is open.

    Of a phase with one window `phase_days` says all; there a KPI may count from before it, or to after it.
    """
    phase = campaign.plan.schedule.phases.get(name) if name else None
    windows = phase.windows if phase and len(phase.windows) > 1 else ()
    return tuple(
        sorted((campaign.first_day(window) or date.min, campaign.last_day(window) or date.max) for window in windows)
    )


def phase_days(campaign: Campaign, name: str | None) -> tuple[date | None, date | None]:
    """Returns the first and the last day of a phase; None where they are left out."""
    phase = campaign.plan.schedule.phases.get(name) if name else None
    windows = phase.windows if phase else ()
    starts = [day for window in windows if (day := campaign.first_day(window))]
    ends = [day for window in windows if (day := campaign.last_day(window))]
    return min(starts, default=None), max(ends, default=None)


def baseline_days(campaign: Campaign, kpi: KPI) -> int | None:
    """Returns over how many days the baseline of a KPI counts; None where it does not say."""
    period = kpi.baseline.period if isinstance(kpi.baseline, Comparison) else None
    first, last = campaign.first_day(period), campaign.last_day(period)
    return (last - first).days + 1 if first and last else None


def baseline_day(campaign: Campaign, kpi: KPI) -> date | None:
    """Returns the day that the baseline speaks of: its own, the end of its period, or the day before the first one."""
    if not isinstance(kpi.baseline, Comparison):
        return None
    first = first_day(campaign, kpi)
    stated = campaign.calendar.last(kpi.baseline.date) or campaign.last_day(kpi.baseline.period)
    return stated or (first - timedelta(days=1) if first else None)


def alike(before: int, counted: int) -> bool:
    """Tells whether two lengths differ by no more than a tenth."""
    return abs(before - counted) <= _LIKE * counted
