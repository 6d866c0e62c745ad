"""What rules that look at all plans together may see of each: small, and enough to show the place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from rencana.catalogue import formula
from rencana.plan.campaign import Campaign, Place, Portfolio
from rencana.plan.layout import PORTFOLIO
from rencana.plan.measurement import Comparison
from rencana.plan.shared import Shared
from rencana.plan.slots import slots
from rencana.source.document import Document
from rencana.span import START


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with an id in one plan, and where it stands."""

    campaign: str
    id: str
    title: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Outing:
    """An item on an account of a platform at a day, perhaps with its time."""

    campaign: str
    account: str
    day: date
    clock: time | None
    title: str
    place: Place


@dataclass(frozen=True, slots=True)
class Summary:
    """All plans of a workspace for rules that compare them."""

    shared: Shared
    whole: bool
    """Whether there are plans and all of them could be read, so that what none uses is not used."""
    audiences: tuple[Thing, ...]
    tags: tuple[Thing, ...]
    outings: tuple[Outing, ...]
    parents: Mapping[str, Thing]
    used: Mapping[str, frozenset[str]]
    """For each section of portfolio.yaml the ids that some plan uses."""
    document: Document | None

    def shared_place(self, *path: str) -> Place:
        """Returns where a key of portfolio.yaml stands."""
        return PORTFOLIO, self.document.key_place(path) if self.document else START


def summarize(portfolio: Portfolio, document: Document | None) -> Summary:
    """Makes the summary of a portfolio."""
    campaigns = portfolio.campaigns.values()
    return Summary(
        portfolio.shared,
        bool(portfolio.campaigns) and not portfolio.unreadable,
        tuple(thing for one in campaigns for thing in _audiences(one)),
        tuple(thing for one in campaigns for thing in _tags(one)),
        tuple(outing for one in campaigns for outing in _outings(one)),
        {one.id: _parent(one, name) for one in campaigns if (name := one.plan.campaign.part_of)},
        _used(portfolio),
        document,
    )


def _audiences(one: Campaign) -> list[Thing]:
    return [
        Thing(one.id, name, audience.title or "", audience.profile or "", _key(one, "audiences", name))
        for name, audience in one.plan.audiences.items()
    ]


def _tags(one: Campaign) -> list[Thing]:
    listed = isinstance(one.document.data.get("campaign"), dict)
    return [
        Thing(one.id, tag, tag, "", (one.document.path, one.document.place(["campaign", "tags", index])))
        for index, tag in enumerate(one.plan.campaign.tags if listed else ())
    ]


def _outings(one: Campaign) -> list[Outing]:
    found = []
    for slot in slots(one):
        channel = one.plan.channels.get(slot.channel)
        if slot.day is None or slot.state in ("idea", "cancelled") or channel is None:
            continue
        account = f"{slot.platform} {channel.account or slot.channel}"
        found.append(Outing(one.id, account, slot.day, slot.clock, slot.title, one.item_places[slot.item]))
    return found


def _parent(one: Campaign, name: str) -> Thing:
    return Thing(one.id, name, "", "", (one.document.path, one.document.place(["campaign", "part_of"])))


def _key(one: Campaign, *path: str) -> Place:
    return one.document.path, one.document.key_place(path)


def _used(portfolio: Portfolio) -> Mapping[str, frozenset[str]]:
    """Returns what plans use of what they share. What portfolio.yaml itself names counts as used too."""
    used: dict[str, set[str]] = {"teams": set(), "goals": set(), "sources": set(), "metrics": set(), "channels": set()}
    shared = portfolio.shared
    used["teams"].update(goal.owner for goal in shared.goals.values() if goal.owner)
    used["goals"].update(goal.part_of for goal in shared.goals.values() if goal.part_of)
    for one in portfolio.campaigns.values():
        _add_used(used, one)
    for name in [*used["metrics"]]:
        used["metrics"].update(_parts(portfolio, name))
    return {section: frozenset(names) for section, names in used.items()}


def _add_used(used: dict[str, set[str]], one: Campaign) -> None:
    plan = one.plan
    kpis = plan.measurement.kpis.values()
    teams = [plan.campaign.owner, plan.interaction.team, *(kpi.collector for kpi in kpis)]
    teams += [channel.owner for channel in plan.channels.values()] + [item.owner for item in one.items.values()]
    teams += [review.owner for review in plan.reviews.values()]
    used["teams"].update(name for name in teams if name)
    used["goals"].update(goal for objective in plan.objectives.values() for goal in objective.serves)
    used["sources"].update(name for kpi in kpis for name in kpi.sources)
    used["sources"].update(reading.source for reading in one.readings)
    for kpi in kpis:
        compared = [*kpi.compare.values(), *([kpi.baseline] if isinstance(kpi.baseline, Comparison) else [])]
        used["sources"].update(known.source for known in compared if known.source)
    for audience in plan.audiences.values():
        shown = [*audience.evidence, *(proof for use in audience.platforms.values() for proof in use.evidence)]
        used["sources"].update(proof.source for proof in shown)
    used["metrics"].update(kpi.metric for kpi in kpis)
    used["metrics"].update(reading.metric for reading in one.readings)
    used["channels"].update(plan.channels, (channel.platform or "" for channel in plan.channels.values()))


def _parts(portfolio: Portfolio, name: str) -> tuple[str, ...]:
    """Returns the metrics that the formula of an own metric names."""
    own = portfolio.shared.metrics.get(name)
    return formula.names(own.formula or "") if own else ()
