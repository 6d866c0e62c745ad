"""The report of the executive: the whole portfolio on one sheet, so that what needs a decision is seen in a minute."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rencana.measure import Status, urgency
from rencana.plan.frame import AT_WORK
from rencana.render import address, terms
from rencana.render.say import Say
from rencana.render.views import facet
from rencana.render.views.across import Scenes, at_campaign, tally
from rencana.render.views.facet import goal_lines
from rencana.render.views.figures import latest_figure
from rencana.render.views.reports import ReviewLine, leading, review_lines
from rencana.render.views.scene import Named, Scene, kpi_title, titles
from rencana.render.views.standing import Standing, campaign_standing, target_words, why

_ALWAYS = (Status.REACHED, Status.ON_TRACK, Status.AT_RISK, Status.BEHIND, Status.MISSED)
_MOST_CAMPAIGNS = 8
_MOST_DECISIONS = 3
_MOST_WAITING = 4
_MOST_GOALS = 5
_MOST_STEPS = 6
_MOST_SERVING = 3
_AHEAD = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many campaigns have a status."""

    status: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """A campaign in one line: its status, the KPI that decides it, and why."""

    campaign: Named
    language: str
    state: str
    state_word: str
    standing: Standing
    kpi: Named | None
    value: str
    target: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal of the organisation with how it stands; `campaigns` are how many serve it, in words."""

    title: str
    url: str
    standing: Standing | None
    campaigns: str


@dataclass(frozen=True, slots=True)
class Step:
    """Something that comes: a review, the day of a target, a beginning or an end."""

    date: date
    day: str
    campaign: Named
    language: str
    what: str


@dataclass(frozen=True, slots=True)
class Executive:
    """The report of the executive. What does not fit on a sheet is counted in the fields that begin with `more`."""

    organisation: str
    on: str
    count: int
    tallies: tuple[Tally, ...]
    not_judged: int
    lines: tuple[Line, ...]
    more_lines: int
    waiting: tuple[ReviewLine, ...]
    more_waiting: int
    decided: tuple[ReviewLine, ...]
    goals: tuple[GoalLine, ...]
    more_goals: int
    steps: tuple[Step, ...]
    index: str
    home: str


def executive(scenes: Scenes, organisation: str, today: str, index: str, home: str) -> Executive:
    """Makes the view of the executive's report."""
    judged = sorted((one for one in scenes.values() if one.measured.judged), key=_weight)
    reviews = review_lines(scenes)
    waiting = [one for one in reviews if one.state == "waiting"]
    goals = _goals(scenes)
    return Executive(
        organisation=organisation,
        on=today,
        count=len(scenes),
        tallies=_tallies(scenes),
        not_judged=len(scenes) - len(judged),
        lines=tuple(_line(scene) for scene in judged[:_MOST_CAMPAIGNS]),
        more_lines=max(0, len(judged) - _MOST_CAMPAIGNS),
        waiting=tuple(waiting[:_MOST_WAITING]),
        more_waiting=max(0, len(waiting) - _MOST_WAITING),
        decided=tuple(one for one in reviews if one.state == "decided")[:_MOST_DECISIONS],
        goals=goals[:_MOST_GOALS],
        more_goals=max(0, len(goals) - _MOST_GOALS),
        steps=tuple(sorted(_steps(scenes), key=lambda one: (one.date, one.campaign.title, one.what))[:_MOST_STEPS]),
        index=index,
        home=home,
    )


def _tallies(scenes: Scenes) -> tuple[Tally, ...]:
    first = next(iter(scenes.values()), None)
    found = tally(scenes)
    seen = (*_ALWAYS, *(status for status in Status if status not in _ALWAYS and found[status]))
    words = first.say.term if first else None
    return tuple(Tally(one.value, words(one.value, terms.STATUSES), found[one]) for one in seen) if words else ()


def _weight(scene: Scene) -> tuple[bool, int, int, str]:
    """What can still be changed comes first, and of that the worst; what is over follows, the latest first."""
    campaign = scene.campaign
    at_work = campaign.plan.campaign.state in AT_WORK
    end = -(campaign.end or date.max).toordinal()
    return not at_work, urgency(scene.measured.status) if at_work else 0, end, campaign.id


def _line(scene: Scene) -> Line:
    say, campaign = scene.say, scene.campaign
    frame, one, known = campaign.plan.campaign, leading(scene), campaign_standing(scene)
    assert known is not None
    kpi, value, target, by = None, "", "", ""
    if one:
        kpi = scene.kpi(one.id)
        value = latest_figure(scene, one).value
        target, by = target_words(scene, one)
    named = Named(frame.title, scene.links.to(address.campaign_page(campaign.id, "report")))
    state = say.term(frame.state, terms.STATES)
    because = why(scene, one) if one else say("It has no KPI; it is judged by its signs.")
    return Line(named, campaign.language, frame.state, state, known, kpi, value, target, by, because)


def _goals(scenes: Scenes) -> tuple[GoalLine, ...]:
    first = next(iter(scenes.values()), None)
    return tuple(_goal(first.say, one) for one in goal_lines(scenes)) if first else ()


def _goal(say: Say, one: facet.GoalLine) -> GoalLine:
    shown = titles(one.campaigns[:_MOST_SERVING])
    if len(one.campaigns) > _MOST_SERVING:
        shown.append(say("{count} more", count=len(one.campaigns) - _MOST_SERVING))
    return GoalLine(one.title, one.url, one.standing, say.list(shown) if shown else say("no campaign serves it"))


def _steps(scenes: Scenes) -> Iterator[Step]:
    """Yields what comes within a month."""
    for scene in scenes.values():
        if scene.campaign.plan.campaign.state in ("draft", "stopped"):
            continue
        found = {
            (day, what): Step(day, scene.say.day(day), at_campaign(scene), scene.campaign.language, what)
            for day, what in (*_edges(scene), *_targets(scene), *_coming(scene))
            if day and scene.on < day <= scene.on + _AHEAD
        }
        yield from found.values()


def _edges(scene: Scene) -> Iterator[tuple[date | None, str]]:
    if scene.campaign.plan.campaign.state in AT_WORK:
        yield scene.campaign.start, scene.say("It begins.")
        yield scene.campaign.end, scene.say("It ends.")


def _targets(scene: Scene) -> Iterator[tuple[date | None, str]]:
    days: dict[date, list[str]] = {}
    for name, one in scene.measured.kpis.items():
        for known in one.targets:
            if known.aim.day and not known.aim.stretch and known.aim.day >= scene.on:
                days.setdefault(known.aim.day, []).append(kpi_title(scene.campaign, name, scene.say.language))
    for day, names in days.items():
        if scene.campaign.plan.campaign.state in AT_WORK:
            yield day, scene.say("Targets are due: {kpis}.", kpis=scene.say.list(list(dict.fromkeys(names))))


def _coming(scene: Scene) -> Iterator[tuple[date | None, str]]:
    for review in scene.campaign.plan.reviews.values():
        if not review.decision and review.date:
            team = scene.team(review.owner)
            words = scene.say("Review, {team} decides.", team=team) if team else scene.say("Review.")
            yield review.date, words
