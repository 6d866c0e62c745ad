"""What exists in a workspace, so that every reference can be resolved; and the check that all of them do."""

from collections.abc import Collection, Iterator, Mapping
from operator import attrgetter

from rencana.catalogue import metrics, platforms
from rencana.finding import Finding
from rencana.plan.campaign import Campaign, Location
from rencana.plan.language.reference import (
    PLAN_REFERENCES,
    SHARED_REFERENCES,
    Names,
    PathKey,
    check_references,
    in_document,
    unknown,
)
from rencana.plan.language.scalar import is_place_code
from rencana.plan.shared import Shared
from rencana.source.document import Document
from rencana.source.table import Table
from rencana.span import Span

_HOMES = {
    "audience": "Audiences stand under `audiences`.",
    "campaign": "A campaign is a folder in plans/.",
    "channel": "Channels stand under `channels`.",
    "date": "Days get a name under `schedule.dates`; otherwise write 2026-02-18.",
    "format": "",
    "goal": "Goals stand in portfolio.yaml under `goals`.",
    "item": "Items stand under `calendar` or in calendar.csv.",
    "kpi": "KPIs stand under `measurement.kpis`.",
    "message": "Messages stand under `content.messages`.",
    "metric": "Own metrics stand under `metrics` in portfolio.yaml, or under `measurement.metrics`.",
    "objective": "Objectives stand under `objectives`.",
    "phase": "Phases stand under `schedule.phases`.",
    "pillar": "Pillars stand under `content.pillars`.",
    "place": "Write an ISO 3166 code such as ID-JK, or add it under `places` in portfolio.yaml.",
    "platform": "Name the platform with `platform:`, or add the channel in portfolio.yaml under `channels`.",
    "source": "Sources stand under `sources` in portfolio.yaml, or under `measurement.sources`.",
    "team": "Teams stand in portfolio.yaml under `teams`.",
}
ANY = "any"
"""The rhythm of every format that has none of its own."""


def check_shared(shared: Shared, document: Document) -> Iterator[Finding]:
    """Yields the references of portfolio.yaml that lead nowhere."""
    known = {
        "channel": frozenset({*shared.channels, *platforms()}),
        "format": _formats(shared),
        "goal": frozenset(shared.goals),
        "metric": frozenset({*metrics(), *shared.metrics}),
        "place": frozenset(shared.places),
        "platform": frozenset(platforms()),
        "team": frozenset(shared.teams),
    }
    yield from check_references(shared, in_document(document), SHARED_REFERENCES, Names(known, _HOMES))


def check_campaign(campaign: Campaign, tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Yields the references of a plan, its calendar and its readings that lead nowhere, but for other campaigns."""
    names = Names(_known(campaign), _HOMES)
    yield from check_references(campaign.plan, in_document(campaign.document), PLAN_REFERENCES, names)
    yield from _check_platforms(campaign, names)
    yield from _check_table_items(campaign, names, tables)
    yield from _check_readings(campaign, names, tables)


def parent_of(campaign: Campaign) -> tuple[str, Location] | None:
    """Returns the campaign that one is a part of, as it names it, and where."""
    name = campaign.plan.campaign.part_of
    document = campaign.document
    return (name, (document.path, document.place(["campaign", "part_of"]))) if name else None


def check_parents(parents: Mapping[str, tuple[str, Location]], campaigns: Collection[str]) -> Iterator[Finding]:
    """Yields the campaigns that are a part of one that does not exist, or of themselves."""
    for own, (name, place) in parents.items():
        if name == own or name not in campaigns:
            others = frozenset(campaigns) - {own}
            yield unknown(place, name, "campaign", Names({"campaign": others}, _HOMES))


def _known(campaign: Campaign) -> dict[str, frozenset[str]]:
    plan, shared = campaign.plan, campaign.shared
    return {
        "audience": frozenset(plan.audiences),
        "channel": frozenset(plan.channels),
        "date": frozenset(plan.schedule.dates),
        "format": _formats(shared) | {ANY},
        "goal": frozenset(shared.goals),
        "item": frozenset(campaign.items),
        "kpi": frozenset(plan.measurement.kpis),
        "message": frozenset(plan.content.messages),
        "metric": frozenset(campaign.metrics),
        "objective": frozenset(plan.objectives),
        "phase": frozenset(plan.schedule.phases),
        "pillar": frozenset(plan.content.pillars),
        "place": frozenset(shared.places),
        "platform": frozenset({*platforms(), *shared.channels, *plan.channels}),
        "source": frozenset(campaign.sources),
        "team": frozenset(shared.teams),
    }


def _formats(shared: Shared) -> frozenset[str]:
    shipped = (name for platform in platforms().values() for name in platform.formats)
    own = (name for channel in shared.channels.values() for name in channel.formats)
    return frozenset({*shipped, *own})


def platform_of(channel: str, campaign: Campaign) -> str:
    """Returns the platform of a channel: its own, the one that portfolio.yaml gives it, or its id."""
    stated = campaign.plan.channels.get(channel)
    name = (stated.platform if stated else None) or channel
    shared = campaign.shared.channels.get(name)
    return shared.platform or name if shared else name


def _check_platforms(campaign: Campaign, names: Names) -> Iterator[Finding]:
    """A channel without a platform of its own is known by its id, so that has to be one."""
    for name in campaign.plan.channels:
        platform = platform_of(name, campaign)
        stated = campaign.plan.channels[name].platform
        if stated is None and platform not in platforms() and name not in campaign.shared.channels:
            place = (campaign.document.path, campaign.document.key_place(["channels", name]))
            kinds = {**names.known, "platform": frozenset({*platforms(), *campaign.shared.channels})}
            yield unknown(place, name, "platform", Names(kinds, _HOMES))


def _check_table_items(campaign: Campaign, names: Names, tables: Mapping[str, Table]) -> Iterator[Finding]:
    own = {name: item for name, item in campaign.items.items() if name not in campaign.plan.calendar}
    if not own:
        return
    prefix = "calendar.*."
    table = tuple((pattern, kind) for pattern, kind in PLAN_REFERENCES if pattern.startswith(prefix))
    shown = campaign.plan.model_copy(update={"calendar": own})

    def locate(path: PathKey) -> tuple[str, Span]:
        file, span = campaign.item_places[str(path[1])]
        return file, tables[file].place(span.line, str(path[2]))

    yield from check_references(shown, locate, table, names)


_COLUMNS = (
    ("audience", "audience"),
    ("channel", "channel"),
    ("item", "item"),
    ("metric", "metric"),
    ("place", "place"),
    ("source", "source"),
)


def _check_readings(campaign: Campaign, names: Names, tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Readings are many and name few things, so each name is asked once and found at its first row."""
    for column, kind in _COLUMNS:
        told = {*map(attrgetter(column), campaign.readings)} - names.known[kind] - {""}
        unheard = {name for name in told if kind != "place" or not is_place_code(name)}
        for reading in campaign.readings if unheard else ():
            name = getattr(reading, column)
            if name in unheard:
                unheard.discard(name)
                yield unknown((reading.file, tables[reading.file].place(reading.line, column)), name, kind, names)
