"""Pages of what campaigns have in common: a state, a team, a goal, a tag, a year; a filter that needs no script."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from rencana.measure import Status, goal, worst
from rencana.plan.shared import Goal
from rencana.render import address, terms
from rencana.render.views.across import Scenes, at_campaign, in_order
from rencana.render.views.attention import decisions, due_this_week
from rencana.render.views.card import Card, Facet, card, facets
from rencana.render.views.dues import DueView
from rencana.render.views.figures import KPIView, kpi_view
from rencana.render.views.overview import ReviewView, reviews
from rencana.render.views.scene import Named, Scene
from rencana.render.views.standing import Standing, standing


@dataclass(frozen=True, slots=True)
class FacetPage:
    """All campaigns that have one value of a facet."""

    kind: str
    title: str
    home: str
    cards: tuple[Card, ...]
    facets: tuple[Facet, ...]


def facet_page(scenes: Scenes, kind: str, title: str, home: str, keys: frozenset[str]) -> FacetPage:
    """Makes the view of a facet's page; `keys` are the campaigns that have its value."""
    ordered = in_order(scenes)
    cards = tuple(card(scene) for scene in ordered if scene.campaign.id in keys)
    return FacetPage(next(iter(scenes.values())).say(terms.FACETS[kind]), title, home, cards, facets(ordered))


@dataclass(frozen=True, slots=True)
class Service:
    """An objective that serves a goal, with its campaign and its yardsticks."""

    campaign: Named
    objective: Named
    statement: Markup
    standing: Standing | None
    kpis: tuple[KPIView, ...]


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal of the organisation with what serves it. `status` is that of its worst objective."""

    id: str
    title: str
    url: str
    owner: Named
    period: str
    note: Markup
    link: str
    standing: Standing | None
    parent: Named | None
    children: tuple[Named, ...]
    campaigns: tuple[Named, ...]
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal in one line: how it stands, and which campaigns serve it."""

    title: str
    url: str
    standing: Standing | None
    children: tuple[Named, ...]
    campaigns: tuple[Named, ...]


def goal_lines(scenes: Scenes) -> tuple[GoalLine, ...]:
    """Returns all goals of the portfolio, a line each."""
    first = next(iter(scenes.values()), None)
    return tuple(_line(scenes, name) for name in first.campaign.shared.goals) if first else ()


def _line(scenes: Scenes, name: str) -> GoalLine:
    first = next(iter(scenes.values()))
    known = first.campaign.shared.goals
    below = [child for child, other in known.items() if other.part_of == name]
    statuses = [status for one in (name, *below) if (status := _status(scenes, one))]
    return GoalLine(
        known[name].title,
        first.links.to(address.facet_page("goal", name)),
        standing(first, worst(statuses)) if statuses else None,
        tuple(made for child in below if (made := _goal(first, known, child))),
        tuple(dict.fromkeys(at_campaign(scene) for scene, _ in _serving(scenes, name))),
    )


def goal_views(scenes: Scenes) -> tuple[GoalView, ...]:
    """Returns all goals of the portfolio."""
    first = next(iter(scenes.values()), None)
    return tuple(goal_view(scenes, name) for name in first.campaign.shared.goals) if first else ()


def goal_view(scenes: Scenes, name: str) -> GoalView:
    """Returns one goal with the objectives that serve it."""
    first = next(iter(scenes.values()))
    known = first.campaign.shared.goals
    one, line = known[name], _line(scenes, name)
    return GoalView(
        id=name,
        title=line.title,
        url=line.url,
        owner=_team(first, one.owner),
        period=first.say.period(one.period, first.campaign),
        note=first.text(one.note),
        link=one.link or "",
        standing=line.standing,
        parent=_goal(first, known, one.part_of),
        children=line.children,
        campaigns=line.campaigns,
        services=tuple(_services(scenes, name)),
    )


def _status(scenes: Scenes, name: str) -> Status | None:
    return goal(name, (scene.measured for scene in scenes.values()))


def _goal(scene: Scene, known: Mapping[str, Goal], name: str | None) -> Named | None:
    return (
        Named(known[name].title, scene.links.to(address.facet_page("goal", name))) if name in known and name else None
    )


def _team(scene: Scene, name: str | None) -> Named:
    return Named(scene.team(name), scene.links.to(address.facet_page("team", name))) if name else Named("")


def _serving(scenes: Scenes, name: str) -> Iterator[tuple[Scene, str]]:
    """Yields the objectives that serve a goal, each with its campaign."""
    for scene in in_order(scenes):
        for key, objective in scene.campaign.plan.objectives.items():
            if name in objective.serves:
                yield scene, key


def _services(scenes: Scenes, name: str) -> Iterator[Service]:
    for scene, key in _serving(scenes, name):
        plan = scene.campaign.plan
        objective = plan.objectives[key]
        yield Service(
            at_campaign(scene),
            scene.objective(key),
            scene.text(objective.statement),
            standing(scene, scene.measured.objectives[key]) if scene.measured.judged else None,
            tuple(kpi_view(scene, kpi) for kpi in objective.yardsticks if kpi in plan.measurement.kpis),
        )


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team with what it answers for: campaigns, channels, readings that are due, decisions that wait."""

    id: str
    title: str
    url: str
    contact: str
    cards: tuple[Card, ...]
    channels: tuple[tuple[Named, tuple[Named, ...]], ...]
    due: tuple[tuple[Named, tuple[DueView, ...]], ...]
    waiting: tuple[tuple[Named, str], ...]
    decided: tuple[tuple[Named, ReviewView], ...]
    answers: tuple[Named, ...]


def team_view(scenes: Scenes, name: str) -> TeamView:
    """Returns one team with what it answers for."""
    first = next(iter(scenes.values()))
    team, ordered = first.campaign.shared.teams[name], in_order(scenes)
    return TeamView(
        id=name,
        title=team.title,
        url=first.links.to(address.facet_page("team", name)),
        contact=team.contact or "",
        cards=tuple(card(scene) for scene in ordered if scene.campaign.plan.campaign.owner == name),
        channels=tuple(
            (at_campaign(scene), own)
            for scene in ordered
            if (own := scene.channels(key for key, one in scene.campaign.plan.channels.items() if one.owner == name))
        ),
        due=due_this_week(scenes, team=name),
        waiting=tuple((at_campaign(scene), one.text) for scene in ordered for one in decisions(scene, team=name)),
        decided=tuple(
            (at_campaign(scene), one) for scene in ordered for one in reviews(scene, team=name) if one.decision
        ),
        answers=tuple(at_campaign(scene) for scene in ordered if scene.campaign.plan.interaction.team == name),
    )


@dataclass(frozen=True, slots=True)
class Goals:
    """The index of goals."""

    home: str
    goals: tuple[GoalView, ...]


@dataclass(frozen=True, slots=True)
class GoalPage:
    """The page of a goal."""

    index: str
    goal: GoalView


@dataclass(frozen=True, slots=True)
class Teams:
    """The index of teams."""

    home: str
    teams: tuple[TeamView, ...]


@dataclass(frozen=True, slots=True)
class TeamPage:
    """The page of a team."""

    index: str
    team: TeamView
