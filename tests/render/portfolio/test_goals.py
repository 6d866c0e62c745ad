"""Goals: how they stand by the campaigns that serve them, and how many of these stand how."""

from collections.abc import Callable
from datetime import date

import pytest

from rencana.measure import Status
from rencana.plan.shared import Shared
from rencana.render.address import Links
from rencana.render.portfolio.goals import Service, goal_lines, servings
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.subject.status import StatusView
from rencana.render.text.say import Say

ON = date(2026, 3, 1)
PLAN = """
campaign: {{title: T, state: {state}, period: {{start: {start}, end: 2026-12-31}}}}
objectives: {{known: {{statement: Be known., serves: [fame], yardsticks: [views]}}}}
measurement: {{kpis: {{views: {{metric: views, targets: {{value: 900, by: 2026-12-31}}}}}}}}
"""


def portfolio(**goals: object) -> PortfolioView:
    """A portfolio with goals, by their fields."""
    shared = Shared.model_validate({"format": "1", "goals": goals})
    return PortfolioView(shared, Say("en"), Links("index.md"), ON)


def service(campaign: str, status: Status | None) -> Service:
    """An objective of a campaign as it stands."""
    return Service(Named(campaign), Named("O"), None, status, ())


def test_goal_counts_its_campaigns() -> None:
    """Each campaign counts once, as its worst objective that serves the goal; what has not begun is counted apart."""
    services = [
        service("a", Status.REACHED),
        service("b", Status.ON_TRACK),
        service("b", Status.REACHED),
        service("c", None),
        service("d", None),
    ]
    (line,) = goal_lines(portfolio(fame={"title": "Fame"}), {"fame": services})
    assert line.counts == "1 reached, 1 on track, 2 not begun"
    assert line.standing == StatusView("on-track", "On track")


@pytest.mark.parametrize(
    ("period", "status"),
    [(None, "at-risk"), ("2026", "at-risk"), ("2025", "missed"), ("2026-02", "missed"), ("2026-03", "at-risk")],
)
def test_goal_is_never_missed_before_its_end(period: str | None, status: str) -> None:
    """What one campaign missed, another may make up for until the goal's own last day is over."""
    fields = {"title": "Fame", **({"period": {"start": period, "end": period}} if period else {})}
    (line,) = goal_lines(portfolio(fame=fields), {"fame": [service("a", Status.MISSED), service("b", Status.REACHED)]})
    assert line.standing
    assert line.standing.status == status
    assert line.counts == "1 reached, 1 missed"


def test_larger_goal_stands_as_its_parts() -> None:
    """A goal is as the worst of those that are part of it, and counts their campaigns too."""
    goals = {"fame": {"title": "Fame"}, "young": {"title": "Young", "part_of": "fame"}}
    fame, _ = goal_lines(portfolio(**goals), {"young": [service("a", Status.BEHIND)]})
    assert fame.standing
    assert (fame.standing.status, fame.counts) == ("behind", "1 behind")


def test_goal_of_what_has_not_begun_has_no_status() -> None:
    """Where nothing has begun there is no status, and the count says why."""
    (line,) = goal_lines(portfolio(fame={"title": "Fame"}), {"fame": [service("a", None)]})
    assert (line.standing, line.counts) == (None, "1 not begun")


@pytest.mark.parametrize(
    ("state", "start", "status"),
    [
        ("draft", "2026-02-01", None),
        ("running", "2026-02-01", Status.NO_DATA),
        ("approved", "2026-09-01", None),
    ],
)
def test_service_has_a_status_once_it_has_begun(
    view_of: Callable[..., CampaignView], state: str, start: str, status: Status | None
) -> None:
    """An objective counts for its goal once its campaign is approved and a day that counts is over."""
    view = view_of(PLAN.format(state=state, start=start), portfolio="format: 1\ngoals: {fame: {title: Fame}}\n")
    (only,) = servings(view)["fame"].services
    assert only.status == status
