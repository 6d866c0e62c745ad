"""Goals of the organisation: what campaigns do for each, an index of all, and a page for each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from markupsafe import Markup
from msgspec import Struct

from rencana.measure import Status, worst
from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.campaign.kpis import KPISummary, kpi_summary
from rencana.render.page import Page
from rencana.render.portfolio.index import ExcerptIndex, Need
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.glance import MOST, Glance, glance, in_order
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.subject.status import StatusView, standing
from rencana.render.text.prose import prose


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
    by_goal: dict[str, list[Service]] = {}
    for key, objective in plan.objectives.items():
        if objective.serves:
            status = view.measured.objectives[key] if view.measured.judged else None
            kpis = tuple(kpi_summary(view, kpi) for kpi in objective.yardsticks if kpi in plan.measurement.kpis)
            word = standing(view.say, status) if status else None
            service = Service(of.named, view.objective(key), word, status, kpis)
            for name in dict.fromkeys(objective.serves):
                by_goal.setdefault(name, []).append(service)
    return {name: Serving(of, tuple(services)) for name, services in by_goal.items()}


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


def in_campaigns(servings: Iterable[Serving]) -> tuple[Service, ...]:
    """Returns what serves a goal, in the order of the campaigns."""
    return tuple(service for serving in in_order(servings) for service in serving.services)


def goal_lines(portfolio: PortfolioView, services: Services) -> tuple[GoalLine, ...]:
    """Returns all goals of the portfolio, a line each."""
    return tuple(_line(portfolio, services, name) for name in portfolio.shared.goals)


def _line(portfolio: PortfolioView, services: Services, name: str) -> GoalLine:
    goals = portfolio.shared.goals
    below = [child for child, child_goal in goals.items() if child_goal.part_of == name]
    statuses = [worst(of_goal) for goal in (name, *below) if (of_goal := _statuses(services.get(goal, ())))]
    title = portfolio.goal(name)
    assert title is not None
    return GoalLine(
        title.title,
        title.url,
        standing(portfolio.say, worst(statuses)) if statuses else None,
        tuple(named for child in below if (named := portfolio.goal(child))),
        tuple(dict.fromkeys(service.campaign for service in services.get(name, ()))),
    )


def _statuses(services: Sequence[Service]) -> list[Status]:
    return [service.status for service in services if service.status]


_FEW = 12
"""So many objectives are shown of each goal where all goals stand below each other."""


def goal_views(portfolio: PortfolioView, services: Services) -> tuple[GoalView, ...]:
    """Returns all goals of the portfolio, each with the first of the objectives that serve it."""
    return tuple(goal_view(portfolio, services, name, _FEW) for name in portfolio.shared.goals)


def goal_view(portfolio: PortfolioView, services: Services, name: str, most: int = MOST) -> GoalView:
    """Returns one goal with the objectives that serve it, `most` of them in full."""
    goal, line, serving = portfolio.shared.goals[name], _line(portfolio, services, name), services.get(name, ())
    return GoalView(
        id=name,
        title=line.title,
        url=line.url,
        owner=portfolio.team(goal.owner),
        period=portfolio.say.period(goal.period, portfolio.shared),
        note=prose(goal.note) if goal.note else Markup(""),
        link=goal.link or "",
        standing=line.standing,
        parent=portfolio.goal(goal.part_of),
        children=line.children,
        services=tuple(serving[:most]),
        others=tuple(dict.fromkeys(service.campaign for service in serving[most:])),
    )


class Goals(Struct, frozen=True):
    """The index of goals."""

    home: str
    goals: tuple[GoalView, ...]


class GoalPage(Struct, frozen=True):
    """The page of a goal."""

    index: str
    goal: GoalView


def goal_index(index: ExcerptIndex) -> Iterator[Page]:
    """Yields the index of goals, where there are any."""
    goals = index.site.shared.goals
    if goals and index.campaigns:
        needs = (services_for(index, goals),)
        title = index.site.say("Goals")
        yield index.page(address.GOALS, "goals", title, goals_page, needs=needs, source=PORTFOLIO, listed=True)


def goal_pages(index: ExcerptIndex) -> Iterator[Page]:
    """Yields a page for each goal."""
    goals = index.site.shared.goals
    for name, goal in goals.items() if index.campaigns else ():
        # A goal stands as well as those that are part of it.
        family = (name, *(child for child, child_goal in goals.items() if child_goal.part_of == name))
        path, needs = address.facet_page("goal", name), (services_for(index, family),)
        yield index.page(path, "goal", goal.title, goal_page, args=(name,), needs=needs, source=PORTFOLIO)


def goals_page(portfolio: PortfolioView, services: Services) -> Goals:
    """Makes the view of the index of goals."""
    return Goals(portfolio.links.to(address.HOME), goal_views(portfolio, services))


def goal_page(portfolio: PortfolioView, name: str, services: Services) -> GoalPage:
    """Makes the view of a goal's page."""
    return GoalPage(portfolio.links.to(address.GOALS), goal_view(portfolio, services, name))


def services_for(index: ExcerptIndex, goals: Iterable[str]) -> Need[Services]:
    """Returns what serves some goals; several pages show the same."""
    needs = {goal: index.remember(("goal", goal), partial(_services_for, index, goal)) for goal in goals}

    def read() -> Services:
        return {goal: need.read() for goal, need in needs.items()}

    return Need(b"".join(need.digest for need in needs.values()), read)


def _services_for(index: ExcerptIndex, goal: str) -> Need[tuple[Service, ...]]:
    servings = index.of(Serving, goal)
    return Need(servings.digest, lambda: in_campaigns(servings.read().values()))
