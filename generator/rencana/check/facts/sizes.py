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
from rencana.plan.measurement import KPI, Comparison
from rencana.plan.metric import UNITS

_SIGNS = {"up": 1, "down": -1}
_SAMPLES = {
    Unit.NUMBER: "900_000",
    Unit.PERCENT: "14%",
    Unit.DURATION: "2h 30m",
    Unit.MONEY: "150_000_000 IDR",
}


class TargetChange(Struct, frozen=True):
    """A target and its baseline as numbers of one unit.

    `path` leads to the value of the target. `better` is 1 where a larger number is better, -1 where a smaller one is.
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
    """Yields the targets that can be compared with their baseline."""
    for name, kpi in campaign.plan.measurement.kpis.items():
        metric = campaign.metrics.get(kpi.metric)
        baseline = kpi.baseline.value if isinstance(kpi.baseline, Comparison) else None
        better = better_sign(metric)
        if metric is None or not better or not _is_exact(baseline):
            continue
        # A sum grows with its days: two sums are compared only where they cover about as many.
        lengths = windows(campaign, kpi)
        if metric.additive and not (lengths and counting_days.alike(*lengths)):
            continue
        for index, target in enumerate(counting_days.targets(kpi)):
            # A target for a part of the time is not a change of what the baseline says.
            partial = target.within or target.per or target.phase
            amount = target.value
            if (
                _is_exact(amount)
                and not partial
                and (amount.unit, amount.currency) == (baseline.unit, baseline.currency)
            ):
                path = ("measurement", "kpis", name, "targets", index, "value")
                yield TargetChange(name, path, amount.value, baseline.value, better)


def _is_exact(amount: Amount | None) -> TypeGuard[Amount]:
    return amount is not None and amount.bound is Bound.EXACT


def windows(campaign: Campaign, kpi: KPI) -> tuple[int, int] | None:
    """Returns over how many days the baseline and the last target of a summed KPI count; None where nobody says."""
    metric = campaign.metrics.get(kpi.metric)
    before, since = counting_days.baseline_days(campaign, kpi), counting_days.first_day(campaign, kpi)
    days = [counting_days.due_day(campaign, kpi, target) for target in counting_days.targets(kpi)]
    until = max((day for day in days if day), default=None)
    if metric is None or not metric.additive or before is None or since is None or until is None or until < since:
        return None
    return before, (until - since).days + 1
