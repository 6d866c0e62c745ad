"""Pages of what campaigns have in common: a state, a team, a goal, a tag, a year; a filter that needs no script."""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from rencana.measure import Status, worst
from rencana.render import address
from rencana.render.campaign.attention import DueView, decisions, due_soon, due_views
from rencana.render.campaign.card import Facet, Shown
from rencana.render.campaign.kpis import KPISummary, kpi_summary
from rencana.render.campaign.reviews import ReviewView, review_views
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.glance import MOST, Glance, glance, in_order
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.subject.status import StatusView, standing
from rencana.render.text import terms
from rencana.render.text.prose import prose


class FacetPage(Struct, frozen=True):
    """All campaigns that have one value of a facet."""

    kind: str
    title: str
    home: str
    campaigns: Shown
    facets: tuple[Facet, ...]


def facet_page(
    portfolio: PortfolioView, campaigns: Shown, kind: str, title: str, facets: tuple[Facet, ...]
) -> FacetPage:
    """Makes the view of a facet's page from the campaigns that have its value; `facets` are those of all campaigns."""
    return FacetPage(portfolio.say(terms.FACETS[kind]), title, portfolio.links.to(address.HOME), campaigns, facets)


class Service(Struct, frozen=True):
    """An objective that serves a goal, with its campaign and its yardsticks; `status` is None until it is judged."""

    campaign: Named
    objective: Named
    standing: StatusView | None
    status: Status | None
    kpis: tuple[KPISummary, ...]


class Serving(Struct, frozen=True):
    """What a campaign does for one goal of the organisation."""

    of: Glance
    services: tuple[Service, ...]


def servings(view: CampaignView) -> dict[str, Serving]:
    """Returns what a campaign does for the goals of the organisation, by goal."""
    plan, of = view.campaign.plan, glance(view)
    found: dict[str, list[Service]] = {}
    for key, objective in plan.objectives.items():
        if objective.serves:
            status = view.measured.objectives[key] if view.measured.judged else None
            kpis = tuple(kpi_summary(view, kpi) for kpi in objective.yardsticks if kpi in plan.measurement.kpis)
            word = standing(view.say, status) if status else None
            service = Service(of.named, view.objective(key), word, status, kpis)
            for name in dict.fromkeys(objective.serves):
                found.setdefault(name, []).append(service)
    return {name: Serving(of, tuple(some)) for name, some in found.items()}


class GoalView(Struct, frozen=True):
    """A goal of the organisation with what serves it. `status` is that of its worst objective.

    `services` are as many as its page has room for; `others` are the campaigns of the rest.
    """

    id: str
    title: str
    url: str
    owner: Named
    period: str
    note: Markup
    link: str
    standing: StatusView | None
    parent: Named | None
    children: tuple[Named, ...]
    services: tuple[Service, ...]
    others: tuple[Named, ...]


class GoalLine(Struct, frozen=True):
    """A goal in one line: how it stands, and which campaigns serve it."""

    title: str
    url: str
    standing: StatusView | None
    children: tuple[Named, ...]
    campaigns: tuple[Named, ...]


Services = Mapping[str, Sequence[Service]]
"""What serves each goal, in the order of the campaigns."""


def in_campaigns(found: Iterable[Serving]) -> tuple[Service, ...]:
    """Returns what serves a goal, in the order of the campaigns."""
    return tuple(service for one in in_order(found) for service in one.services)


def goal_lines(portfolio: PortfolioView, services: Services) -> tuple[GoalLine, ...]:
    """Returns all goals of the portfolio, a line each."""
    return tuple(_line(portfolio, services, name) for name in portfolio.shared.goals)


def _line(portfolio: PortfolioView, services: Services, name: str) -> GoalLine:
    known = portfolio.shared.goals
    below = [child for child, other in known.items() if other.part_of == name]
    own = [worst(found) for one in (name, *below) if (found := _statuses(services.get(one, ())))]
    title = portfolio.goal(name)
    assert title is not None
    return GoalLine(
        title.title,
        title.url,
        standing(portfolio.say, worst(own)) if own else None,
        tuple(made for child in below if (made := portfolio.goal(child))),
        tuple(dict.fromkeys(one.campaign for one in services.get(name, ()))),
    )


def _statuses(services: Sequence[Service]) -> list[Status]:
    return [one.status for one in services if one.status]


