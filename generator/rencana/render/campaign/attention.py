"""What somebody should look at, the most urgent first: plans, numbers, readings, decisions."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from msgspec import Struct

from rencana.derive import golden_thread
from rencana.finding import Severity
from rencana.measure import LAGGING, Due, DueState
from rencana.plan.header import AT_WORK
from rencana.render.subject.campaign import Named, Scene
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


def urgent(scene: Scene) -> Iterator[Attention]:
    """Yields what needs attention in a campaign."""
    say, named = scene.say, at_campaign(scene)
    for finding in scene.findings:
        if finding.severity is Severity.ERROR:
            yield Attention("error", say("Error"), named, finding.message)
    if scene.campaign.plan.campaign.state in AT_WORK:
        yield from _numbers(scene, named)
    yield from decisions(scene)
    for key, title, _, because in terms.STAGES:
        if scene.campaign.plan.campaign.state != "draft" and not golden_thread.stages(scene.campaign.plan)[key]:
            yield Attention("gap", say(title), named, say(because))


def _numbers(scene: Scene, named: Named) -> Iterator[Attention]:
    """Yields KPIs that are behind, and those whose reading is overdue."""
    say = scene.say
    for name, one in scene.measured.kpis.items():
        if one.status in LAGGING:
            label = say.term(one.status.value, terms.STATUSES)
            yield Attention(one.status.value, label, named, why(scene, one), (scene.kpi(name),))
    stale = tuple(scene.kpi(name) for name, one in scene.measured.kpis.items() if one.stale)
    if stale:
        yield Attention("overdue", say(terms.STALE), named, "", stale)


def decisions(scene: Scene, team: str = "") -> Iterator[Attention]:
    """Yields reviews that wait for a decision, and campaigns that wait to be closed; of one team, where it is named."""
    say, frame, named = scene.say, scene.campaign.plan.campaign, at_campaign(scene)
    for review in scene.campaign.plan.reviews.values():
        if team and review.owner != team:
            continue
        if review.waits(scene.on) and frame.state != "draft":
            text = say("The review of {day} has no decision yet.", day=say.day(review.date))
            yield Attention("due", say("Decide"), named, text)
    over = scene.campaign.end is not None and scene.campaign.end < scene.on
    if frame.state in ("running", "approved") and over and team in ("", frame.owner):
        text = say("It ended on {day} and is not closed.", day=say.day(scene.campaign.end))
        yield Attention("due", say("Close"), named, text)


def due_soon(scene: Scene, team: str = "") -> list[Due]:
    """Returns the readings that are overdue or come due within a week; what is lost cannot be had any more."""
    near = (one for one in scene.measured.due if one.state is not DueState.LOST and one.due <= scene.on + _WEEK)
    return [one for one in near if team in ("", one.team)]
