"""The report of a campaign: each objective with its proofs, the last decisions, and what waits."""

from collections.abc import Callable

from rencana.catalogue import frameworks
from rencana.render.campaign.report import campaign_report
from rencana.render.subject.campaign import CampaignView

ViewOf = Callable[..., CampaignView]
PORTFOLIO = "organisation: Bandung Ice\ngoals: {fame: {title: Fame}, money: {title: Money}}\n"
HEADER = (
    "campaign: {{title: Iced, state: {state}, summary: Ice for all., period: {{start: 2026-02-01, end: 2026-03-31}}}}\n"
)
PLAN = """
objectives:
  known:
    title: Be known
    statement: They know us.
    serves: [fame, money]
    yardsticks: [fans, clicks]
    signs: {song: {text: They sing it., seen: 2026-02-20}, tattoo: They wear it.}
measurement:
  kpis:
    fans:
      metric: followers
      title: Fans
      baseline: {value: 0, date: 2026-01-31}
      targets: {value: 100, by: 2026-03-31}
    clicks: {metric: link-clicks, title: Clicks, targets: none}
reviews:
  first: {date: 2026-02-05, decision: One., learned: Start earlier.}
  second: {date: 2026-02-10, decision: Two.}
  third: {date: 2026-02-20, decision: Three., learned: Ask more.}
  late: {date: 2026-02-25}
  coming: {date: 2026-03-20}
"""
READINGS = "end,metric,value\n2026-02-28,followers,60\n"


def _view(view_of: ViewOf, state: str = "running", **options: object) -> CampaignView:
    return view_of(HEADER.format(state=state) + PLAN, portfolio=PORTFOLIO, readings=READINGS, page="report", **options)


def test_objective_stands_with_its_proofs(view_of: ViewOf) -> None:
    """A KPI shows value, day, target and by when, or that it has no target; a sign says whether it was seen."""
    (objective,) = campaign_report(_view(view_of), {}).objectives
    assert (objective.title, objective.serves) == ("Be known", "Fame and Money")
    assert [(proof.named.title, proof.value, proof.as_of, proof.target, proof.by) for proof in objective.proofs] == [
        ("Fans", "60", "as of 28 Feb 2026", "100", "by 31 Mar 2026"),
        ("Clicks", "No reading yet", "", "None: it is only observed", ""),
        ("They sing it.", "seen", "20 Feb 2026", "", ""),
        ("They wear it.", "not seen yet", "", "", ""),
    ]
    assert [proof.sign for proof in objective.proofs] == [False, False, True, True]


def test_proof_stands_as_it_was_judged(view_of: ViewOf) -> None:
    """Objective and KPI of a running campaign have their status; a sign has none."""
    (objective,) = campaign_report(_view(view_of), {}).objectives
    fans, _, song, _ = objective.proofs
    assert objective.standing
    assert fans.standing
    assert fans.standing.status == "on-track"
    assert song.standing is None


def test_draft_is_not_judged(view_of: ViewOf) -> None:
    """The report of a draft shows no status, and no reviews that anybody waits for."""
    report = campaign_report(_view(view_of, "draft"), {})
    (objective,) = report.objectives
    assert [objective.standing, *(proof.standing for proof in objective.proofs)] == [None] * 5
    assert (report.decided, report.waiting, report.learned) == ((), (), ())


def test_report_has_the_two_last_decisions(view_of: ViewOf) -> None:
    """The two latest decisions stand there with the latest first; what waits or comes stands apart."""
    report = campaign_report(_view(view_of), {})
    assert [review.title for review in report.decided] == ["Third", "Second"]
    assert [(review.title, review.state) for review in report.waiting] == [("Late", "waiting"), ("Coming", "coming")]


def test_lessons_are_those_of_all_reviews(view_of: ViewOf) -> None:
    """What was learned stays in the report, also from a decision that is no longer shown."""
    lessons = campaign_report(_view(view_of), {}).learned
    assert ["Start earlier." in lessons[0], "Ask more." in lessons[1], len(lessons)] == [True, True, 2]


def test_report_says_whose_it_is_and_of_when(view_of: ViewOf) -> None:
    """A sheet that is printed says whose it is, of which day, and in one sentence what the campaign does."""
    report = campaign_report(_view(view_of), {})
    assert (report.organisation, report.on) == ("Bandung Ice", "1 Mar 2026")
    assert "Ice for all." in report.summary
    assert dict(report.sentence)["with what effect"] == "Fans and Clicks"


def test_report_leads_on(view_of: ViewOf) -> None:
    """From the report one comes to the campaign, to all reports, and to the plan in each framework."""
    report = campaign_report(_view(view_of), {})
    assert (report.overview.title, report.overview.url, report.index) == ("Iced", "../", "../../../reports/")
    assert [link.title for link in report.frameworks] == [framework.title for framework in frameworks().values()]