_FEW = 12
"""So many objectives are shown of each goal where all goals stand below each other."""


def goal_views(portfolio: PortfolioView, services: Services) -> tuple[GoalView, ...]:
    """Returns all goals of the portfolio, each with the first of the objectives that serve it."""
    return tuple(goal_view(portfolio, services, name, _FEW) for name in portfolio.shared.goals)


def goal_view(portfolio: PortfolioView, services: Services, name: str, most: int = MOST) -> GoalView:
    """Returns one goal with the objectives that serve it, `most` of them in full."""
    one, line, own = portfolio.shared.goals[name], _line(portfolio, services, name), services.get(name, ())
    return GoalView(
        id=name,
        title=line.title,
        url=line.url,
        owner=portfolio.team(one.owner),
        period=portfolio.say.period(one.period, portfolio.shared),
        note=prose(one.note) if one.note else Markup(""),
        link=one.link or "",
        standing=line.standing,
        parent=portfolio.goal(one.part_of),
        children=line.children,
        services=tuple(own[:most]),
        others=tuple(dict.fromkeys(service.campaign for service in own[most:])),
    )


class Duty(Struct, frozen=True):
    """What one team has to do in a campaign, and what it does there."""

    of: Glance
    channels: tuple[Named, ...]
    due: tuple[DueView, ...]
    waiting: tuple[str, ...]
    decided: tuple[ReviewView, ...]
    owns: bool
    answers: bool


def duties(view: CampaignView) -> dict[str, Duty]:
    """Returns what each team has to do in a campaign; those that have nothing to do there are left out."""
    found = {name: _duty(view, name) for name in view.campaign.shared.teams}
    nothing = Duty(glance(view), (), (), (), (), owns=False, answers=False)
    return {name: one for name, one in found.items() if one != nothing}


def _duty(view: CampaignView, team: str) -> Duty:
    plan = view.campaign.plan
    return Duty(
        of=glance(view),
        channels=view.channels(key for key, one in plan.channels.items() if one.owner == team),
        due=due_views(view, due_soon(view, team)),
        waiting=tuple(one.text for one in decisions(view, team=team)),
        decided=tuple(one for one in review_views(view, team=team) if one.decision),
        owns=plan.campaign.owner == team,
        answers=plan.interaction.team == team,
    )


class TeamView(Struct, frozen=True):
    """A team with what it answers for: campaigns, channels, readings that are due, decisions that wait."""

    id: str
    title: str
    url: str
    contact: str
    campaigns: tuple[Named, ...]
    cards: Shown
    channels: tuple[tuple[Named, tuple[Named, ...]], ...]
    due: tuple[tuple[Named, tuple[DueView, ...]], ...]
    waiting: tuple[tuple[Named, str], ...]
    decided: tuple[tuple[Named, ReviewView], ...]
    answers: tuple[Named, ...]


def team_view(portfolio: PortfolioView, cards: Shown, every: Sequence[Duty], name: str) -> TeamView:
    """Returns one team with what it answers for; `cards` are its campaigns, where they are shown."""
    team, own = portfolio.shared.teams[name], portfolio.team(name)
    seen = [(one.of, one) for one in in_order(every)]
    owned = [of for of, duty in seen if duty.owns]
    return TeamView(
        id=name,
        title=own.title,
        url=own.url,
        contact=team.contact or "",
        campaigns=tuple(of.named for of in owned),
        cards=cards,
        channels=tuple((of.named, duty.channels) for of, duty in seen if duty.channels),
        due=tuple((of.named, duty.due) for of, duty in seen if duty.due),
        waiting=tuple((of.named, text) for of, duty in seen for text in duty.waiting),
        decided=tuple((of.named, one) for of, duty in seen for one in duty.decided),
        answers=tuple(of.named for of, duty in seen if duty.answers),
    )


class Goals(Struct, frozen=True):
    """The index of goals."""

    home: str
    goals: tuple[GoalView, ...]


class GoalPage(Struct, frozen=True):
    """The page of a goal."""

    index: str
    goal: GoalView


class Teams(Struct, frozen=True):
    """The index of teams."""

    home: str
    teams: tuple[TeamView, ...]


class TeamPage(Struct, frozen=True):
    """The page of a team."""

    index: str
    team: TeamView
