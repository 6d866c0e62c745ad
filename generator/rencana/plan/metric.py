"""Metrics as plans use them: own ones in the form of the shipped catalogue, and which amounts fit a metric."""

from collections.abc import Mapping
from types import MappingProxyType

from rencana.catalogue import Metric
from rencana.plan.language.amount import Amount, Unit
from rencana.plan.measurement import OwnMetric

UNITS: Mapping[str, tuple[Unit, ...]] = MappingProxyType(
    {
        "count": (Unit.NUMBER,),
        "percent": (Unit.PERCENT,),
        "ratio": (Unit.NUMBER, Unit.PERCENT),
        "duration": (Unit.DURATION,),
        "currency": (Unit.MONEY,),
        "score": (Unit.NUMBER,),
    }
)
"""The units that amounts of a metric may be written in, the usual one first."""


def fits(amount: Amount, metric: Metric) -> bool:
    """Tells whether a metric can have an amount."""
    return amount.unit in UNITS.get(metric.unit, (amount.unit,))


def own_metrics(declared: Mapping[str, OwnMetric]) -> dict[str, Metric]:
    """Returns the metrics that a portfolio or a plan declares, by id.

    A key that is left out means the most common case: a count, more is better, and days add up.
    """
    return {
        name: Metric(
            name,
            MappingProxyType({"en": metric.title}),
            metric.definition or "",
            metric.unit or "count",
            metric.direction or "up",
            metric.over_time or ("" if metric.formula else "sum"),
            metric.formula or "",
            level=metric.level or "",
            evidences=metric.evidences,
            over_items=metric.over_items or "",
            over_channels=metric.over_channels or "",
        )
        for name, metric in declared.items()
    }
