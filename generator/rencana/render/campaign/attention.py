"""What somebody should look at, the most urgent first: plans, numbers, readings, decisions."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from msgspec import Struct

from rencana.derive import golden_thread
from rencana.finding import Severity
from rencana.measure import LAGGING, Due, DueState
from rencana.plan.header import AT_WORK
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.glance import at_campaign
from rencana.render.subject.status import why
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


def most_urgent_first(found: Iterable[Attention]) -> tuple[Attention, ...]:
    """Returns what needs attention, the most urgent first."""
    return tuple(sorted(found, key=lambda one: _KINDS.index(one.kind)))


def urgent(view: CampaignView) -> Iterator[Attention]:
    """Yields what needs attention in a campaign."""
    say, named = view.say, at_campaign(view)
    for finding in view.findings:
        if finding.severity is Severity.ERROR:
            yield Attention("error", say("Error"), named, finding.message)
    if view.campaign.plan.campaign.state in AT_WORK:
        yield from _numbers(view, named)
    yield from decisions(view)
    for key, title, _, because in terms.STAGES:
        if view.campaign.plan.campaign.state != "draft" and not golden_thread.stages(view.campaign.plan)[key]:
            yield Attention("gap", say(title), named, say(because))


def _numbers(view: CampaignView, named: Named) -> Iterator[Attention]:
    """Yields KPIs that are behind, and those whose reading is overdue."""
    say = view.say
    for name, one in view.measured.kpis.items():
        if one.status in LAGGING:
            label = say.term(one.status.value, terms.STATUSES)
            yield Attention(one.status.value, label, named, why(view, one), (view.kpi(name),))
    stale = tuple(view.kpi(name) for name, one in view.measured.kpis.items() if one.stale)
    if stale:
        yield Attention("overdue", say(terms.STALE), named, "", stale)


def decisions(view: CampaignView, team: str = "") -> Iterator[Attention]:
    """Yields reviews that wait for a decision, and campaigns that wait to be closed; of one team, where it is named."""
    say, header, named = view.say, view.campaign.plan.campaign, at_campaign(view)
    for review in view.campaign.plan.reviews.values():
        if team and review.owner != team:
            continue
        if review.waits(view.on) and header.state != "draft":
            text = say("The review of {day} has no decision yet.", day=say.day(review.date))
            yield Attention("due", say("Decide"), named, text)
    over = view.campaign.end is not None and view.campaign.end < view.on
    if header.state in ("running", "approved") and over and team in ("", header.owner):
        text = say("It ended on {day} and is not closed.", day=say.day(view.campaign.end))
        yield Attention("due", say("Close"), named, text)


def due_soon(view: CampaignView, team: str = "") -> list[Due]:
    """Returns the readings that are overdue or come due within a week; what is lost cannot be had any more."""
    near = (one for one in view.measured.due if one.state is not DueState.LOST and one.due <= view.on + _WEEK)
    return [one for one in near if team in ("", one.team)]
