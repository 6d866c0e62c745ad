"""The home of the portfolio: what needs attention, all campaigns, their time, what comes next, the goals served."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from rencana.finding import Severity
from rencana.measure import goal as measured_goal
from rencana.plan import thread
from rencana.render import terms
from rencana.render.views.across import Scenes, at_campaign, in_order
from rencana.render.views.agenda import Entry, upcoming
from rencana.render.views.attention import Attention, attention, due_this_week
from rencana.render.views.dues import DueView
from rencana.render.views.figures import KPIView, kpi_view
from rencana.render.views.head import proofs
from rencana.render.views.scene import Named, Scene
from rencana.render.views.standing import Standing, campaign_standing, standing
from rencana.render.views.timeline import Stretch, Timeline, draw


@dataclass(frozen=True, slots=True)
class Card:
    """A campaign on the home page."""

    id: str
    title: str
    url: str
    language: str
    state: str
    state_word: str
    standing: Standing | None
    period: str
    owner: str
    summary: Markup
    kpis: tuple[KPIView, ...]
    stages: tuple[tuple[str, bool], ...]
    tags: tuple[str, ...]
    errors: int


@dataclass(frozen=True, slots=True)
class Home:
    """The home of the portfolio."""

    title: str
    organisation: str
    on: str
    cards: tuple[Card, ...]
    broken: tuple[Named, ...]
    attention: tuple[Attention, ...]
    timeline: Timeline | None
    next_items: tuple[tuple[Named, Entry], ...]
    due: tuple[tuple[Named, tuple[DueView, ...]], ...]
    goals: tuple[tuple[str, tuple[Named, ...], Standing | None], ...]
    for_authors: bool
    """Whether the page tells of faults in plans; what it does not look for it must not deny."""


_MOST_KPIS = 3
_MOST_NEXT = 8


def home(scenes: Scenes, broken: tuple[Named, ...], organisation: str, today: str, *, for_authors: bool) -> Home:
    """Makes the view of the home page."""
    cards = tuple(_card(scene) for scene in in_order(scenes))
    return Home(
        title=organisation,
        organisation=organisation,
        on=today,
        cards=cards,
        broken=broken,
        attention=attention(scenes),
        due=due_this_week(scenes),
        timeline=_timeline(scenes),
        next_items=_next(scenes),
        goals=tuple(_goals(scenes)),
        for_authors=for_authors,
    )


def _card(scene: Scene) -> Card:
    frame, campaign = scene.campaign.plan.campaign, scene.campaign
    named = at_campaign(scene)
    states = thread.stages(campaign.plan)
    return Card(
        id=campaign.id,
        title=named.title,
        url=named.url,
        language=campaign.language,
        state=frame.state,
        state_word=scene.say.term(frame.state, terms.STATES),
        standing=campaign_standing(scene),
        period=scene.say.period(frame.period, campaign),
        owner=scene.team(frame.owner),
        summary=scene.text(frame.summary),
        kpis=tuple(kpi_view(scene, name) for name in proofs(campaign)[:_MOST_KPIS]),
        stages=tuple((scene.say(title), states[key]) for key, title, _, _ in terms.STAGES),
        tags=frame.tags,
        errors=sum(finding.severity is Severity.ERROR for finding in scene.findings),
    )


def _timeline(scenes: Scenes) -> Timeline | None:
    any_scene = next(iter(scenes.values()), None)
    if any_scene is None:
        return None
    stretches = [
        Stretch(f"state-{one.campaign.plan.campaign.state}", one.campaign.plan.campaign.title, start, end)
        for one in scenes.values()
        if (start := one.campaign.start) and (end := one.campaign.end)
    ]
    stretches.sort(key=lambda one: (one.start, one.end, one.title))
    return draw(any_scene.say("Campaigns over time"), stretches, any_scene)


def _next(scenes: Scenes) -> tuple[tuple[Named, Entry], ...]:
    pairs = [(at_campaign(scene), entry) for scene in in_order(scenes) for entry in upcoming(scene)]
    return tuple(sorted(pairs, key=lambda pair: pair[1].moment)[:_MOST_NEXT])


def _goals(scenes: Scenes) -> Iterator[tuple[str, tuple[Named, ...], Standing | None]]:
    first = next(iter(scenes.values()), None)
    for name, goal in first.campaign.shared.goals.items() if first else ():
        serving = [
            scene
            for scene in scenes.values()
            if any(name in objective.serves for objective in scene.campaign.plan.objectives.values())
        ]
        status = measured_goal(name, (scene.measured for scene in serving))
        known = standing(first, status) if first and status else None
        yield goal.title, tuple(at_campaign(scene) for scene in serving), known
