"""Goals of the organisation: what campaigns do for each, an index of all, and a page for each."""

from collections import Counter
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
from rencana.render.subject.status import StatusView, has_begun, objective_standing, standing
from rencana.render.text import terms
from rencana.render.text.prose import prose
from rencana.render.text.say import Say


class Service(Struct, frozen=True):
    """An objective that serves a goal, with its campaign and its yardsticks.

    `status` is None before anything that counts has begun, and while the plan is not approved.
    """

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
            is_judged = view.measured.judged and has_begun(view, objective.yardsticks)
            status = view.measured.objectives[key] if is_judged else None
            kpis = tuple(kpi_summary(view, kpi) for kpi in objective.yardsticks if kpi in plan.measurement.kpis)
            service = Service(of.named, view.objective(key), objective_standing(view, key), status, kpis)
            for name in dict.fromkeys(objective.serves):
                by_goal.setdefault(name, []).append(service)
    return {name: Serving(of, tuple(services)) for name, services in by_goal.items()}


class GoalView(Struct, frozen=True):
    """A goal of the organisation with what serves it; `counts` says how its campaigns stand.

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
    counts: str
    parent: Named | None
    children: tuple[Named, ...]
    services: tuple[Service, ...]
    others: tuple[Named, ...]


class GoalLine(Struct, frozen=True):
    """A goal in one line: how it stands, how its campaigns do, and which they are."""

    title: str
    url: str
    standing: StatusView | None
    counts: str
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
    statuses = [status for goal in (name, *below) if (status := _status(portfolio, goal, services.get(goal, ())))]
    serving = [service for goal in (name, *below) for service in services.get(goal, ())]
    title = portfolio.goal(name)
    assert title is not None
    return GoalLine(
        title.title,
        title.url,
        standing(portfolio.say, worst(statuses)) if statuses else None,
        _counts(portfolio.say, serving),
        tuple(named for child in below if (named := portfolio.goal(child))),
        tuple(dict.fromkeys(service.campaign for service in services.get(name, ()))),
    )


def _status(portfolio: PortfolioView, name: str, services: Sequence[Service]) -> Status | None:
    """Returns how a goal stands: as the worst of what has begun; never missed before its own end."""
    statuses = [service.status for service in services if service.status]
    if not statuses:
        return None
    period = portfolio.shared.goals[name].period
    end = period.last_day(portfolio.shared.calendar) if period else None
    is_over = end is not None and end < portfolio.on
    # What a campaign missed, another one may still make up for.
    return worst(Status.AT_RISK if status is Status.MISSED and not is_over else status for status in statuses)


def _counts(say: Say, services: Iterable[Service]) -> str:
    """Returns how many campaigns stand how, the best first, and how many have not begun."""
    by_campaign: dict[Named, list[Status]] = {}
    for service in services:
        by_campaign.setdefault(service.campaign, []).extend([service.status] if service.status else [])
    counts = Counter(worst(statuses).value if statuses else "not-begun" for statuses in by_campaign.values())
    return ", ".join(say(words, count=counts[key]) for key, words in terms.CAMPAIGN_COUNTS.items() if counts[key])


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
        counts=line.counts,
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
