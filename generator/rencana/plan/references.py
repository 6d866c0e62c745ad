"""The check that every id which a portfolio or a plan names does exist: in plans, calendars and readings alike."""

from collections.abc import Collection, Iterator, Mapping
from operator import attrgetter

from rencana.catalogue import metrics, platforms
from rencana.finding import Finding
from rencana.plan.campaign import Campaign, Location, formats_of, platform_of
from rencana.plan.language.gaps import NO_GAPS, Gaps, Section
from rencana.plan.language.reference import (
    KEY,
    PLAN_REFERENCES,
    SHARED_REFERENCES,
    DeadReference,
    Names,
    Offer,
    PathKey,
    check_references,
    dead_references,
    in_document,
    unknown,
)
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


PLAN_SECTIONS: Mapping[str, Section] = {
    "audience": ("audiences",),
    "channel": ("channels",),
    "date": ("schedule", "dates"),
    "item": ("calendar",),
    "kpi": ("measurement", "kpis"),
    "message": ("content", "messages"),
    "metric": ("measurement", "metrics"),
    "objective": ("objectives",),
    "phase": ("schedule", "phases"),
    "pillar": ("content", "pillars"),
    "platform": ("channels",),
    "source": ("measurement", "sources"),
}
"""Where in a plan each kind of thing is declared."""

SHARED_SECTIONS: Mapping[str, Section] = {
    "channel": ("channels",),
    "format": ("channels", "*", "formats"),
    "goal": ("goals",),
    "metric": ("metrics",),
    "place": ("places",),
    "platform": ("channels",),
    "source": ("sources",),
    "team": ("teams",),
}
"""The same for portfolio.yaml."""


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
    yield from check_references(shared, in_document(document), SHARED_REFERENCES, Names(ids, _HOMES, shared.gaps))


def names_for(campaign: Campaign, gaps: Gaps = NO_GAPS) -> Names:
    """Returns what a plan, its calendar and its readings may name; `gaps` are those of these files."""
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
    # A channel has to stand in the plan, whatever the portfolio says of it.
    return Names(ids, _HOMES, gaps | shared.gaps.without("channel"))


def dead_in(campaign: Campaign, tables: Mapping[str, Table], names: Names) -> Iterator[DeadReference]:
    """Yields the references of a plan, its calendar and its readings that lead nowhere.

    That to a parent is left to `check_parents`, which needs to know all campaigns.
    """
    yield from dead_references(
        campaign.plan, in_document(campaign.document), PLAN_REFERENCES, names, _offer_of(campaign)
    )
    yield from _dead_platforms(campaign)
    yield from _dead_in_items(campaign, names, tables)
    yield from _dead_in_readings(campaign, names, tables)


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


def _dead_platforms(campaign: Campaign) -> Iterator[DeadReference]:
    """Yields the channels that state no platform, where their id is none either."""
    for name, channel in campaign.plan.channels.items():
        is_known = platform_of(name, campaign) in platforms() or name in campaign.shared.channels
        if channel.platform is None and not is_known and not campaign.shared.gaps.may_hold("platform", name):
            place = (campaign.document.path, campaign.document.key_place(["channels", name]))
            yield DeadReference(("channels", name, KEY), place, "platform", name)


def _dead_in_items(campaign: Campaign, names: Names, tables: Mapping[str, Table]) -> Iterator[DeadReference]:
    """Yields the dead references of the items of calendar.csv: the plan's own patterns, with places in the table."""
    items = {name: item for name, item in campaign.items.items() if name not in campaign.plan.calendar}
    if not items:
        return
    patterns = tuple((pattern, kind) for pattern, kind in PLAN_REFERENCES if pattern.startswith("calendar.*."))
    plan = campaign.plan.model_copy(update={"calendar": items})

    def locate(path: PathKey) -> tuple[str, Span]:
        file, span = campaign.item_places[str(path[1])]
        return file, tables[file].place(span.line, str(path[2]))

    yield from dead_references(plan, locate, patterns, names, _offer_of(campaign))


_COLUMNS = ("audience", "channel", "item", "metric", "place", "source")
"""The columns of readings that name something, each something of its own kind."""


def _dead_in_readings(campaign: Campaign, names: Names, tables: Mapping[str, Table]) -> Iterator[DeadReference]:
    """Yields each unknown name of the readings once, at its first row: readings are many, and name few things."""
    for column in _COLUMNS:
        names_used = {*map(attrgetter(column), campaign.readings)} - {""}
        unresolved = {name for name in names_used - names.ids[column] if not names.have(column, name)}
        for reading in campaign.readings if unresolved else ():
            name = getattr(reading, column)
            if name in unresolved:
                unresolved.discard(name)
                place = (reading.file, tables[reading.file].place(reading.line, column))
                yield DeadReference(("readings", reading.file, reading.line, column), place, column, name)
