"""Which readings are due: the day after a period, late after some days of grace, lost once they are forgotten."""

from datetime import date, timedelta

import pytest
from worked import measured

from rencana.measure.due import Due, DueState, is_stale

DAY = timedelta(days=1)
UPCOMING, DUE, OVERDUE, LOST = DueState.UPCOMING, DueState.DUE, DueState.OVERDUE, DueState.LOST
WEEKLY = "metric: views, channels: instagram, cadence: weekly"
READ_ONCE = "2026-02-01,2026-02-07,instagram,,views,10"


def dues(kpi: str, *rows: str, day: str = "2026-02-16", frame: str = "state: running", parts: str = "") -> list[Due]:
    """What is due for a KPI of February; rows are `start,end,channel,item,metric,value`."""
    plan = f"""
campaign: {{title: T, owner: crew, period: {{start: 2026-02-01, end: 2026-02-28}}, {frame}}}
channels:
  instagram: {{kind: owned, rhythm: {{story: 1 a day}}}}
  tiktok: {{kind: owned}}
  x: {{kind: owned}}
{parts}
measurement:
  kpis: {{it: {{{kpi}, baseline: unknown, targets: none}}}}
"""
    readings = "\n".join(["start,end,channel,item,metric,value", *rows])
    portfolio = "format: 1\nteams: {crew: Crew, desk: Desk}\n"
    return list(measured({"portfolio": portfolio, "plan": plan, "readings": readings, "day": day}).kpis["it"].due)


def spans(readings_due: list[Due]) -> list[str]:
    """Channel, first and last day, and the day from which on each reading is due."""
    return [f"{due.channel} {due.start:%m-%d} {due.end:%m-%d} {due.due:%m-%d}".strip() for due in readings_due]


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        ("daily", "02-08 02-08 02-09"),
        ("weekly", "02-08 02-14 02-15"),
        ("monthly", "02-08 02-28 03-01"),
        ("quarterly", "02-08 02-28 03-01"),
        ("at-end", "02-08 02-28 03-01"),
    ],
)
def test_period_follows_what_was_read(cadence: str, expected: str) -> None:
    """The next period begins the day after the last reading, has the length of the cadence, and ends with the plan."""
    assert spans(dues(WEEKLY.replace("weekly", cadence), READ_ONCE)) == [expected]


@pytest.mark.parametrize(
    ("cadence", "end"),
    [("monthly", date(2026, 2, 28)), ("quarterly", date(2026, 4, 30)), ("yearly", date(2027, 1, 31)), ("at-end", None)],
)
def test_period_of_an_open_campaign_is_whole(cadence: str, end: date | None) -> None:
    """A plan without a last day cuts no period; the end of it never comes."""
    plan = f"""
campaign: {{title: T, state: running, period: {{start: 2026-02-01}}}}
channels: {{instagram: {{kind: owned}}}}
measurement: {{kpis: {{it: {{metric: views, channels: instagram, cadence: {cadence}}}}}}}
"""
    readings_due = measured({"plan": plan, "readings": "end,metric,value\n", "day": "2026-02-03"}).kpis["it"].due
    assert [due.end for due in readings_due] == ([end] if end else [])


def test_first_period_begins_with_the_campaign() -> None:
    """Where nothing was read, or only something from before, the first day that counts begins the period."""
    assert spans(dues(WEEKLY)) == ["02-01 02-07 02-08"]
    assert spans(dues(WEEKLY, "2026-01-01,2026-01-20,instagram,,views,1")) == ["02-01 02-07 02-08"]
    assert spans(dues(f"{WEEKLY}, counts_from: 2026-02-05")) == ["02-05 02-11 02-12"]


@pytest.mark.parametrize(("end", "expected"), [("2026-02-27", ["02-28 02-28 03-01"]), ("2026-02-28", [])])
def test_nothing_is_due_after_the_last_day(end: str, expected: list[str]) -> None:
    """Once the last day was read nothing more is asked for; the day before it, one day is."""
    assert spans(dues(WEEKLY, f"2026-02-01,{end},instagram,,views,10", day="2026-03-02")) == expected


