"""The first page of a campaign: the plan on a page."""

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup
from msgspec import Struct

from rencana.plan.measurement import BudgetLine
from rencana.render import address
from rencana.render.campaign.calendar import Entry, calendar_links, upcoming
from rencana.render.campaign.figures import KPIView, kpi_views
from rencana.render.campaign.head import Head, head, proofs, sentence
from rencana.render.charts.timeline import Timeline, timeline
from rencana.render.subject.campaign import Named, Scene, as_title
from rencana.render.subject.status import Standing, standing
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
    standing: Standing | None


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
    next_items: tuple[Entry, ...]
    partners: tuple[Named, ...]
    links: tuple[Named, ...]
    downloads: tuple[Named, ...]


def overview(scene: Scene, portfolio_titles: Mapping[str, str]) -> Overview:
    """Makes the view of the first page of a campaign."""
    plan = scene.campaign.plan
    return Overview(
        head=head(scene, "index", portfolio_titles),
        summary=scene.text(plan.campaign.summary),
        note=scene.text(plan.campaign.note),
        sentence=sentence(scene),
        objectives=objective_views(scene, kpi_views(scene, proofs(scene.campaign))),
        timeline=timeline(scene),
        budget=_budget(scene),
        budget_shown=scene.budgets,
        reviews=reviews(scene),
        next_items=upcoming(scene),
        partners=tuple(
            Named(partner.title, partner.link or "", partner.role or "") for partner in plan.campaign.partners.values()
        ),
        links=tuple(
            Named(link.title or as_title(name), link.link, link.note or "")
            for name, link in plan.campaign.links.items()
        ),
        downloads=tuple(_downloads(scene)),
    )


def objective_views(scene: Scene, kpis: Iterable[KPIView]) -> tuple[ObjectiveView, ...]:
    """Returns all objectives of a campaign, with those of its KPIs that prove them."""
    known = {one.id: one for one in kpis}
    return tuple(_objective(scene, name, known) for name in scene.campaign.plan.objectives)


def _objective(scene: Scene, name: str, kpis: Mapping[str, KPIView]) -> ObjectiveView:
    objective = scene.campaign.plan.objectives[name]
    goals = scene.campaign.shared.goals
    return ObjectiveView(
        anchor=address.anchor("objective", name),
        title=scene.objective(name).title,
        kind=scene.say.term(objective.type, terms.OBJECTIVES),
        statement=scene.text(objective.statement),
        serves=tuple(goals[goal].title if goal in goals else goal for goal in objective.serves),
        audiences=scene.audiences(objective.audiences),
        kpis=tuple(kpis[kpi] for kpi in objective.yardsticks if kpi in kpis),
        signs=tuple(
            SignView(
                sign.text,
                scene.say("seen on {day}", day=scene.say.day(sign.seen)) if sign.seen else scene.say("not seen yet"),
                scene.text(sign.note),
            )
            for sign in objective.signs.values()
        ),
        note=scene.text(objective.note),
        standing=standing(scene.say, scene.measured.objectives[name]) if scene.measured.judged else None,
    )


def _budget(scene: Scene) -> BudgetView | None:
    budget, say = scene.campaign.plan.budget, scene.say
    if budget.total is None and not budget.lines:
        return None
    rows = tuple(budget_row(scene, name, line) for name, line in budget.lines.items())
    return BudgetView(say.amount(budget.total), rows, scene.text(budget.note))


def budget_row(scene: Scene, name: str, line: BudgetLine) -> BudgetRow:
    """Returns a line of the budget with what it is for."""
    use = [scene.phase(line.phase)] if line.phase else []
    use += [scene.channel(line.channel).title] if line.channel else []
    use += [scene.say("in kind")] if line.in_kind else []
    title = line.title or as_title(name)
    return BudgetRow(title, scene.say.amount(line.amount), ", ".join(use), scene.text(line.note))


def reviews(scene: Scene, team: str = "") -> tuple[ReviewView, ...]:
    """Returns the reviews, or those of one team, the latest first; those without a day come last."""
    known = [pair for pair in scene.campaign.plan.reviews.items() if team in ("", pair[1].owner)]
    ordered = sorted(known, key=lambda pair: (pair[1].date is not None, pair[1].date), reverse=True)
    return tuple(
        ReviewView(
            title=review.title or as_title(name),
            day=scene.say.day(review.date),
            over=review.date is not None and review.date <= scene.on,
            question=scene.text(review.question),
            found=scene.text(review.found),
            decision=scene.text(review.decision),
            because=scene.text(review.because),
            next=scene.text(review.next),
            owner=scene.team(review.owner),
            learned=tuple(scene.text(one) for one in review.learned),
        )
        for name, review in ordered
    )


def _downloads(scene: Scene) -> Iterator[Named]:
    campaign, say = scene.campaign.id, scene.say
    yield Named(say("Plan as JSON"), scene.links.to(address.campaign_file(campaign, "plan.json")))
    if scene.campaign.readings:
        yield Named(say("Readings as CSV"), scene.links.to(address.campaign_file(campaign, "readings.csv")))
    yield from calendar_links(scene)
