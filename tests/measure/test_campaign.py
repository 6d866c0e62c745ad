"""How a campaign stands: as its worst objective, each as its worst yardstick, and nothing unseen is a success."""

from datetime import date

import pytest
from worked import measured

from rencana.measure.campaign import Measured
from rencana.measure.status import Status

DAY = "2026-02-16"
PLAN = """
campaign: {title: T, state: STATE, owner: crew, period: {start: 2026-02-01, end: 2026-02-28}}
channels: {instagram: {kind: owned}}
objectives: OBJECTIVES
measurement:
  cadence: weekly
  kpis: KPIS
"""
PORTFOLIO = "format: 1\nteams: {crew: Crew}\n"
KPIS = """
    reached: {metric: views, channels: instagram, baseline: unknown, targets: 10}
    ahead: {metric: likes, channels: instagram, baseline: unknown, targets: 1_000}
    behind: {metric: comments, channels: instagram, baseline: unknown, targets: 1_000}
    unread: {metric: shares, channels: instagram, baseline: unknown, targets: 1_000}
    observed: {metric: saves, channels: instagram, baseline: unknown, targets: none}
    unjudged: {metric: followers, channels: instagram, baseline: unknown, targets: 1_000}
"""
READINGS = """start,end,channel,metric,value
2026-02-01,2026-02-14,instagram,views,900
2026-02-01,2026-02-14,instagram,likes,900
2026-02-01,2026-02-14,instagram,comments,9
2026-02-01,2026-02-14,instagram,saves,9
2026-02-14,2026-02-14,instagram,followers,9
"""


def campaign(objectives: str = "{}", *, kpis: str = KPIS, state: str = "running", day: str = DAY) -> Measured:
    """A campaign of February with KPIs that are named as they stand."""
    plan = PLAN.replace("STATE", state).replace("OBJECTIVES", objectives).replace("KPIS", kpis)
    return measured({"portfolio": PORTFOLIO, "plan": plan, "readings": READINGS, "day": day})


def objective(parts: str) -> Status:
    """How the one objective of a campaign stands."""
    return campaign(f"{{proud: {{{parts}}}}}").objectives["proud"]


@pytest.mark.parametrize(
    ("yardsticks", "status"),
    [
        ("reached", Status.REACHED),
        ("reached, ahead", Status.ON_TRACK),
        ("ahead, reached, unread", Status.NO_DATA),
        ("unread, behind, ahead", Status.BEHIND),
        ("reached, observed", Status.REACHED),
        ("observed", Status.OBSERVED),
        ("reached, unjudged", Status.NOT_JUDGED),
        ("ahead, unjudged", Status.NOT_JUDGED),
        ("unread, unjudged", Status.NO_DATA),
        ("observed, unjudged", Status.NOT_JUDGED),
    ],
)
def test_objective_is_as_its_worst_yardstick(yardsticks: str, status: Status) -> None:
    """An objective is reached when every yardstick is; what is only observed counts where nothing else is there."""
    assert objective(f"yardsticks: [{yardsticks}]") is status


def test_objective_without_yardsticks_has_no_data() -> None:
    """An objective that nothing measures has no data, rather than any success."""
    assert objective("statement: People are proud.") is Status.NO_DATA


@pytest.mark.parametrize(
    ("letter", "visit", "is_reached"),
    [("", "", False), ("seen: 2026-02-03", "", False), ("seen: 2026-02-03", "seen: 2026-02-09", True)],
)
def test_objective_with_signs_waits_for_all(letter: str, visit: str, *, is_reached: bool) -> None:
    """An objective that shows in signs is reached once all of them were seen; until then it cannot be judged."""
    signs = f"signs: {{letter: {{text: A letter., {letter}}}, visit: {{text: A visit., {visit}}}}}"
    assert objective(signs) is (Status.REACHED if is_reached else Status.NOT_JUDGED)


def test_seen_signs_do_not_outshine_yardsticks() -> None:
    """Signs that were seen leave an objective as its yardsticks are."""
    signs = "signs: {letter: {text: A letter., seen: 2026-02-03}}"
    assert objective(f"yardsticks: [behind], {signs}") is Status.BEHIND
    assert objective(f"yardsticks: [reached], {signs}") is Status.REACHED
    unseen = "signs: {letter: {text: A letter.}}"
    assert objective(f"yardsticks: [behind], {unseen}") is Status.BEHIND
    assert objective(f"yardsticks: [reached], {unseen}") is Status.NOT_JUDGED


