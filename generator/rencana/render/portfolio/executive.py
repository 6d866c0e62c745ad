"""The report of the executive: the whole portfolio on one sheet, so that what needs a decision is seen in a minute."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from rencana.measure import Status, urgency
from rencana.plan.header import AT_WORK
from rencana.render import address
from rencana.render.campaign.figures import latest_figure
from rencana.render.campaign.report_parts import ReviewLine, leading, lines_of, sorted_reviews
from rencana.render.portfolio import facets
from rencana.render.portfolio.facets import Services, goal_lines
from rencana.render.portfolio.home import tally
from rencana.render.subject.campaign import Named, Scene, kpi_title, titles
from rencana.render.subject.glance import Glance, at_campaign, glance, in_order
from rencana.render.subject.portfolio import Whole
from rencana.render.subject.status import Standing, campaign_standing, target_words, why
from rencana.render.text import terms
from rencana.render.text.say import Say

_ALWAYS = (Status.REACHED, Status.ON_TRACK, Status.AT_RISK, Status.BEHIND, Status.MISSED)
_MOST_CAMPAIGNS = 8
_MOST_DECISIONS = 3
_MOST_WAITING = 4
_MOST_GOALS = 5
_MOST_STEPS = 6
_MOST_SERVING = 3
_AHEAD = timedelta(days=31)


class Tally(Struct, frozen=True):
    """How many campaigns have a status."""

    status: str
    word: str
    count: int


class Line(Struct, frozen=True):
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


class GoalLine(Struct, frozen=True):
    """A goal of the organisation with how it stands; `campaigns` are how many serve it, in words."""

    title: str
    url: str
    standing: Standing | None
    campaigns: str


class Step(Struct, frozen=True):
    """Something that comes: a review, the day of a target, a beginning or an end."""

    date: date
    day: str
    campaign: Named
    language: str
    what: str


class Executive(Struct, frozen=True):
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


class Sheet(Struct, frozen=True):
    """What the executive's report says of a campaign: its line where it is judged, its reviews, what comes next.

    `weight` puts the line among others: what can still be changed comes first, and of that the worst; what is over
    follows, the latest first.
    """

    of: Glance
    weight: tuple[bool, int, int, str]
    line: Line | None
    reviews: tuple[ReviewLine, ...]
    steps: tuple[Step, ...]


def sheet(scene: Scene) -> Sheet:
    """Returns what the executive's report says of a campaign."""
    line = _line(scene) if scene.measured.judged else None
    return Sheet(glance(scene), _weight(scene), line, tuple(lines_of(scene)), tuple(_steps(scene)))


def executive(whole: Whole, sheets: Sequence[Sheet], services: Services, organisation: str) -> Executive:
    """Makes the view of the executive's report."""
    judged = [one.line for one in sorted(sheets, key=lambda one: one.weight) if one.line]
    reviews = sorted_reviews(line for one in in_order(sheets) for line in one.reviews)
    waiting = [one for one in reviews if one.state == "waiting"]
    goals = tuple(_goal(whole.say, one) for one in goal_lines(whole, services)) if sheets else ()
    steps = sorted(
        (one for each in sheets for one in each.steps), key=lambda one: (one.date, one.campaign.title, one.what)
    )
    return Executive(
        organisation=organisation,
        on=whole.say.day(whole.on),
        count=len(sheets),
        tallies=_tallies(whole, sheets) if sheets else (),
        not_judged=len(sheets) - len(judged),
        lines=tuple(judged[:_MOST_CAMPAIGNS]),
        more_lines=max(0, len(judged) - _MOST_CAMPAIGNS),
        waiting=tuple(waiting[:_MOST_WAITING]),
        more_waiting=max(0, len(waiting) - _MOST_WAITING),
        decided=tuple(one for one in reviews if one.state == "decided")[:_MOST_DECISIONS],
        goals=goals[:_MOST_GOALS],
        more_goals=max(0, len(goals) - _MOST_GOALS),
        steps=tuple(steps[:_MOST_STEPS]),
        index=whole.links.to(address.REPORTS),
        home=whole.links.to(address.HOME),
    )


def _tallies(whole: Whole, sheets: Sequence[Sheet]) -> tuple[Tally, ...]:
    found = tally(sheets)
    seen = (*_ALWAYS, *(status for status in Status if status not in _ALWAYS and found[status]))
    return tuple(Tally(one.value, whole.say.term(one.value, terms.STATUSES), found[one]) for one in seen)


def _weight(scene: Scene) -> tuple[bool, int, int, str]:
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


def _goal(say: Say, one: facets.GoalLine) -> GoalLine:
    shown = titles(one.campaigns[:_MOST_SERVING])
    if len(one.campaigns) > _MOST_SERVING:
        shown.append(say("{count} more", count=len(one.campaigns) - _MOST_SERVING))
    return GoalLine(one.title, one.url, one.standing, say.list(shown) if shown else say("no campaign serves it"))


def _steps(scene: Scene) -> Iterator[Step]:
    """Yields what comes within a month."""
    if scene.campaign.plan.campaign.state in ("draft", "stopped"):
        return
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
