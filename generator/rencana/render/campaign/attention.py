"""What waits for somebody: plans, numbers and decisions, the most urgent first, and readings that are due."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from msgspec import Struct

from rencana.derive import golden_thread
from rencana.finding import Severity
from rencana.measure import LAGGING, Due, DueState
from rencana.plan.header import AT_WORK
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.glance import at_campaign
from rencana.render.subject.status import chip, why
from rencana.render.text import terms

_WEEK = timedelta(days=7)
_KINDS = ("error", "missed", "behind", "at-risk", "overdue", "due", "gap")
"""What asks for attention, the most urgent first."""


class Attention(Struct, frozen=True):
    """Something that somebody should look at."""

    kind: str
    label: str
    campaign: Named
    text: str
    kpis: tuple[Named, ...] = ()
    """The KPIs that it is about, each where it is measured; the text goes on after them."""
    companion: bool = False
    """Whether it is about a KPI that proves no objective."""


class DueView(Struct, frozen=True):
    """A reading that somebody has to obtain."""

    state: str
    word: str
    kpi: Named
    scope: str
    days: str
    due: str
    team: str
    lost: str
    gap: bool


def most_urgent_first(entries: Iterable[Attention]) -> tuple[Attention, ...]:
    """Returns what needs attention, the most urgent first."""
    return tuple(sorted(entries, key=lambda entry: (_KINDS.index(entry.kind), entry.companion)))


def urgent(view: CampaignView) -> Iterator[Attention]:
    """Yields what needs attention in a campaign."""
    say, campaign, plan = view.say, at_campaign(view), view.campaign.plan
    for finding in view.findings:
        if finding.severity is Severity.ERROR:
            yield Attention("error", say("Error"), campaign, finding.message)
    if plan.campaign.state in AT_WORK:
        for name, kpi in view.measured.kpis.items():
            if kpi.status in LAGGING:
                label, text, companion = chip(view, kpi.verdict), why(view, kpi), view.measured.is_companion(name)
                yield Attention(kpi.status.value, label, campaign, text, (view.kpi(name),), companion)
        stale = tuple(view.kpi(name) for name, kpi in view.measured.kpis.items() if kpi.stale)
        if stale:
            yield Attention("overdue", say(terms.STALE), campaign, "", stale)
    yield from decisions(view)
    # A draft is allowed to have gaps.
    if plan.campaign.state != "draft":
        complete = golden_thread.stages(plan)
        for key, title, _, because in terms.STAGES:
            if not complete[key]:
                yield Attention("gap", say(title), campaign, say(because))


def decisions(view: CampaignView, team: str = "") -> Iterator[Attention]:
    """Yields reviews that wait for a decision, and campaigns that wait to be closed; of one team, where it is named."""
    say, header, campaign = view.say, view.campaign.plan.campaign, at_campaign(view)
    for review in view.campaign.plan.reviews.values():
        if team and review.owner != team:
            continue
        if review.waits(view.on) and header.state != "draft":
            text = say("The review of {day} has no decision yet.", day=say.day(review.date))
            yield Attention("due", say("Decide"), campaign, text)
    over = view.campaign.end is not None and view.campaign.end < view.on
    if header.state in ("running", "approved") and over and team in ("", header.owner):
        text = say("It ended on {day} and is not closed.", day=say.day(view.campaign.end))
        yield Attention("due", say("Close"), campaign, text)


def due_soon(view: CampaignView, team: str = "") -> list[Due]:
    """Returns the readings that are overdue or come due within a week; what is lost cannot be had any more."""
    return [
        due
        for due in view.measured.due
        if due.state is not DueState.LOST and due.due <= view.on + _WEEK and team in ("", due.team)
    ]


def due_views(view: CampaignView, dues: Iterable[Due]) -> tuple[DueView, ...]:
    """Returns readings that are due, in words."""
    return tuple(_due_view(view, due) for due in dues)


def _due_view(view: CampaignView, due: Due) -> DueView:
    say = view.say
    item = view.campaign.items.get(due.item)
    scope = [view.channel(due.channel).title] if due.channel else []
    scope += [item.title or due.item] if item else []
    lost = ""
    if due.lost_on and due.state is not DueState.LOST:
        lost = say("can be had until {day}", day=say.day(due.lost_on))
    return DueView(
        due.state.value,
        say.term(due.state.value, terms.DUE_STATES),
        view.kpi(due.kpi),
        ", ".join(scope),
        say.days(due.start, due.end),
        say.day(due.due),
        view.team(due.team),
        lost,
        due.gap,
    )
