"""The structure of a plan without its time and its results: who, what, where and by what yardstick, as data."""

from collections.abc import Iterator, Mapping
from typing import Any

from rencana.catalogue import formula
from rencana.plan.campaign import Campaign
from rencana.plan.header import Header
from rencana.plan.language.when import read_when
from rencana.plan.plan import Plan
from rencana.source.document import EMPTY

_LEFT_OUT = tuple(
    tuple(pattern.split("."))
    for pattern in (
        # Of the earlier campaign alone: its days, its state, its past, its papers.
        *(
            f"campaign.{key}"
            for key in ("title", "state", "retrospective", "period", "links", "was", "stopped", "note")
        ),
        "objectives.*.signs.*.seen",
        "objectives.*.signs.*.note",
        "channels.*.windows",
        "schedule.dates",
        "schedule.pauses",
        "schedule.phases.*.windows",
        "budget",
        *(f"measurement.kpis.*.{key}" for key in ("baseline", "compare", "counts_from", "curve")),
        "calendar",
        "reviews",
    )
)
"""What a new plan does not take along. `x-` keys stay behind too: nobody but their writer knows what they say."""
_ORDERS = {(): tuple(Plan.model_fields), ("campaign",): tuple(Header.model_fields)}
_OWN = "x-"


def outline(campaign: Campaign) -> dict[str, Any]:
    """Returns what a new plan takes along as data, with texts as they are written; an empty section is left out."""
    data = {key: value for key, value in _kept(campaign.document.data, ()).items() if value is not EMPTY}
    for audience in data.get("audiences", {}).values():
        _resolve_days(audience, campaign)
    measurement = data.get("measurement", {})
    for source in measurement.get("sources", {}).values():
        _resolve_days(source, campaign)
    _prune(measurement, "metrics", _needed_metrics(campaign))
    return {key: value for key, value in data.items() if value not in ({}, [])}


def drop_unused_sources(data: dict[str, Any]) -> None:
    """Takes out sources of the earlier plan that nothing names any more; results may name some that it alone read."""
    _prune(data.get("measurement", {}), "sources", set(_named_sources(data)))


def _kept(value: Any, path: tuple[str, ...]) -> Any:  # noqa: ANN401  whatever a file holds
    if isinstance(value, list):
        return [_kept(part, (*path, "*")) for part in value]
    if not isinstance(value, dict):
        return value
    entries = {
        key: _kept(inner, (*path, key))
        for key, inner in value.items()
        if not key.startswith(_OWN) and not any(_fits(pattern, (*path, key)) for pattern in _LEFT_OUT)
    }
    order = _ORDERS.get(path, ())
    return {key: entries[key] for key in sorted(entries, key=order.index)} if order else entries


def _fits(pattern: tuple[str, ...], path: tuple[str, ...]) -> bool:
    return len(pattern) == len(path) and all(step in ("*", key) for step, key in zip(pattern, path, strict=True))


def _resolve_days(value: Any, campaign: Campaign) -> None:  # noqa: ANN401  whatever a file holds
    """Writes days that have a name in the earlier plan as days: when something was found out does not move."""
    for key, inner in (value if isinstance(value, dict) else {}).items():
        if key in ("date", "start", "end") and isinstance(inner, str):
            when = read_when(inner)
            day = campaign.calendar.first(when) if when.name else None
            value[key] = day.isoformat() if day else inner
        else:
            for part in inner if isinstance(inner, list) else [inner]:
                _resolve_days(part, campaign)


def _prune(measurement: dict[str, Any], section: str, used: set[str]) -> None:
    used_entries = {name: value for name, value in measurement.get(section, {}).items() if name in used}
    measurement.pop(section, None)
    if used_entries:
        measurement[section] = used_entries


def _needed_metrics(campaign: Campaign) -> set[str]:
    """Returns the metrics of KPIs, with those that their formulas are made of."""
    needed: set[str] = set()
    waiting = [kpi.metric for kpi in campaign.plan.measurement.kpis.values()]
    while waiting:
        name = waiting.pop()
        if name not in needed and name in campaign.metrics:
            needed.add(name)
            waiting += formula.names(campaign.metrics[name].formula)
    return needed


def _named_sources(value: object) -> Iterator[str]:
    """Yields what stands at `source`, `sources` and `evidence`, which may be written as one word, a list or a map."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key in ("source", "sources", "evidence"):
                yield from (part for part in (inner if isinstance(inner, list) else [inner]) if isinstance(part, str))
            yield from _named_sources(inner)
    elif isinstance(value, list):
        for part in value:
            yield from _named_sources(part)
