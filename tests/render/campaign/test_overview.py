"""The plan on a page: its objectives with their proofs, its money, its files and who takes part."""

from collections.abc import Callable

import pytest

from rencana.render.campaign.overview import budget_row, overview
from rencana.render.subject.campaign import CampaignView

ViewOf = Callable[..., CampaignView]
PORTFOLIO = "currency: IDR\n"
PLAN = """campaign:
  title: Iced
  state: running
  summary: Ice for all.
  note: Keep cold.
  period: {start: 2026-02-01, end: 2026-03-31}
  partners: {ice-works: {title: Ice works, role: Gives ice, link: "https://ice.example/"}, shop: The shop}
  links: {brief: {link: "https://brief.example/", title: The brief, note: Long.}, photo-wall: "https://photo.example/"}
objectives: {known: {yardsticks: [views]}}
channels: {instagram: }
schedule: {phases: {launch: {title: Launch, windows: {start: 2026-02-01, end: 2026-02-14}}}}
measurement: {kpis: {views: {metric: views}, clicks: {metric: link-clicks}}}
budget:
  total: 1000 IDR
  note: Not much.
  lines:
    ads: {title: Ads, amount: 600 IDR, phase: launch, channel: instagram}
    ice-cubes: {amount: 400 IDR, in_kind: true, note: Given.}
"""


def test_overview_shows_only_proofs(view_of: ViewOf) -> None:
    """Below an objective stand the KPIs that prove it; a KPI that proves nothing is left to the measurement page."""
    (objective,) = overview(view_of(PLAN, portfolio=PORTFOLIO), {}).objectives
    assert [kpi.id for kpi in objective.kpis] == ["views"]


def test_overview_names_partners_and_links(view_of: ViewOf) -> None:
    """Partners stand with their role and link, links with their title, or with their key in words."""
    page = overview(view_of(PLAN, portfolio=PORTFOLIO), {})
    assert [(partner.title, partner.url, partner.note) for partner in page.partners] == [
        ("Ice works", "https://ice.example/", "Gives ice"),
        ("The shop", "", ""),
    ]
    assert [(link.title, link.url, link.note) for link in page.links] == [
        ("The brief", "https://brief.example/", "Long."),
        ("Photo wall", "https://photo.example/", ""),
    ]
    assert "Ice for all." in page.summary
    assert "Keep cold." in page.note


def test_budget_has_its_lines(view_of: ViewOf) -> None:
    """A line of the budget says its amount and what it is for; the total stands above."""
    budget = overview(view_of(PLAN, portfolio=PORTFOLIO), {}).budget
    assert budget
    assert budget.total.endswith("1,000")
    assert [(row.title, row.use) for row in budget.rows] == [("Ads", "Launch, Instagram"), ("Ice cubes", "in kind")]
    assert "Not much." in budget.note


def test_budget_row_has_amount_and_note(view_of: ViewOf) -> None:
    """A single line of the budget can be shown elsewhere, such as in a report."""
    view = view_of(PLAN, portfolio=PORTFOLIO)
    row = budget_row(view, "ice-cubes", view.campaign.plan.budget.lines["ice-cubes"])
    assert row.amount.endswith("400")
    assert "Given." in row.note


@pytest.mark.parametrize(
    ("plan", "has_budget"),
    [("", False), ("budget: {note: None yet.}\n", False), ("budget: {total: 5 IDR}\n", True)],
)
def test_plan_without_money_has_no_budget(view_of: ViewOf, plan: str, *, has_budget: bool) -> None:
    """A budget is shown where it has a total or a line."""
    assert (overview(view_of(plan, portfolio=PORTFOLIO), {}).budget is not None) is has_budget


@pytest.mark.parametrize("budgets", [True, False])
def test_hidden_money_is_not_called_missing(view_of: ViewOf, *, budgets: bool) -> None:
    """The page knows whether the site shows money at all, so that it does not say that a plan names none."""
    assert overview(view_of(budgets=budgets), {}).budget_shown is budgets


@pytest.mark.parametrize(
    ("plan", "readings", "titles"),
    [
        ("", "", ["Plan as JSON"]),
        ("", "end,metric,value\n2026-02-28,followers,5\n", ["Plan as JSON", "Readings as CSV"]),
        (
            "calendar: {a: {at: 2026-03-05}}\n",
            "",
            ["Plan as JSON", "Calendar file (iCalendar)", "Calendar as CSV"],
        ),
    ],
)
def test_downloads_are_files_with_content(view_of: ViewOf, plan: str, readings: str, titles: list[str]) -> None:
    """A file is offered only where there is something in it."""
    assert [file.title for file in overview(view_of(plan, readings=readings), {}).downloads] == titles