@pytest.mark.parametrize(
    ("cadence", "grace"),
    [("daily", 2), ("weekly", 3), ("monthly", 7), ("quarterly", 14), ("yearly", 30), ("at-end", 14)],
)
def test_reading_is_late_after_its_grace(cadence: str, grace: int) -> None:
    """A reading is due the day after its period, and overdue so many days later, the longer the period the more."""
    kpi = WEEKLY.replace("weekly", cadence)
    (due,) = dues(kpi, day="2026-02-01")
    states = {offset: dues(kpi, day=str(due.due + offset * DAY))[0].state for offset in (-1, 0, grace - 1, grace)}
    assert states == {-1: UPCOMING, 0: DUE, grace - 1: DUE, grace: OVERDUE}


@pytest.mark.parametrize(
    ("frame", "asks"),
    [
        ("state: draft", False),
        ("state: review", False),
        ("state: approved", True),
        ("state: running", True),
        ("state: paused", True),
        ("state: stopped", False),
        ("state: running, retrospective: true", False),
    ],
)
def test_only_living_plans_ask(frame: str, *, asks: bool) -> None:
    """A plan that is not approved, was stopped, or was written down afterwards asks nobody for readings."""
    assert bool(dues(WEEKLY, frame=frame)) is asks


@pytest.mark.parametrize(("days", "asks"), [(1, True), (90, True), (91, False)])
def test_closed_campaign_asks_for_three_months(days: int, *, asks: bool) -> None:
    """A closed campaign still asks for its last readings, until 90 days after its end; a running one asks on."""
    day = str(date(2026, 2, 28) + days * DAY)
    assert bool(dues(WEEKLY, day=day, frame="state: closed")) is asks
    assert dues(WEEKLY, day=day) != []


def test_without_cadence_nothing_is_due() -> None:
    """Who has not said how often to read is not asked; the plan's own cadence holds where a KPI has none."""
    assert dues("metric: views, channels: instagram") == []


def test_channels_that_add_up_are_read_one_by_one() -> None:
    """Of a sum each channel is due by itself; a reading of all channels is one of each where the KPI covers all."""
    kpi = "metric: views, channels: [instagram, tiktok], cadence: weekly"
    assert spans(dues(kpi, READ_ONCE)) == ["tiktok 02-01 02-07 02-08", "instagram 02-08 02-14 02-15"]
    everywhere = "2026-02-01,2026-02-07,,,views,10"
    assert spans(dues(kpi, everywhere)) == ["instagram 02-01 02-07 02-08", "tiktok 02-01 02-07 02-08"]
    of_all = dues("metric: views, cadence: weekly", everywhere)
    assert spans(of_all) == [f"{channel} 02-08 02-14 02-15" for channel in ("instagram", "tiktok", "x")]


def test_what_does_not_add_up_is_read_as_a_whole() -> None:
    """Of followers, and of a KPI of one channel, the whole is due at once."""
    assert spans(dues("metric: followers, channels: [instagram, tiktok], cadence: weekly")) == ["02-01 02-07 02-08"]
    assert spans(dues("metric: views, channels: [tiktok], cadence: weekly", READ_ONCE)) == ["02-01 02-07 02-08"]


RATE = "metric: ctr, channels: instagram, cadence: weekly"
CLICKS, SHOWN = "2026-02-01,2026-02-07,instagram,,link-clicks,1", "2026-02-01,2026-02-05,instagram,,impressions,9"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((CLICKS, SHOWN), "02-06 02-12 02-13"),
        ((CLICKS,), "02-01 02-07 02-08"),
        ((CLICKS, SHOWN, "2026-02-01,2026-02-08,instagram,,ctr,3%"), "02-09 02-15 02-16"),
    ],
)
def test_rate_waits_for_the_part_read_least(rows: tuple[str, ...], expected: str) -> None:
    """A rate is read as far as each of its parts; a reading that says it goes before them."""
    assert spans(dues(RATE, *rows)) == [expected]


def test_later_rows_are_not_known_yet() -> None:
    """A row that ends after the day that is asked for has not been read by then; one that ends on it has."""
    assert spans(dues(WEEKLY, READ_ONCE, day="2026-02-06")) == ["02-01 02-07 02-08"]
    assert spans(dues(WEEKLY, READ_ONCE, day="2026-02-07")) == ["02-08 02-14 02-15"]


@pytest.mark.parametrize(("kpi", "team"), [(WEEKLY, "crew"), (f"{WEEKLY}, collector: desk", "desk")])
def test_somebody_is_asked(kpi: str, team: str) -> None:
    """The team that collects a KPI is asked for it, else the one that owns the plan."""
    assert [(due.campaign, due.kpi, due.team, due.gap) for due in dues(kpi)] == [("t", "it", team, False)]


