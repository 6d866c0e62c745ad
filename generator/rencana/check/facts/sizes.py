"""Sizes that rules compare: a target beside its baseline, an amount beside the unit of its metric."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from rencana.catalogue import Metric
from rencana.check.flaw import Path
from rencana.derive import counting_days
from rencana.plan.campaign import Campaign
from rencana.plan.language.amount import Amount, Bound, Unit
from rencana.plan.measurement import KPI, Comparison, Target
from rencana.plan.metric import UNITS

WAYS = {"up": 1, "down": -1}
"""Which way is better, as the sign of a change; a band has none."""

_SAMPLES = {
    Unit.NUMBER: "900_000",
    Unit.PERCENT: "14%",
    Unit.DURATION: "2h 30m",
    Unit.MONEY: "150_000_000 IDR",
}


class Compared(Struct, frozen=True):
    """A target and its baseline as numbers of one unit. `way` is 1 where more is better, -1 where less is."""

    kpi: str
    path: Path
    key: str
    target: Decimal
    baseline: Decimal
    way: int


def sample(metric: Metric) -> str:
    """Returns an amount as this metric could have it."""
    return _SAMPLES[UNITS.get(metric.unit, (Unit.NUMBER,))[0]]


def compared(campaign: Campaign) -> Iterator[Compared]:
    """Yields the targets that can be compared with their baseline."""
    for name, kpi in campaign.plan.measurement.kpis.items():
        metric, baseline = campaign.metrics.get(kpi.metric), _exact(kpi)
        way = WAYS.get(metric.direction, 0) if metric else 0
        if metric is None or not way or baseline is None or not _comparable(campaign, kpi, metric):
            continue
        for index, target in enumerate(counting_days.targets(kpi)):
            amount = target.value
            if amount and _plain(target) and (amount.unit, amount.currency) == (baseline.unit, baseline.currency):
                path = ("measurement", "kpis", name, "targets", index)
                yield Compared(name, path, "value", amount.value, baseline.value, way)


def _exact(kpi: KPI) -> Amount | None:
    amount = kpi.baseline.value if isinstance(kpi.baseline, Comparison) else None
    return amount if amount and amount.bound is Bound.EXACT else None


def _plain(target: Target) -> bool:
    exact = target.value is not None and target.value.bound is Bound.EXACT
    return exact and not (target.within or target.per or target.phase)


def _comparable(campaign: Campaign, kpi: KPI, metric: Metric) -> bool:
    """Sums are compared over windows of equal length only."""
    if not metric.additive:
        return True
    lengths = windows(campaign, kpi)
    return lengths is not None and counting_days.alike(*lengths)


def windows(campaign: Campaign, kpi: KPI) -> tuple[int, int] | None:
    """Returns over how many days the baseline and the last target of a summed KPI count; None where nobody says."""
    metric = campaign.metrics.get(kpi.metric)
    before, since = counting_days.baseline_days(campaign, kpi), counting_days.first_day(campaign, kpi)
    days = [counting_days.due_day(campaign, kpi, one) for one in counting_days.targets(kpi)]
    until = max((day for day in days if day), default=None)
    if metric is None or not metric.additive or before is None or since is None or until is None or until < since:
        return None
    return before, (until - since).days + 1
