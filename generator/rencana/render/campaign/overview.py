"""The first page of a campaign: the plan on a page."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup
from msgspec import Struct

from rencana.plan.measurement import BudgetLine
from rencana.render import address
from rencana.render.campaign.head import Head, head, sentence
from rencana.render.campaign.items import CalendarItem, calendar_links, upcoming
from rencana.render.campaign.kpis import (
    KPISummary,
    ObjectiveView,
    companions,
    kpi_summary,
    kpi_views,
    objective_views,
    proofs,
)
from rencana.render.campaign.reviews import ReviewView, review_views
from rencana.render.charts.timeline import Timeline, timeline
from rencana.render.subject.campaign import CampaignView, Named, as_title


class BudgetRow(Struct, frozen=True):
    """A line of the budget."""

    title: str
    amount: str
    use: str
    note: Markup


class BudgetView(Struct, frozen=True):
    """The money of a campaign."""

    total: str
    rows: tuple[BudgetRow, ...]
    note: Markup


class Overview(Struct, frozen=True):
    """The plan on a page; `companions` are the KPIs that prove no objective."""

    head: Head
    summary: Markup
    note: Markup
    sentence: tuple[tuple[str, str], ...]
    objectives: tuple[ObjectiveView, ...]
    companions: tuple[KPISummary, ...]
    timeline: Timeline | None
    budget: BudgetView | None
    budget_shown: bool
    reviews: tuple[ReviewView, ...]
    next_items: tuple[CalendarItem, ...]
    partners: tuple[Named, ...]
    links: tuple[Named, ...]
    downloads: tuple[Named, ...]


def overview(view: CampaignView, portfolio_titles: Mapping[str, str]) -> Overview:
    """Makes the view of the first page of a campaign."""
    plan = view.campaign.plan
    return Overview(
        head=head(view, "index", portfolio_titles),
        summary=view.text(plan.campaign.summary),
        note=view.text(plan.campaign.note),
        sentence=sentence(view),
        objectives=objective_views(view, kpi_views(view, proofs(view.campaign))),
        companions=tuple(kpi_summary(view, name) for name in companions(view)),
        timeline=timeline(view),
        budget=_budget(view),
        budget_shown=view.budgets,
        reviews=review_views(view),
        next_items=upcoming(view),
        partners=tuple(
            Named(partner.title, partner.link or "", partner.role or "") for partner in plan.campaign.partners.values()
        ),
        links=tuple(
            Named(link.title or as_title(name), link.link, link.note or "")
            for name, link in plan.campaign.links.items()
        ),
        downloads=tuple(_downloads(view)),
    )


def _budget(view: CampaignView) -> BudgetView | None:
    budget, say = view.campaign.plan.budget, view.say
    if budget.total is None and not budget.lines:
        return None
    rows = tuple(budget_row(view, name, line) for name, line in budget.lines.items())
    return BudgetView(say.amount(budget.total), rows, view.text(budget.note))


def budget_row(view: CampaignView, name: str, line: BudgetLine) -> BudgetRow:
    """Returns a line of the budget with what it is for."""
    use = [view.phase(line.phase)] if line.phase else []
    use += [view.channel(line.channel).title] if line.channel else []
    use += [view.say("in kind")] if line.in_kind else []
    title = line.title or as_title(name)
    return BudgetRow(title, view.say.amount(line.amount), ", ".join(use), view.text(line.note))


def _downloads(view: CampaignView) -> Iterator[Named]:
    campaign, say = view.campaign.id, view.say
    yield Named(say("Plan as JSON"), view.links.to(address.campaign_file(campaign, "plan.json")))
    if view.campaign.readings:
        yield Named(say("Readings as CSV"), view.links.to(address.campaign_file(campaign, "readings.csv")))
    yield from calendar_links(view)