def test_campaign_is_as_its_worst_objective() -> None:
    """A campaign says the worst word of its objectives; a KPI that is no yardstick does not turn it."""
    reached, ahead = "proud: {yardsticks: [reached]}", "heard: {yardsticks: [ahead]}"
    assert campaign(f"{{{reached}}}").status is Status.REACHED
    assert campaign(f"{{{reached}, {ahead}}}").status is Status.ON_TRACK
    assert campaign(f"{{{reached}, open: {{yardsticks: [unjudged]}}}}").status is Status.NOT_JUDGED


def test_campaign_without_objectives_is_as_its_worst_kpi() -> None:
    """A plan without objectives stands as the worst of its KPIs."""
    assert campaign().status is Status.BEHIND


@pytest.mark.parametrize(
    ("state", "judged"),
    [("draft", False), ("review", False), ("approved", True), ("running", True), ("paused", True), ("closed", True)],
)
def test_only_approved_plans_are_judged(state: str, *, judged: bool) -> None:
    """A plan that nobody has approved has no status, whatever its numbers are."""
    standing = campaign("{proud: {yardsticks: [behind]}}", state=state)
    assert standing.judged is judged
    assert standing.status in ((Status.BEHIND, Status.MISSED) if judged else (Status.NO_DATA,))


@pytest.mark.parametrize(
    ("objectives", "kpis", "judged"),
    [
        ("{}", "{}", False),
        ("{}", KPIS, True),
        ("{proud: {signs: {letter: {text: A letter., seen: 2026-02-03}}}}", "{}", True),
    ],
)
def test_plan_without_measures_is_not_judged(objectives: str, kpis: str, *, judged: bool) -> None:
    """A plan with neither KPIs nor objectives has nothing to be judged by; one of both is enough."""
    standing = campaign(objectives, kpis=kpis)
    assert standing.judged is judged
    assert standing.status is not Status.REACHED or judged


@pytest.mark.parametrize(("day", "stale"), [("2026-02-17", False), ("2026-02-25", True)])
def test_one_late_reading_makes_a_campaign_stale(day: str, *, stale: bool) -> None:
    """A campaign is stale once the reading of any KPI is overdue; one that is due by now is not late."""
    kpi = "{ahead: {metric: likes, channels: instagram, baseline: unknown, targets: 1_000}}"
    assert campaign(kpis=kpi, day=day).stale is stale


def test_one_of_two_late_kpis_is_enough() -> None:
    """A KPI that is read in time does not hide another one whose reading is overdue."""
    standing = campaign(day="2026-02-17")
    assert {name: kpi.stale for name, kpi in standing.kpis.items() if kpi.stale} == {"unread": True}
    assert standing.stale


def test_due_readings_are_sorted_by_urgency() -> None:
    """What is due first stands first; of the same day the KPIs stand by name."""
    dues = campaign(day="2026-02-17").due
    assert [(due.due, due.kpi) for due in dues] == [
        (date(2026, 2, 8), "unread"),
        (date(2026, 2, 22), "ahead"),
        (date(2026, 2, 22), "behind"),
        (date(2026, 2, 22), "observed"),
        (date(2026, 2, 22), "reached"),
        (date(2026, 2, 22), "unjudged"),
    ]


def test_yardstick_of_any_objective_is_no_companion() -> None:
    """A KPI that proves one of two objectives is no companion; one that proves none is."""
    plan = """
campaign: {title: T, state: running, period: {start: 2026-02-01, end: 2026-02-28}}
objectives: {a: {yardsticks: [x]}, b: {yardsticks: [y]}}
channels: {instagram: {kind: owned}}
measurement: {kpis: {x: {metric: views}, y: {metric: likes}, z: {metric: saves}}}
"""
    campaign = measured({"plan": plan, "readings": "end,channel,metric,value\n", "day": "2026-02-20"})
    assert [campaign.is_companion(name) for name in ("x", "y", "z")] == [False, False, True]
