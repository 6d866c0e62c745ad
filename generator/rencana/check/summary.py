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
from rencana.plan.names import parent_of
from rencana.plan.shared import Shared
from rencana.source.document import Document
from rencana.span import START


class NamedThing(Struct, frozen=True):
    """An audience, a tag or a parent that one plan names, and where it stands."""

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
    """One plan as rules that compare plans see it, with what decides how much its findings weigh."""

    id: str
    file: str
    language: str
    state: str
    retrospective: bool
    audiences: tuple[NamedThing, ...]
    tags: tuple[NamedThing, ...]
    posts: tuple[ScheduledPost, ...]
    parent: NamedThing | None
    used: Mapping[str, tuple[str, ...]]
    """For each section of portfolio.yaml the ids that the plan uses, sorted."""


class PortfolioSummary(Struct, frozen=True):
    """All plans of a workspace for rules that compare them."""

    shared: Shared
    complete: bool
    """Whether there are plans and all of them could be read, so that what none uses is not used."""
    audiences: tuple[NamedThing, ...]
    tags: tuple[NamedThing, ...]
    posts: tuple[ScheduledPost, ...]
    parents: Mapping[str, NamedThing]
    used: Mapping[str, frozenset[str]]
    """For each section of portfolio.yaml the ids that some plan uses."""
    document: Document | None

    def shared_place(self, *path: str) -> Location:
        """Returns where a key of portfolio.yaml stands."""
        return PORTFOLIO, self.document.key_place(path) if self.document else START


def plan_summary(campaign: Campaign) -> PlanSummary:
    """Returns what other plans may be compared with."""
    plan, document = campaign.plan, campaign.document
    parent = parent_of(campaign)
    return PlanSummary(
        campaign.id,
        document.path,
        campaign.language,
        plan.campaign.state,
        plan.campaign.retrospective,
        audiences=tuple(
            NamedThing(
                campaign.id,
                name,
                audience.title or "",
                audience.profile or "",
                (document.path, document.key_place(["audiences", name])),
            )
            for name, audience in plan.audiences.items()
        ),
        tags=tuple(
            NamedThing(campaign.id, tag, tag, "", (document.path, document.place(["campaign", "tags", index])))
            for index, tag in enumerate(plan.campaign.tags)
        ),
        posts=tuple(_posts(campaign)),
        parent=NamedThing(campaign.id, parent[0], "", "", parent[1]) if parent else None,
        used=_used_by_plan(campaign),
    )


def summarize(
    shared: Shared, summaries: Sequence[PlanSummary], document: Document | None, *, complete: bool
) -> PortfolioSummary:
    """Returns what rules see of all plans together."""
    return PortfolioSummary(
        shared,
        complete,
        tuple(audience for summary in summaries for audience in summary.audiences),
        tuple(tag for summary in summaries for tag in summary.tags),
        tuple(post for summary in summaries for post in summary.posts),
        {summary.id: summary.parent for summary in summaries if summary.parent},
        _used(shared, summaries),
        document,
    )


def _posts(campaign: Campaign) -> Iterator[ScheduledPost]:
    for slot in slots(campaign):
        channel = campaign.plan.channels.get(slot.channel)
        if slot.day is None or slot.state in NOT_PLANNED or channel is None:
            continue
        account = f"{slot.platform} {channel.account or slot.channel}"
        yield ScheduledPost(campaign.id, account, slot.day, slot.clock, slot.title, campaign.item_places[slot.item])


_SECTIONS = ("teams", "goals", "sources", "metrics", "channels")


def _used(shared: Shared, summaries: Iterable[PlanSummary]) -> Mapping[str, frozenset[str]]:
    """Returns what plans use of what they share. What portfolio.yaml itself names counts as used too."""
    used: dict[str, set[str]] = {section: set() for section in _SECTIONS}
    used["teams"].update(goal.owner for goal in shared.goals.values() if goal.owner)
    used["goals"].update(goal.part_of for goal in shared.goals.values() if goal.part_of)
    for summary in summaries:
        for section, names in summary.used.items():
            used[section].update(names)
    # An own metric may follow from others by a formula.
    formulas = [shared.metrics[name].formula or "" for name in used["metrics"] if name in shared.metrics]
    used["metrics"].update(name for text in formulas for name in formula.names(text))
    return {section: frozenset(names) for section, names in used.items()}


def _used_by_plan(campaign: Campaign) -> Mapping[str, tuple[str, ...]]:
    plan = campaign.plan
    used: dict[str, set[str]] = {section: set() for section in _SECTIONS}
    kpis = plan.measurement.kpis.values()
    teams = [plan.campaign.owner, plan.interaction.team, *(kpi.collector for kpi in kpis)]
    teams += [channel.owner for channel in plan.channels.values()] + [item.owner for item in campaign.items.values()]
    teams += [review.owner for review in plan.reviews.values()]
    used["teams"].update(name for name in teams if name)
    used["goals"].update(goal for objective in plan.objectives.values() for goal in objective.serves)
    used["sources"].update(name for kpi in kpis for name in kpi.sources)
    used["sources"].update(map(attrgetter("source"), campaign.readings))
    for kpi in kpis:
        comparisons = [*kpi.compare.values(), *([kpi.baseline] if isinstance(kpi.baseline, Comparison) else [])]
        used["sources"].update(comparison.source for comparison in comparisons if comparison.source)
    for audience in plan.audiences.values():
        evidence = [*audience.evidence, *(proof for use in audience.platforms.values() for proof in use.evidence)]
        used["sources"].update(proof.source for proof in evidence)
    used["metrics"].update(kpi.metric for kpi in kpis)
    used["metrics"].update(map(attrgetter("metric"), campaign.readings))
    used["channels"].update(plan.channels, (channel.platform or "" for channel in plan.channels.values()))
    return {section: tuple(sorted(names)) for section, names in used.items()}
