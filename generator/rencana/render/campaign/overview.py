"""The first page of a campaign: the plan on a page."""

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup
from msgspec import Struct

from rencana.plan.measurement import BudgetLine
from rencana.render import address
from rencana.render.campaign.calendar import CalendarItem, calendar_links, upcoming
from rencana.render.campaign.figures import KPIView, kpi_views
from rencana.render.campaign.head import Head, head, proofs, sentence
from rencana.render.charts.timeline import Timeline, timeline
from rencana.render.subject.campaign import CampaignView, Named, as_title
from rencana.render.subject.status import StatusView, standing
from rencana.render.text import terms


class SignView(Struct, frozen=True):
    """A sign of a qualitative objective."""

    text: str
    seen: str
    note: Markup


class ObjectiveView(Struct, frozen=True):
    """An objective with its yardsticks and signs."""

    anchor: str
    title: str
    kind: str
    statement: Markup
    serves: tuple[str, ...]
    audiences: tuple[Named, ...]
    kpis: tuple[KPIView, ...]
    signs: tuple[SignView, ...]
    note: Markup
    standing: StatusView | None


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


class ReviewView(Struct, frozen=True):
    """A review with what was found and decided."""

    title: str
    day: str
    over: bool
    """Whether its day has come."""
    question: Markup
    found: Markup
    decision: Markup
    because: Markup
    next: Markup
    owner: str
    learned: tuple[Markup, ...]


class Overview(Struct, frozen=True):
    """The plan on a page."""

    head: Head
    summary: Markup
    note: Markup
    sentence: tuple[tuple[str, str], ...]
    objectives: tuple[ObjectiveView, ...]
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
        timeline=timeline(view),
        budget=_budget(view),
        budget_shown=view.budgets,
        reviews=reviews(view),
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


def objective_views(view: CampaignView, kpis: Iterable[KPIView]) -> tuple[ObjectiveView, ...]:
    """Returns all objectives of a campaign, with those of its KPIs that prove them."""
    known = {one.id: one for one in kpis}
    return tuple(_objective(view, name, known) for name in view.campaign.plan.objectives)


def _objective(view: CampaignView, name: str, kpis: Mapping[str, KPIView]) -> ObjectiveView:
    objective = view.campaign.plan.objectives[name]
    goals = view.campaign.shared.goals
    return ObjectiveView(
        anchor=address.anchor("objective", name),
        title=view.objective(name).title,
        kind=view.say.term(objective.type, terms.OBJECTIVES),
        statement=view.text(objective.statement),
        serves=tuple(goals[goal].title if goal in goals else goal for goal in objective.serves),
        audiences=view.audiences(objective.audiences),
        kpis=tuple(kpis[kpi] for kpi in objective.yardsticks if kpi in kpis),
        signs=tuple(
            SignView(
                sign.text,
                view.say("seen on {day}", day=view.say.day(sign.seen)) if sign.seen else view.say("not seen yet"),
                view.text(sign.note),
            )
            for sign in objective.signs.values()
        ),
        note=view.text(objective.note),
        standing=standing(view.say, view.measured.objectives[name]) if view.measured.judged else None,
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


def reviews(view: CampaignView, team: str = "") -> tuple[ReviewView, ...]:
    """Returns the reviews, or those of one team, the latest first; those without a day come last."""
    known = [pair for pair in view.campaign.plan.reviews.items() if team in ("", pair[1].owner)]
    ordered = sorted(known, key=lambda pair: (pair[1].date is not None, pair[1].date), reverse=True)
    return tuple(
        ReviewView(
            title=review.title or as_title(name),
            day=view.say.day(review.date),
            over=review.date is not None and review.date <= view.on,
            question=view.text(review.question),
            found=view.text(review.found),
            decision=view.text(review.decision),
            because=view.text(review.because),
            next=view.text(review.next),
            owner=view.team(review.owner),
            learned=tuple(view.text(one) for one in review.learned),
        )
        for name, review in ordered
    )


def _downloads(view: CampaignView) -> Iterator[Named]:
    campaign, say = view.campaign.id, view.say
    yield Named(say("Plan as JSON"), view.links.to(address.campaign_file(campaign, "plan.json")))
    if view.campaign.readings:
        yield Named(say("Readings as CSV"), view.links.to(address.campaign_file(campaign, "readings.csv")))
    yield from calendar_links(view)
