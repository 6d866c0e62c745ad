"""Which KPIs cannot be measured: a verdict is not spoken where something that decides about it is missing."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from rencana.catalogue import formula
from rencana.plan.campaign import Campaign, UnmeasuredKPI
from rencana.plan.language.part import IdMap
from rencana.plan.language.reference import DeadReference, Names, unknown
from rencana.plan.measurement import KPI

_CHANNELS = "channels"


def unmeasured(campaign: Campaign, dead: Iterable[DeadReference], names: Names) -> Mapping[str, UnmeasuredKPI]:
    """Returns the KPIs of a campaign that cannot be measured, each with the cause."""
    kpis, reasons = campaign.plan.measurement.kpis, dict[str, UnmeasuredKPI]()
    for reference in dead:
        finding = unknown(reference.place, reference.name, reference.kind, names)
        for name in _decided_by(reference, kpis):
            reasons.setdefault(name, UnmeasuredKPI(kpis[name].title or name, finding))
    if cause := campaign.shared.gaps.cause:
        for name, kpi in kpis.items():
            if not (campaign.shared.settles_verdicts and _is_defined(kpi.metric, campaign)):
                reasons.setdefault(name, UnmeasuredKPI(kpi.title or name, cause))
    return IdMap(reasons)


def without_unmeasured(campaign: Campaign) -> Campaign:
    """Returns a campaign as pages show it: only with KPIs that can be measured."""
    return _without(campaign, campaign.unmeasured)


def without_unmeasurable(campaign: Campaign) -> Campaign:
    """Returns a campaign without KPIs and readings of metrics that do not exist, which no rule could judge."""
    readings = tuple(reading for reading in campaign.readings if reading.metric in campaign.metrics)
    kpis = campaign.plan.measurement.kpis
    unmeasurable = [name for name, kpi in kpis.items() if not _is_defined(kpi.metric, campaign)]
    return replace(_without(campaign, unmeasurable), readings=readings)


def _without(campaign: Campaign, names: Iterable[str]) -> Campaign:
    excluded, plan = frozenset(names), campaign.plan
    if not excluded:
        return campaign
    kpis = IdMap({name: kpi for name, kpi in plan.measurement.kpis.items() if name not in excluded})
    measurement = plan.measurement.model_copy(update={"kpis": kpis})
    return replace(campaign, plan=plan.model_copy(update={"measurement": measurement}))


def _is_defined(metric: str, campaign: Campaign) -> bool:
    """Tells whether a metric exists, and all that its formula names."""
    definition = campaign.metrics.get(metric)
    return definition is not None and all(name in campaign.metrics for name in formula.names(definition.formula))


def _decided_by(reference: DeadReference, kpis: Mapping[str, KPI]) -> Iterator[str]:
    """Yields the KPIs whose number or verdict may be another one, once a dead reference is mended."""
    match reference.path, reference.kind:
        case ("measurement", "kpis", str(name), *more), kind if kind != "team" and more[:1] != ["compare"]:
            yield name
        case (("campaign" | "schedule", *_), "date") | (("schedule", "pauses", *_), _):
            yield from kpis
        case (("channels", str(channel), *_), "date" | "platform"):
            yield from (name for name, kpi in kpis.items() if not kpi.channels or channel in kpi.channels)
