"""The report of one campaign on one sheet: the plan in a sentence, how its objectives stand, what was decided."""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from rencana.render import address
from rencana.render.campaign.figures import latest_figure
from rencana.render.campaign.framework import framework_links
from rencana.render.campaign.head import Head, head, sentence
from rencana.render.campaign.report_parts import ReviewLine, lines_of
from rencana.render.subject import status as standing
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.status import StatusView
from rencana.render.text import terms

_MOST_DECIDED = 2


class ObjectiveProof(Struct, frozen=True):
    """A KPI or a sign that proves an objective, with how it stands."""

    named: Named
    value: str
    as_of: str
    target: str
    by: str
    standing: StatusView | None
    sign: bool = False


class ObjectiveLine(Struct, frozen=True):
    """An objective with its proofs beside it."""

    title: str
    statement: Markup
    serves: str
    standing: StatusView | None
    proofs: tuple[ObjectiveProof, ...]


class CampaignReport(Struct, frozen=True):
    """The report of a campaign."""

    head: Head
    organisation: str
    on: str
    summary: Markup
    sentence: tuple[tuple[str, str], ...]
    objectives: tuple[ObjectiveLine, ...]
    decided: tuple[ReviewLine, ...]
    waiting: tuple[ReviewLine, ...]
    learned: tuple[Markup, ...]
    frameworks: tuple[Named, ...]
    overview: Named
    index: str


def campaign_report(view: CampaignView, portfolio_titles: Mapping[str, str]) -> CampaignReport:
    """Makes the view of a campaign's report."""
    say, plan = view.say, view.campaign.plan
    reviews = tuple(lines_of(view))
    decided = sorted((one for one in reviews if one.state == "decided"), key=lambda one: str(one.date), reverse=True)
    return CampaignReport(
        head=head(view, "report", portfolio_titles),
        organisation=view.campaign.shared.organisation or "",
        on=say.day(view.on),
        summary=view.text(plan.campaign.summary),
        sentence=sentence(view),
        objectives=tuple(_objective(view, name) for name in plan.objectives),
        decided=tuple(decided[:_MOST_DECIDED]),
        waiting=tuple(one for one in reviews if one.state != "decided"),
        learned=tuple(lesson for one in reviews for lesson in one.learned),
        frameworks=framework_links(view),
        overview=Named(plan.campaign.title, view.links.to(address.campaign_page(view.campaign.id))),
        index=view.links.to(address.REPORTS),
    )


def _objective(view: CampaignView, name: str) -> ObjectiveLine:
    objective = view.campaign.plan.objectives[name]
    goals, judged = view.campaign.shared.goals, view.measured.judged
    known = [key for key in objective.yardsticks if key in view.measured.kpis]
    signs = (
        ObjectiveProof(
            Named(sign.text),
            _seen(view, seen=sign.seen is not None),
            view.say.day(sign.seen),
            "",
            "",
            None,
            sign=True,
        )
        for sign in objective.signs.values()
    )
    return ObjectiveLine(
        title=view.objective(name).title,
        statement=view.text(objective.statement),
        serves=view.say.list([goals[goal].title if goal in goals else goal for goal in objective.serves]),
        standing=standing.standing(view.say, view.measured.objectives[name]) if judged else None,
        proofs=(*(_proof(view, key) for key in known), *signs),
    )


def _seen(view: CampaignView, *, seen: bool) -> str:
    return view.say("seen") if seen else view.say("not seen yet")


def _proof(view: CampaignView, name: str) -> ObjectiveProof:
    say, one = view.say, view.measured.kpis[name]
    target, by = standing.target_words(view, one)
    if isinstance(one.kpi.targets, str):
        target = say.term(one.kpi.targets, terms.TARGETS)
    return ObjectiveProof(
        view.kpi(name),
        latest_figure(view, one).value,
        say.day(one.now.end),
        target,
        by,
        standing.kpi_standing(view, one) if view.measured.judged else None,
    )
