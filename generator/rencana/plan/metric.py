"""Own metrics of a workspace, in the form of the shipped catalogue."""

from collections.abc import Mapping
from types import MappingProxyType

from rencana.catalogue import Metric
from rencana.plan.measurement import OwnMetric


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
    )
