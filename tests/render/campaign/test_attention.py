"""What waits for somebody: from findings, numbers, decisions and gaps; and which readings are due soon."""

from collections.abc import Callable
from datetime import date

import pytest

from rencana.finding import Finding, Severity
from rencana.measure import DueState
from rencana.render.campaign.attention import Attention, decisions, due_soon, due_views, most_urgent_first, urgent
from rencana.render.subject.campaign import CampaignView, Named
from rencana.span import Span

ViewOf = Callable[..., CampaignView]
KPI = """
objectives: {known: {statement: Be known., yardsticks: [views]}}
measurement: {kpis: {views: {metric: views, baseline: none, targets: {value: 900, by: 2026-02-28}}}}
"""
WEEKLY = """
channels: {instagram: {owner: kitchen}, tiktok: }
measurement:
  cadence: weekly
  kpis: {views: {metric: views, channels: [instagram], collector: kitchen}}
"""
STORY = """
channels: {instagram: {formats: [story]}}
calendar: {peek: {title: A peek, at: 2026-02-26 09:00, channels: [instagram], format: story, state: published}}
measurement: {cadence: weekly, kpis: {views: {metric: views, channels: [instagram]}}}
"""
TEAMS = "teams: {kitchen: {title: Kitchen}, office: {title: Office}}\n"


def _header(state: str, end: str = "2026-03-31", extra: str = "") -> str:
    return f"campaign: {{title: Iced, state: {state}, period: {{start: 2026-02-01, end: {end}}}{extra}}}\n"


def _kinds(view: CampaignView) -> list[str]:
    return [entry.kind for entry in urgent(view)]


def test_errors_come_before_all_else() -> None:
    """An error in a plan is more urgent than a missed KPI, and a gap is the least urgent."""
    kinds = ("gap", "due", "overdue", "at-risk", "behind", "missed", "error")
    entries = [Attention(kind, "", Named(""), "") for kind in kinds]
    assert [entry.kind for entry in most_urgent_first(entries)] == list(reversed(kinds))


def test_companions_come_after_yardsticks(view_of: ViewOf) -> None:
    """A companion that lags is listed, named a companion, and stands after what decides the status of its campaign."""
    plan = KPI.replace("kpis: {views", "kpis: {saves: {metric: saves, targets: {value: 9, by: 2026-02-28}}, views")
    readings = "start,end,metric,value\n2026-02-01,2026-02-28,views,1\n2026-02-01,2026-02-28,saves,1\n"
    missed = [entry for entry in most_urgent_first(urgent(view_of(plan, readings=readings))) if entry.kind == "missed"]
    assert [entry.companion for entry in missed] == [False, True]


def test_equally_urgent_keep_their_order() -> None:
    """Of two things that are equally urgent the first stays first."""
    entries = [Attention("due", "", Named(""), text) for text in ("b", "a")]
    assert [entry.text for entry in most_urgent_first(entries)] == ["b", "a"]


@pytest.mark.parametrize(("severity", "asks"), [(Severity.ERROR, True), (Severity.WARNING, False)])
def test_only_errors_ask_for_attention(view_of: ViewOf, severity: Severity, *, asks: bool) -> None:
    """A finding that is an error stands among what is urgent; a warning stands only on the campaign's pages."""
    finding = Finding("some-rule", "X1", severity, "plans/iced/plan.yaml", "It is wrong.", Span(1, 1, 1, 2))
    errors = [entry.text for entry in urgent(view_of(findings=(finding,))) if entry.kind == "error"]
    assert errors == (["It is wrong."] if asks else [])


@pytest.mark.parametrize(
    ("state", "asks"), [("draft", False), ("review", False), ("approved", True), ("running", True), ("closed", False)]
)
def test_numbers_matter_while_there_is_work(view_of: ViewOf, state: str, *, asks: bool) -> None:
    """A missed KPI is urgent only in a campaign in which somebody can still do something about it."""
    readings = "start,end,metric,value\n2026-02-01,2026-02-28,views,1\n"
    assert ("missed" in _kinds(view_of(_header(state) + KPI, readings=readings))) is asks


def test_stale_kpis_share_one_entry(view_of: ViewOf) -> None:
    """KPIs whose reading is overdue are named together, each with a link to its numbers."""
    plan = WEEKLY.replace("kpis: {views", "kpis: {clicks: {metric: link-clicks, channels: [tiktok]}, views")
    overdue = [entry for entry in urgent(view_of(plan, portfolio=TEAMS)) if entry.kind == "overdue"]
    assert [[kpi.url for kpi in entry.kpis] for entry in overdue] == [
        ["measurement/#kpi-clicks", "measurement/#kpi-views"]
    ]


