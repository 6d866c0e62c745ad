"""What rules that look at all plans together may see of each: small, and enough to show the place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from operator import attrgetter

from msgspec import Struct

from rencana.catalogue import formula
from rencana.derive.slots import slots
from rencana.plan.agenda import NOT_PLANNED
from rencana.plan.campaign import Campaign, Location
from rencana.plan.layout import PORTFOLIO
from rencana.plan.measurement import Comparison
from rencana.plan.references import parent_of
from rencana.plan.shared import Shared
from rencana.source.document import Document
from rencana.span import START


class NamedThing(Struct, frozen=True):
    """Something with an id in one plan, and where it stands."""

    campaign: str
    id: str
    title: str
    text: str
    place: Location


class ScheduledPost(Struct, frozen=True):
    """An item on an account of a platform at a day, perhaps with its time."""

    campaign: str
    account: str
    day: date
    clock: time | None
    title: str
    place: Location


class PlanSummary(Struct, frozen=True):
    """One plan as rules that compare plans see it, with what decides how much their findings weigh."""

    id: str
    file: str
    language: str
    state: str
    retrospective: bool
    audiences: tuple[NamedThing, ...]
    tags: tuple[NamedThing, ...]
    outings: tuple[ScheduledPost, ...]
    parent: NamedThing | None
    used: Mapping[str, tuple[str, ...]]
    """For each section of portfolio.yaml the ids that the plan uses, sorted."""


class PortfolioSummary(Struct, frozen=True):
    """All plans of a workspace for rules that compare them."""

    shared: Shared
    whole: bool
    """Whether there are plans and all of them could be read, so that what none uses is not used."""
    audiences: tuple[NamedThing, ...]
    tags: tuple[NamedThing, ...]
    outings: tuple[ScheduledPost, ...]
    parents: Mapping[str, NamedThing]
    used: Mapping[str, frozenset[str]]
    """For each section of portfolio.yaml the ids that some plan uses."""
    document: Document | None

    def shared_place(self, *path: str) -> Location:
        """Returns where a key of portfolio.yaml stands."""
        return PORTFOLIO, self.document.key_place(path) if self.document else START


def plan_summary(one: Campaign) -> PlanSummary:
    """Makes the brief of a campaign."""
    header = one.plan.campaign
    return PlanSummary(
        one.id,
        one.document.path,
        one.language,
        header.state,
        header.retrospective,
        tuple(_audiences(one)),
        tuple(_tags(one)),
        tuple(_outings(one)),
        NamedThing(one.id, parent[0], "", "", parent[1]) if (parent := parent_of(one)) else None,
        _used_by(one),
    )


def summarize(
    shared: Shared, briefs: Sequence[PlanSummary], document: Document | None, *, whole: bool
) -> PortfolioSummary:
    """Makes the summary of a portfolio."""
    return PortfolioSummary(
        shared,
        whole,
        tuple(thing for one in briefs for thing in one.audiences),
        tuple(thing for one in briefs for thing in one.tags),
        tuple(outing for one in briefs for outing in one.outings),
        {one.id: one.parent for one in briefs if one.parent},
        _used(shared, briefs),
        document,
    )


def _audiences(one: Campaign) -> Iterator[NamedThing]:
    for name, audience in one.plan.audiences.items():
        place = (one.document.path, one.document.key_place(["audiences", name]))
        yield NamedThing(one.id, name, audience.title or "", audience.profile or "", place)


def _tags(one: Campaign) -> Iterator[NamedThing]:
    listed = isinstance(one.document.data.get("campaign"), dict)
    for index, tag in enumerate(one.plan.campaign.tags if listed else ()):
        yield NamedThing(one.id, tag, tag, "", (one.document.path, one.document.place(["campaign", "tags", index])))


def _outings(one: Campaign) -> Iterator[ScheduledPost]:
    for slot in slots(one):
        channel = one.plan.channels.get(slot.channel)
        if slot.day is None or slot.state in NOT_PLANNED or channel is None:
            continue
        account = f"{slot.platform} {channel.account or slot.channel}"
        yield ScheduledPost(one.id, account, slot.day, slot.clock, slot.title, one.item_places[slot.item])


_SECTIONS = ("teams", "goals", "sources", "metrics", "channels")


def _used(shared: Shared, briefs: Iterable[PlanSummary]) -> Mapping[str, frozenset[str]]:
    """Returns what plans use of what they share. What portfolio.yaml itself names counts as used too."""
    used: dict[str, set[str]] = {section: set() for section in _SECTIONS}
    used["teams"].update(goal.owner for goal in shared.goals.values() if goal.owner)
    used["goals"].update(goal.part_of for goal in shared.goals.values() if goal.part_of)
    for one in briefs:
        for section, names in one.used.items():
            used[section].update(names)
    for name in [*used["metrics"]]:
        used["metrics"].update(_parts(shared, name))
    return {section: frozenset(names) for section, names in used.items()}


def _used_by(one: Campaign) -> Mapping[str, tuple[str, ...]]:
    plan = one.plan
    used: dict[str, set[str]] = {section: set() for section in _SECTIONS}
    kpis = plan.measurement.kpis.values()
    teams = [plan.campaign.owner, plan.interaction.team, *(kpi.collector for kpi in kpis)]
    teams += [channel.owner for channel in plan.channels.values()] + [item.owner for item in one.items.values()]
    teams += [review.owner for review in plan.reviews.values()]
    used["teams"].update(name for name in teams if name)
    used["goals"].update(goal for objective in plan.objectives.values() for goal in objective.serves)
    used["sources"].update(name for kpi in kpis for name in kpi.sources)
    used["sources"].update(map(attrgetter("source"), one.readings))
    for kpi in kpis:
        compared = [*kpi.compare.values(), *([kpi.baseline] if isinstance(kpi.baseline, Comparison) else [])]
        used["sources"].update(known.source for known in compared if known.source)
    for audience in plan.audiences.values():
        shown = [*audience.evidence, *(proof for use in audience.platforms.values() for proof in use.evidence)]
        used["sources"].update(proof.source for proof in shown)
    used["metrics"].update(kpi.metric for kpi in kpis)
    used["metrics"].update(map(attrgetter("metric"), one.readings))
    used["channels"].update(plan.channels, (channel.platform or "" for channel in plan.channels.values()))
    return {section: tuple(sorted(names)) for section, names in used.items()}


def _parts(shared: Shared, name: str) -> tuple[str, ...]:
    """Returns the metrics that the formula of an own metric names."""
    own = shared.metrics.get(name)
    return formula.names(own.formula or "") if own else ()