ON_X = "metric: views, channels: x, cadence: weekly"


@pytest.mark.parametrize(("day", "state"), [("2026-03-03", OVERDUE), ("2026-03-04", LOST)])
def test_forgotten_days_are_lost(day: str, state: DueState) -> None:
    """X keeps numbers for 30 days: the first of February can be had until the third of March, and then no more."""
    (due,) = dues(ON_X, day=day)
    assert (due.lost_on, due.state) == (date(2026, 3, 3), state)


def test_followers_are_never_lost() -> None:
    """What a channel shows at any time is not forgotten, nor what a platform keeps; a KPI of all asks each of them."""
    assert [due.lost_on for due in dues("metric: followers, channels: x, cadence: weekly")] == [None]
    assert [due.lost_on for due in dues("metric: views, channels: tiktok, cadence: weekly")] == [None]
    of_all = dues("metric: views, cadence: weekly")
    assert [(due.channel, due.lost_on is None) for due in of_all] == [
        ("instagram", True),
        ("tiktok", True),
        ("x", False),
    ]


def test_each_channel_forgets_by_itself() -> None:
    """Of two channels only the one that forgets has a day on which its numbers are lost."""
    readings_due = dues("metric: views, channels: [tiktok, x], cadence: weekly")
    assert {due.channel: due.lost_on for due in readings_due} == {"tiktok": None, "x": date(2026, 3, 3)}


GAP = ("2026-02-01,2026-02-02,x,,views,10", "2026-02-05,2026-02-14,x,,views,10")


@pytest.mark.parametrize(("day", "state"), [("2026-02-15", OVERDUE), ("2026-03-05", OVERDUE), ("2026-03-06", LOST)])
def test_gap_between_readings_is_overdue(day: str, state: DueState) -> None:
    """Days that nobody read between two readings are overdue at once, and lost once the platform forgets them."""
    (gap,) = (due for due in dues(ON_X, *GAP, day=day) if due.gap)
    assert spans([gap]) == ["x 02-03 02-04 02-05"]
    assert (gap.state, gap.lost_on) == (state, date(2026, 3, 5))


def test_level_has_no_gaps() -> None:
    """A level is read now and then; days without a reading are no gap of it."""
    rows = (",2026-02-02,x,,followers,10", ",2026-02-14,x,,followers,10")
    assert [due.gap for due in dues("metric: followers, channels: x, cadence: weekly", *rows)] == [False]


STORY = "calendar: {hello: {title: Hello, format: story, at: 2026-02-16 10:00, channels: [instagram], state: STATE}}"
STORIES = "metric: views, channels: instagram, cadence: weekly"


def stories(*rows: str, day: str = "2026-02-16", state: str = "scheduled", kpi: str = STORIES) -> list[Due]:
    """What is due of single stories."""
    return [due for due in dues(kpi, *rows, day=day, parts=STORY.replace("STATE", state)) if due.item]


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2026-02-08", []),
        ("2026-02-09", [UPCOMING]),
        ("2026-02-15", [UPCOMING]),
        ("2026-02-16", [DUE]),
        ("2026-02-17", [DUE]),
        ("2026-02-18", [LOST]),
        ("2026-02-23", [LOST]),
        ("2026-02-24", []),
    ],
)
def test_story_is_there_for_a_day(day: str, states: list[DueState]) -> None:
    """A story is due on its day and the next one, and lost after it; it is spoken of for a week before and after."""
    readings_due = stories(day=day)
    assert [due.state for due in readings_due] == states
    assert spans(readings_due) == ["instagram 02-16 02-16 02-16"] * len(states)
    assert all((due.item, due.lost_on) == ("hello", date(2026, 2, 17)) for due in readings_due)


@pytest.mark.parametrize(
    ("state", "asked"), [("idea", False), ("cancelled", False), ("draft", True), ("published", True)]
)
def test_only_planned_stories_are_asked_for(state: str, *, asked: bool) -> None:
    """An idea may never come, and what was cancelled does not: neither is asked for."""
    assert bool(stories(state=state)) is asked


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        (",2026-02-16,instagram,hello,views,10", False),
        ("2026-02-10,2026-02-16,instagram,,views,10", False),
        ("2026-02-16,2026-02-16,instagram,,views,10", False),
        ("2026-02-16,2026-02-16,,,views,10", True),
        (",2026-02-16,instagram,,views,10", False),
        ("2026-02-10,2026-02-15,instagram,,views,10", True),
        (",2026-02-15,instagram,,views,10", True),
    ],
)
def test_read_story_is_not_asked_for(row: str, *, asked: bool) -> None:
    """A story that was read by itself, or with its channel on that day, is no more due; not so with all channels."""
    assert bool(stories(row)) is asked


