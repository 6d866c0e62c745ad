"""Sizes that rules compare: a target beside its baseline, an amount beside the unit of its metric."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rencana.catalogue import Metric
from rencana.check.flaw import Path
from rencana.plan.amount import Amount, Bound, Unit
from rencana.plan.campaign import Campaign
from rencana.plan.measurement import KPI, Comparison, Target

WAYS = {"up": 1, "down": -1}
"""Which way is better, as the sign of a change; a band has none."""

_UNITS = {
    "count": (Unit.NUMBER,),
    "percent": (Unit.PERCENT,),
    "ratio": (Unit.NUMBER, Unit.PERCENT),
    "duration": (Unit.DURATION,),
    "currency": (Unit.MONEY,),
    "score": (Unit.NUMBER,),
}
_SAMPLES = {
    Unit.NUMBER: "900_000",
    Unit.PERCENT: "14%",
    Unit.DURATION: "2h 30m",
    Unit.MONEY: "150_000_000 IDR",
}
_LIKE = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Compared:
    """A target and its baseline as numbers of one unit. `way` is 1 where more is better, -1 where less is."""

    kpi: str
    path: Path
    key: str
    target: Decimal
    baseline: Decimal
    way: int


def fits(amount: Amount, metric: Metric) -> bool:
    """Tells whether a metric can have an amount."""
    return amount.unit in _UNITS.get(metric.unit, (amount.unit,))


def sample(metric: Metric) -> str:
    """Returns an amount as this metric could have it."""
    return _SAMPLES[_UNITS.get(metric.unit, (Unit.NUMBER,))[0]]


def compared(campaign: Campaign) -> Iterator[Compared]:
    """Yields the targets that can be compared with their baseline."""
    for name, kpi in campaign.plan.measurement.kpis.items():
        metric, baseline = campaign.metrics.get(kpi.metric), _exact(kpi)
        way = WAYS.get(metric.direction, 0) if metric else 0
        if metric is None or not way or baseline is None or not _comparable(campaign, kpi, metric):
            continue
        for index, target in enumerate(kpi.targets if isinstance(kpi.targets, tuple) else ()):
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
    if metric.over_time != "sum" or metric.platform_value:
        return True
    lengths = windows(campaign, kpi)
    return lengths is not None and alike(*lengths)


def windows(campaign: Campaign, kpi: KPI) -> tuple[int, int] | None:
    """Returns over how many days the baseline and the last target of a summed KPI count; None where nobody says."""
    metric = campaign.metrics.get(kpi.metric)
    if metric is None or metric.over_time != "sum" or metric.platform_value or not isinstance(kpi.baseline, Comparison):
        return None
    first, last = campaign.first_day(kpi.baseline.period), campaign.last_day(kpi.baseline.period)
    since = campaign.calendar.first(kpi.counts_from) or campaign.first_counted_day
    days = [campaign.calendar.last(one.by) or campaign.end for one in kpi.targets or () if isinstance(one, Target)]
    until = max((day for day in days if day), default=None)
    if not (first and last and since and until) or until < since:
        return None
    return (last - first).days + 1, (until - since).days + 1


def alike(before: int, counted: int) -> bool:
    """Tells whether two lengths differ by no more than a tenth."""
    return abs(before - counted) <= _LIKE * counted
