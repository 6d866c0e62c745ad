"""Sizes that rules compare: a target with its baseline, an amount with the unit of its metric."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeGuard

from msgspec import Struct

from rencana.catalogue import Metric
from rencana.check.flaw import Path
from rencana.derive import counting_days
from rencana.plan.campaign import Campaign
from rencana.plan.language.amount import Amount, Bound, Unit
from rencana.plan.measurement import KPI, Comparison, Target
from rencana.plan.metric import UNITS

_SIGNS = {"up": 1, "down": -1}
_SAMPLES = {
    Unit.NUMBER: "900_000",
    Unit.PERCENT: "14%",
    Unit.DURATION: "2h 30m",
    Unit.MONEY: "150_000_000 IDR",
}
_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
"""How many days a target covers that is asked for anew each day, week or month."""


class TargetChange(Struct, frozen=True):
    """A size of a target and its baseline as numbers of one unit.

    `path` leads to it: a value, a floor or a ceiling. `better` is 1 where a larger number is better, -1 where a
    smaller one is.
    """

    kpi: str
    path: Path
    target: Decimal
    baseline: Decimal
    better: int


def sample(metric: Metric) -> str:
    """Returns an amount as this metric could have it."""
    return _SAMPLES[UNITS.get(metric.unit, (Unit.NUMBER,))[0]]


def better_sign(metric: Metric | None) -> int:
    """Returns the sign of a change for the better; 0 for a metric that should stay in a band, and for none."""
    return _SIGNS.get(metric.direction, 0) if metric else 0


def target_changes(campaign: Campaign) -> Iterator[TargetChange]:
    """Yields the values, floors and ceilings of targets that can be compared with their baseline."""
    for name, kpi in campaign.plan.measurement.kpis.items():
        metric = campaign.metrics.get(kpi.metric)
        baseline = kpi.baseline.value if isinstance(kpi.baseline, Comparison) else None
        better = better_sign(metric)
        if metric is None or not better or not is_exact(baseline):
            continue
        for index, target in enumerate(counting_days.targets(kpi)):
            # A target for a part of the time is not a change of what the baseline says.
            if target.within or target.per or target.phase or not _is_like(campaign, kpi, metric, target):
                continue
            for key in ("value", "min", "max"):
                amount: Amount | None = getattr(target, key)
                if is_exact(amount) and (amount.unit, amount.currency) == (baseline.unit, baseline.currency):
                    path = ("measurement", "kpis", name, "targets", index, key)
                    yield TargetChange(name, path, amount.value, baseline.value, better)


def is_exact(amount: Amount | None) -> TypeGuard[Amount]:
    """Tells whether there is an amount, and one without a bound."""
    return amount is not None and amount.bound is Bound.EXACT


def _is_like(campaign: Campaign, kpi: KPI, metric: Metric, target: Target) -> bool:
    """Tells whether a baseline covers as many days as a target; only a sum grows with its days."""
    before, counted = counting_days.baseline_days(campaign, kpi), target_days(campaign, kpi, target)
    return not metric.additive or (before is not None and counted is not None and counting_days.alike(before, counted))


def windows(campaign: Campaign, kpi: KPI) -> tuple[int, int] | None:
    """Returns over how many days the baseline and the last target of a summed KPI count; None where nobody says."""
    metric, before = campaign.metrics.get(kpi.metric), counting_days.baseline_days(campaign, kpi)
    targets = [
        (day, target) for target in counting_days.targets(kpi) if (day := counting_days.due_day(campaign, kpi, target))
    ]
    if metric is None or not metric.additive or before is None or not targets:
        return None
    _, last = max(targets, key=lambda pair: pair[0])
    counted = target_days(campaign, kpi, last)
    return (before, counted) if counted else None


def target_days(campaign: Campaign, kpi: KPI, target: Target) -> int | None:
    """Returns over how many days a target counts: those of its `per`, `within` or phase, else from the first day on."""
    if target.per and target.per != "campaign":
        return _DAYS[target.per]
    phase = campaign.plan.schedule.phases.get(target.phase or "")
    if phase and not target.within:
        spans = [(campaign.first_day(window), campaign.last_day(window)) for window in phase.windows]
        return sum((last - first).days + 1 for first, last in spans if first and last) or None
    first = campaign.first_day(target.within) or counting_days.first_day(campaign, kpi)
    last = counting_days.due_day(campaign, kpi, target)
    return (last - first).days + 1 if first and last and first <= last else None