def test_stories_of_other_channels_are_not_asked_for() -> None:
    """A KPI asks for stories of its own channels, and only where stories are forgotten."""
    assert stories(kpi="metric: views, channels: tiktok, cadence: weekly") == []
    assert stories(kpi="metric: followers, channels: instagram, cadence: weekly") == []
    assert [due.item for due in stories(kpi="metric: views, cadence: weekly")] == ["hello"]


def due(state: DueState, **facts: object) -> Due:
    """A reading of the first week of February."""
    usual = {"start": date(2026, 2, 1), "end": date(2026, 2, 7), "due": date(2026, 2, 8), "state": state}
    return Due(**{"campaign": "t", "kpi": "it", "channel": "", "item": "", "team": "", **usual, **facts})


@pytest.mark.parametrize(
    ("dues", "stale"),
    [
        ([], False),
        ([due(UPCOMING), due(DUE)], False),
        ([due(DUE), due(OVERDUE)], True),
        ([due(LOST)], True),
        ([due(OVERDUE, gap=True)], False),
        ([due(LOST, item="hello")], False),
    ],
)
def test_only_a_late_period_is_stale(dues: list[Due], *, stale: bool) -> None:
    """A KPI is stale when its cadence is behind; a gap before its last reading or a lost story makes it no staler."""
    assert is_stale(dues) is stale


@pytest.mark.parametrize(("lost_on", "soon"), [(None, False), (9, False), (10, True), (17, True), (18, False)])
def test_soon_is_within_a_week(lost_on: int | None, *, soon: bool) -> None:
    """A number is soon lost from today to a week on; neither after it was lost nor long before."""
    reading = due(DUE, lost_on=date(2026, 2, lost_on) if lost_on else None)
    assert reading.soon_lost(date(2026, 2, 10)) is soon


def test_due_readings_stand_by_their_day() -> None:
    """What is due first stands first; of the same day channels stand by name, and gaps beside periods."""
    rows = (
        "2026-02-01,2026-02-02,x,,views,10",
        "2026-02-05,2026-02-14,x,,views,10",
        "2026-02-01,2026-02-14,tiktok,,views,1",
    )
    readings_due = dues("metric: views, channels: [x, tiktok], cadence: weekly", *rows)
    assert spans(readings_due) == ["x 02-03 02-04 02-05", "tiktok 02-15 02-21 02-22", "x 02-15 02-21 02-22"]


def test_row_of_all_channels_is_one_of_each() -> None:
    """What was read of all channels is read of each of them, however old its own last reading is."""
    rows = ("2026-02-01,2026-02-07,instagram,,views,10", "2026-02-01,2026-02-14,,,views,10")
    answer = dues("metric: views, cadence: weekly", *rows)
    assert [due for due in spans(answer) if due.startswith("instagram")] == ["instagram 02-15 02-21 02-22"]


def test_channel_that_opens_late_is_due_from_then() -> None:
    """The first reading of a channel begins on the day on which it opens."""
    plan = """
campaign: {title: T, state: running, period: {start: 2026-02-01, end: 2026-02-28}}
channels: {instagram: {kind: owned, windows: {start: 2026-02-10, end: 2026-02-28}}, tiktok: {kind: owned}}
measurement: {kpis: {it: {metric: views, cadence: weekly, baseline: unknown, targets: none}}}
"""
    case = {"plan": plan, "readings": "end,channel,metric,value\n", "day": "2026-02-12"}
    readings_due = measured(case).kpis["it"].due
    assert [(due.channel, due.start) for due in readings_due] == [
        ("tiktok", date(2026, 2, 1)),
        ("instagram", date(2026, 2, 10)),
    ]


def test_story_of_a_platform_that_keeps_it_is_no_hurry() -> None:
    """Where a platform keeps all numbers for a month a story is read with the others."""
    story = STORY.replace("STATE", "published").replace("instagram", "x")
    answer = dues("metric: views, channels: x, cadence: weekly", day="2026-02-16", parts=story)
    assert [due.item for due in answer] == [""]
