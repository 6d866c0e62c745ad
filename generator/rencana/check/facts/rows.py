"""What several rules ask of readings: which KPIs need them, in which scope, and where they run on as totals."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

from rencana.catalogue import formula
from rencana.plan.campaign import Campaign
from rencana.plan.language.amount import Bound
from rencana.plan.measurement import KPI
from rencana.plan.readings import Reading

Key: TypeAlias = tuple[str, str, str, str, str]
"""Metric, source, channel, place and audience of a reading."""


@lru_cache(maxsize=4)  # Several rules ask for the readings of one campaign, one rule after the other.
def asking(campaign: Campaign) -> Mapping[str, tuple[str, ...]]:
    """Returns the KPIs that need a metric, by metric: as their own, or as a part of their formula."""
    kpis: dict[str, list[str]] = {}
    for name, kpi in campaign.plan.measurement.kpis.items():
        metric = campaign.metrics.get(kpi.metric)
        for needed in dict.fromkeys((kpi.metric, *(formula.names(metric.formula) if metric else ()))):
            kpis.setdefault(needed, []).append(name)
    return {metric: tuple(names) for metric, names in kpis.items()}


@lru_cache(maxsize=4)
def needed_rows(campaign: Campaign) -> Mapping[str, tuple[Reading, ...]]:
    """Returns the readings that some KPI needs, by metric, in the order of the files."""
    rows: dict[str, list[Reading]] = {metric: [] for metric in asking(campaign)}
    for reading in campaign.readings:
        if reading.metric in rows:
            rows[reading.metric].append(reading)
    return {metric: tuple(readings) for metric, readings in rows.items() if readings}


def may_answer(kpi: KPI, channel: str, place: str, audience: str) -> bool:
    """Tells whether a reading of a scope may speak of what a KPI covers; a blank is the whole."""
    scopes = ((kpi.channels, channel), (kpi.places, place), (kpi.audiences, audience))
    return all(not cell or not covered or cell in covered for covered, cell in scopes)


@lru_cache(maxsize=4)
def running_totals(campaign: Campaign) -> Mapping[Key, Mapping[str, tuple[Reading, ...]]]:
    """Returns the readings without `start` of metrics that add up, by key and item, in the order of their days.

    Only plain and exact ones: what is marked is known to be corrected, and a bound is no number.
    """
    totals: dict[Key, dict[str, list[Reading]]] = {}
    for name, rows in needed_rows(campaign).items():
        if not campaign.metrics[name].additive:
            continue
        for row in rows:
            if row.start is None and row.value and row.value.bound is Bound.EXACT and not row.mark:
                key = (name, row.source, row.channel, row.place, row.audience)
                totals.setdefault(key, {}).setdefault(row.item, []).append(row)
    return {
        key: {item: tuple(sorted(rows, key=lambda row: row.end)) for item, rows in by_item.items()}
        for key, by_item in totals.items()
    }


def is_lower(later: Reading, earlier: Reading) -> bool:
    """Tells whether a reading says less than an earlier one of the same unit, and nobody says why."""
    if later.value is None or earlier.value is None or later.note or later.end == earlier.end:
        return False
    same_unit = (later.value.unit, later.value.currency) == (earlier.value.unit, earlier.value.currency)
    return same_unit and later.value.value < earlier.value.value
