"""The check that every id which a portfolio or a plan names does exist: in plans, calendars and readings alike."""

from collections.abc import Collection, Iterator, Mapping
from operator import attrgetter

from rencana.catalogue import metrics, platforms
from rencana.finding import Finding
from rencana.plan.campaign import Campaign, Location, formats_of, platform_of
from rencana.plan.language.reference import (
    PLAN_REFERENCES,
    SHARED_REFERENCES,
    Names,
    Offer,
    PathKey,
    check_references,
    in_document,
    unknown,
)
from rencana.plan.language.scalar import is_place_code
from rencana.plan.shared import Shared
from rencana.plan.strategy import ANY
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
"""Where each kind of thing is declared, as the help of a finding says it."""


def check_shared(shared: Shared, document: Document) -> Iterator[Finding]:
    """Yields the references of portfolio.yaml that lead nowhere."""
    ids = {
        "channel": frozenset({*shared.channels, *platforms()}),
        "format": known_formats(shared) | {ANY},
        "goal": frozenset(shared.goals),
        "metric": frozenset({*metrics(), *shared.metrics}),
        "place": frozenset(shared.places),
        "platform": frozenset(platforms()),
        "team": frozenset(shared.teams),
    }
    yield from check_references(shared, in_document(document), SHARED_REFERENCES, Names(ids, _HOMES))


def check_campaign(campaign: Campaign, tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Yields the references of a plan, its calendar and its readings that lead nowhere.

    That to a parent is left to `check_parents`, which needs to know all campaigns.
    """
    plan, shared = campaign.plan, campaign.shared
    ids = {
        "audience": frozenset(plan.audiences),
        "channel": frozenset(plan.channels),
        "date": frozenset(plan.schedule.dates),
        "format": known_formats(shared) | {ANY},
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
    names = Names(ids, _HOMES)
    yield from check_references(plan, in_document(campaign.document), PLAN_REFERENCES, names, _offer_of(campaign))
    yield from _check_platforms(campaign, names)
    yield from _check_table_items(campaign, names, tables)
    yield from _check_readings(campaign, names, tables)


def parent_of(campaign: Campaign) -> tuple[str, Location] | None:
    """Returns the id of the campaign that this one names as its parent, and where it does; the id may not exist."""
    name = campaign.plan.campaign.part_of
    document = campaign.document
    return (name, (document.path, document.place(["campaign", "part_of"]))) if name else None


def check_parents(parents: Mapping[str, tuple[str, Location]], campaigns: Collection[str]) -> Iterator[Finding]:
    """Yields the parents that do not exist, or are the campaign itself; `parents` holds them by the child's id."""
    for child, (name, place) in parents.items():
        if name == child or name not in campaigns:
            candidates = frozenset(campaigns) - {child}
            yield unknown(place, name, "campaign", Names({"campaign": candidates}, _HOMES))


def _offer_of(campaign: Campaign) -> Offer:
    """Returns what the channels of a path offer: a channel's own formats, or those of an item on some channels."""

    def offer(path: PathKey) -> tuple[str, tuple[str, ...]]:
        item = campaign.items.get(str(path[1])) if path[0] == "calendar" else None
        channels = [str(path[1])] if path[0] == "channels" else [*item.channels] if item else []
        formats = {name: formats_of(name, campaign) for name in channels}
        offered = dict.fromkeys(format for formats_here in formats.values() for format in formats_here)
        return ", ".join(name for name in formats if formats[name]), tuple(offered)

    return offer


def known_formats(shared: Shared) -> frozenset[str]:
    """Returns all formats that are shipped or that a channel of portfolio.yaml offers."""
    shipped = (name for platform in platforms().values() for name in platform.formats)
    stated = (name for channel in shared.channels.values() for name in channel.formats)
    return frozenset({*shipped, *stated})


def _check_platforms(campaign: Campaign, names: Names) -> Iterator[Finding]:
    """Yields the channels that state no platform, where their id is none either."""
    for name, channel in campaign.plan.channels.items():
        platform = platform_of(name, campaign)
        if channel.platform is None and platform not in platforms() and name not in campaign.shared.channels:
            place = (campaign.document.path, campaign.document.key_place(["channels", name]))
            ids = {**names.ids, "platform": frozenset({*platforms(), *campaign.shared.channels})}
            yield unknown(place, name, "platform", Names(ids, _HOMES))


def _check_table_items(campaign: Campaign, names: Names, tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Yields the dead references of the items of calendar.csv: the plan's own patterns, with places in the table."""
    items = {name: item for name, item in campaign.items.items() if name not in campaign.plan.calendar}
    if not items:
        return
    patterns = tuple((pattern, kind) for pattern, kind in PLAN_REFERENCES if pattern.startswith("calendar.*."))
    plan = campaign.plan.model_copy(update={"calendar": items})

    def locate(path: PathKey) -> tuple[str, Span]:
        file, span = campaign.item_places[str(path[1])]
        return file, tables[file].place(span.line, str(path[2]))

    yield from check_references(plan, locate, patterns, names, _offer_of(campaign))


_COLUMNS = (
    ("audience", "audience"),
    ("channel", "channel"),
    ("item", "item"),
    ("metric", "metric"),
    ("place", "place"),
    ("source", "source"),
)


def _check_readings(campaign: Campaign, names: Names, tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Yields each unknown name of the readings once, at its first row: readings are many, and name few things."""
    folder = campaign.document.path.rpartition("/")[0]
    calendar = tables.get(f"{folder}/calendar.csv")
    for column, kind in _COLUMNS:
        if kind == "item" and calendar is not None and not calendar.columns:
            continue  # which items there are is not known: the calendar could not be read, and that is found
        names_used = {*map(attrgetter(column), campaign.readings)} - {""}
        unresolved = {name for name in names_used - names.ids[kind] if not (kind == "place" and is_place_code(name))}
        for reading in campaign.readings if unresolved else ():
            name = getattr(reading, column)
            if name in unresolved:
                unresolved.discard(name)
                yield unknown((reading.file, tables[reading.file].place(reading.line, column)), name, kind, names)
