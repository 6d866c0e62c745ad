"""The report of one campaign on one sheet: the plan in a sentence, how its objectives stand, what was decided."""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from rencana.render import address
from rencana.render.campaign.figures import aim_word
from rencana.render.campaign.framework import framework_links
from rencana.render.campaign.head import Head, head, sentence
from rencana.render.campaign.kpis import companions, goal_titles
from rencana.render.campaign.reviews import ReviewLine, review_lines
from rencana.render.campaign.targets import judged_figure, newer_words
from rencana.render.subject import status
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.status import StatusView

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
    now: str = ""


class ObjectiveLine(Struct, frozen=True):
    """An objective with its proofs beside it."""

    title: str
    statement: Markup
    serves: str
    standing: StatusView | None
    proofs: tuple[ObjectiveProof, ...]


class CampaignReport(Struct, frozen=True):
    """The report of a campaign; `companions` are the KPIs that prove no objective, and decide nothing."""

    head: Head
    organisation: str
    on: str
    summary: Markup
    sentence: tuple[tuple[str, str], ...]
    objectives: tuple[ObjectiveLine, ...]
    companions: tuple[ObjectiveProof, ...]
    decided: tuple[ReviewLine, ...]
    waiting: tuple[ReviewLine, ...]
    learned: tuple[Markup, ...]
    frameworks: tuple[Named, ...]
    overview: Named
    index: str


def campaign_report(view: CampaignView, portfolio_titles: Mapping[str, str]) -> CampaignReport:
    """Makes the view of a campaign's report."""
    plan = view.campaign.plan
    reviews = tuple(review_lines(view))
    decided = [review for review in reviews if review.state == "decided"]
    latest_first = sorted(decided, key=lambda review: str(review.date), reverse=True)
    return CampaignReport(
        head=head(view, "report", portfolio_titles),
        organisation=view.campaign.shared.organisation or "",
        on=view.say.day(view.on),
        summary=view.text(plan.campaign.summary),
        sentence=sentence(view),
        objectives=tuple(_objective(view, name) for name in plan.objectives),
        companions=tuple(_proof(view, name) for name in companions(view)),
        decided=tuple(latest_first[:_MOST_DECIDED]),
        waiting=tuple(review for review in reviews if review.state != "decided"),
        learned=tuple(lesson for review in reviews for lesson in review.learned),
        frameworks=framework_links(view),
        overview=Named(plan.campaign.title, view.links.to(address.campaign_page(view.campaign.id))),
        index=view.links.to(address.REPORTS),
    )


def _objective(view: CampaignView, name: str) -> ObjectiveLine:
    objective, say = view.campaign.plan.objectives[name], view.say
    signs = (
        ObjectiveProof(
            Named(sign.text),
            value=say("seen") if sign.seen else say("not seen yet"),
            as_of=say.day(sign.seen),
            target="",
            by="",
            standing=None,
            sign=True,
        )
        for sign in objective.signs.values()
    )
    return ObjectiveLine(
        title=view.objective(name).title,
        statement=view.text(objective.statement),
        serves=say.list(goal_titles(view, objective)),
        standing=status.objective_standing(view, name),
        proofs=(*(_proof(view, kpi) for kpi in objective.yardsticks if kpi in view.measured.kpis), *signs),
    )


def _proof(view: CampaignView, name: str) -> ObjectiveProof:
    progress = view.measured.kpis[name]
    judged, (target, by) = judged_figure(view, progress), status.target_words(view, progress)
    return ObjectiveProof(
        view.kpi(name),
        value=judged.value,
        as_of=judged.when,
        now=newer_words(view, progress),
        target=aim_word(view, progress.kpi) or target,
        by=by,
        standing=status.kpi_standing(view, progress) if view.measured.judged else None,
    )
