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

    What is not said is read as the most common case: a count, more is better, and days add up.
    """
    return {name: _metric(name, own) for name, own in declared.items()}


def _metric(name: str, own: OwnMetric) -> Metric:
    return Metric(
        name,
        MappingProxyType({"en": own.title}),
        own.definition or "",
        own.unit or "count",
        own.direction or "up",
        own.over_time or ("" if own.formula else "sum"),
        own.formula or "",
        level=own.level or "",
        evidences=own.evidences,
        over_items=own.over_items or "",
        over_channels=own.over_channels or "",
    )
