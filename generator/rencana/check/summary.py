"""What rules that look at all plans together may see of each: small, and enough to show the place."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time

from msgspec import Struct

from rencana.check.facts.copies import PlanWords, copies
from rencana.check.usage import used_by_all, used_by_plan
from rencana.derive.slots import slots
from rencana.plan.agenda import NOT_PLANNED
from rencana.plan.campaign import Campaign, Location
from rencana.plan.layout import PORTFOLIO
from rencana.plan.references import parent_of
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
    words: PlanWords


class PortfolioSummary(Struct, frozen=True):
    """All plans of a workspace for rules that compare them."""

    shared: Shared
    complete: bool
    """Whether there are plans and all of them could be read, so that what none uses is not used."""
    audiences: tuple[NamedThing, ...]
    tags: tuple[NamedThing, ...]
    posts: tuple[ScheduledPost, ...]
    parents: Mapping[str, NamedThing]
    words: Mapping[str, PlanWords]
    """What is compared to know a copy, by campaign."""
    copies: Mapping[str, str]
    """Campaigns whose plans are copies, each with the one that it is a copy of."""
    used: Mapping[str, frozenset[str]]
    """For each section of portfolio.yaml the ids that some plan uses."""
    document: Document | None

    def are_copies(self, campaign: str, other: str) -> bool:
        """Tells whether two campaigns are copies of one: what is the same in them needs no further word."""
        return self.copies.get(campaign, campaign) == self.copies.get(other, other)

    def shared_place(self, *path: str) -> Location:
        """Returns where a key of portfolio.yaml stands."""
        return PORTFOLIO, self.document.key_place(path) if self.document else START


def plan_summary(campaign: Campaign) -> PlanSummary:
    """Returns what other plans may be compared with."""
    plan, document = campaign.plan, campaign.document
    parent, posts = parent_of(campaign), tuple(_posts(campaign))
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
        posts=posts,
        parent=NamedThing(campaign.id, parent[0], "", "", parent[1]) if parent else None,
        used=used_by_plan(campaign),
        words=PlanWords(
            campaign.id,
            plan.campaign.title,
            (document.path, document.place(["campaign", "title"])),
            tuple(objective.statement for objective in plan.objectives.values() if objective.statement),
            (campaign.start, campaign.end),
            frozenset((post.account, post.day, post.title) for post in posts),
        ),
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
        {summary.id: summary.words for summary in summaries},
        copies(summary.words for summary in summaries),
        used_by_all(shared, (summary.used for summary in summaries)),
        document,
    )


def _posts(campaign: Campaign) -> Iterator[ScheduledPost]:
    for slot in slots(campaign):
        channel = campaign.plan.channels.get(slot.channel)
        if slot.day is None or slot.state in NOT_PLANNED or channel is None:
            continue
        name = channel.account or slot.channel
        account = name if name == slot.platform else f"{slot.platform} {name}"
        yield ScheduledPost(campaign.id, account, slot.day, slot.clock, slot.title, campaign.item_places[slot.item])