@pytest.mark.parametrize(("state", "gaps"), [("draft", 0), ("review", 5), ("running", 5)])
def test_drafts_may_have_gaps(view_of: ViewOf, state: str, gaps: int) -> None:
    """A stage that is empty asks for attention once the plan is more than a draft."""
    assert _kinds(view_of(_header(state))).count("gap") == gaps


@pytest.mark.parametrize(
    ("review", "state", "waits"),
    [
        ("{date: 2026-03-01}", "running", True),
        ("{date: 2026-03-02}", "running", False),
        ("{date: 2026-03-01, decision: Go on.}", "running", False),
        ("{date: 2026-03-01, found: It works.}", "running", True),
        ("{question: Does it work?}", "running", False),
        ("{date: 2026-03-01}", "draft", False),
    ],
)
def test_review_waits_from_its_day(view_of: ViewOf, review: str, state: str, *, waits: bool) -> None:
    """A review waits for its decision from its own day on, and nobody waits for one of a draft."""
    labels = [entry.label for entry in decisions(view_of(f"{_header(state)}reviews: {{first: {review}}}"))]
    assert labels == (["Decide"] if waits else [])


@pytest.mark.parametrize(
    ("state", "end", "waits"),
    [
        ("running", "2026-02-28", True),
        ("running", "2026-03-01", False),
        ("approved", "2026-02-28", True),
        ("closed", "2026-02-28", False),
        ("draft", "2026-02-28", False),
    ],
)
def test_ended_campaign_waits_to_be_closed(view_of: ViewOf, state: str, end: str, *, waits: bool) -> None:
    """A campaign whose last day is over, and not only come, waits for somebody to close it."""
    labels = [entry.label for entry in decisions(view_of(_header(state, end)))]
    assert labels == (["Close"] if waits else [])


def test_decisions_of_a_team_are_its_own(view_of: ViewOf) -> None:
    """A team is asked for the reviews and campaigns that it owns, and for no others."""
    plan = _header("running", "2026-02-28", ", owner: office") + "reviews: {a: {date: 2026-02-20, owner: kitchen}}\n"
    view = view_of(plan, portfolio=TEAMS)
    labels = {team: [entry.label for entry in decisions(view, team)] for team in ("kitchen", "office", "")}
    assert labels == {"kitchen": ["Decide"], "office": ["Close"], "": ["Decide", "Close"]}


@pytest.mark.parametrize(("on", "soon"), [(date(2026, 1, 31), False), (date(2026, 2, 1), True)])
def test_reading_is_due_within_a_week(view_of: ViewOf, on: date, *, soon: bool) -> None:
    """A reading is due soon from seven days before its day on."""
    view = view_of(WEEKLY, portfolio=TEAMS, on=on)
    assert bool(due_soon(view)) is soon
    assert all((due.due - on).days <= 7 for due in due_soon(view))


def test_due_readings_of_a_team_are_its_own(view_of: ViewOf) -> None:
    """The team that collects a KPI is asked for its readings; another one is not."""
    view = view_of(WEEKLY, portfolio=TEAMS)
    assert due_soon(view, "kitchen") == due_soon(view)
    assert due_soon(view, "office") == []


def test_lost_readings_are_not_asked_for(view_of: ViewOf) -> None:
    """What its source has forgotten is shown on the measurement page, and nobody is sent to obtain it."""
    view = view_of(STORY, on=date(2026, 2, 28))
    (lost,) = [due for due in view.measured.due if due.item == "peek"]
    assert lost.state is DueState.LOST
    assert lost not in due_soon(view)
    assert [entry.lost for entry in due_views(view, [lost])] == [""]


def test_story_says_until_when_it_can_be_read(view_of: ViewOf) -> None:
    """The numbers of a story are there for a day: its line names channel, story and the last day."""
    view = view_of(STORY, on=date(2026, 2, 26))
    (entry,) = due_views(view, [due for due in due_soon(view) if due.item == "peek"])
    assert (entry.scope, entry.lost) == ("Instagram, A peek", "can be had until 27 Feb 2026")


def test_due_view_says_all_in_words(view_of: ViewOf) -> None:
    """A due reading names KPI, days and team as a reader knows them; of a single channel it does not speak."""
    view = view_of(WEEKLY, portfolio=TEAMS)
    (first, *_) = due_views(view, due_soon(view))
    assert (first.state, first.word) == ("overdue", "Overdue")
    assert (first.kpi.title, first.kpi.url) == ("Views (Meta, Threads, TikTok)", "measurement/#kpi-views")
    assert (first.scope, first.team, first.due, first.gap) == ("", "Kitchen", "8 Feb 2026", False)
