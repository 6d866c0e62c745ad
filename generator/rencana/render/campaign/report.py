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
from rencana.render.subject.campaign import Named, Scene
from rencana.render.subject.status import Standing
from rencana.render.text import terms

_MOST_DECIDED = 2


class Proof(Struct, frozen=True):
    """A KPI or a sign that proves an objective, with how it stands."""

    named: Named
    value: str
    as_of: str
    target: str
    by: str
    standing: Standing | None
    sign: bool = False


class ObjectiveLine(Struct, frozen=True):
    """An objective with its proofs beside it."""

    title: str
    statement: Markup
    serves: str
    standing: Standing | None
    proofs: tuple[Proof, ...]


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


def campaign_report(scene: Scene, portfolio_titles: Mapping[str, str]) -> CampaignReport:
    """Makes the view of a campaign's report."""
    say, plan = scene.say, scene.campaign.plan
    reviews = tuple(lines_of(scene))
    decided = sorted((one for one in reviews if one.state == "decided"), key=lambda one: str(one.date), reverse=True)
    return CampaignReport(
        head=head(scene, "report", portfolio_titles),
        organisation=scene.campaign.shared.organisation or "",
        on=say.day(scene.on),
        summary=scene.text(plan.campaign.summary),
        sentence=sentence(scene),
        objectives=tuple(_objective(scene, name) for name in plan.objectives),
        decided=tuple(decided[:_MOST_DECIDED]),
        waiting=tuple(one for one in reviews if one.state != "decided"),
        learned=tuple(lesson for one in reviews for lesson in one.learned),
        frameworks=framework_links(scene),
        overview=Named(plan.campaign.title, scene.links.to(address.campaign_page(scene.campaign.id))),
        index=scene.links.to(address.REPORTS),
    )


def _objective(scene: Scene, name: str) -> ObjectiveLine:
    objective = scene.campaign.plan.objectives[name]
    goals, judged = scene.campaign.shared.goals, scene.measured.judged
    known = [key for key in objective.yardsticks if key in scene.measured.kpis]
    signs = (
        Proof(
            Named(sign.text),
            _seen(scene, seen=sign.seen is not None),
            scene.say.day(sign.seen),
            "",
            "",
            None,
            sign=True,
        )
        for sign in objective.signs.values()
    )
    return ObjectiveLine(
        title=scene.objective(name).title,
        statement=scene.text(objective.statement),
        serves=scene.say.list([goals[goal].title if goal in goals else goal for goal in objective.serves]),
        standing=standing.standing(scene.say, scene.measured.objectives[name]) if judged else None,
        proofs=(*(_proof(scene, key) for key in known), *signs),
    )


def _seen(scene: Scene, *, seen: bool) -> str:
    return scene.say("seen") if seen else scene.say("not seen yet")


def _proof(scene: Scene, name: str) -> Proof:
    say, one = scene.say, scene.measured.kpis[name]
    target, by = standing.target_words(scene, one)
    if isinstance(one.kpi.targets, str):
        target = say.term(one.kpi.targets, terms.TARGETS)
    return Proof(
        scene.kpi(name),
        latest_figure(scene, one).value,
        say.day(one.now.end),
        target,
        by,
        standing.kpi_standing(scene, one) if scene.measured.judged else None,
    )
