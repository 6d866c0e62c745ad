"""Which value a target is judged by: of its own days, up to its own day; and which is the newest."""

from datetime import date
from decimal import Decimal

import pytest
from worked import february, of_february

from rencana.measure.judged import Kind, kind_of, most_age, only_grows
from rencana.measure.query import index_of, query_for
from rencana.measure.status import StatusReason
from rencana.measure.value import Value, WhyNot

POSTS = "metric: posts-published, channels: instagram, baseline: unknown, targets: {min: 5, per: week}"
WEEKS = (
    "2026-02-02,2026-02-08,instagram,posts-published,9",
    "2026-02-09,2026-02-15,instagram,posts-published,7",
    "2026-02-16,2026-02-18,instagram,posts-published,1",
)


@pytest.mark.parametrize(("day", "size"), [("2026-02-14", 9), ("2026-02-16", 7), ("2026-02-18", 7)])
def test_running_week_does_not_count(day: str, size: int) -> None:
    """The value of a target for each week is that of the last whole week, on each day of the next one."""
    now = february(POSTS, *WEEKS, day=day).now
    assert (now.exact, now.start) == (size, date(2026, 2, 2) if size == 9 else date(2026, 2, 9))


def test_first_whole_period_of_a_campaign() -> None:
    """Days before the first one that counts are in no week, so a campaign in its first days has nothing yet."""
    assert february(POSTS, "2026-01-26,2026-02-01,instagram,posts-published,9", day="2026-02-03").now.size is None
    assert february(POSTS, *WEEKS, day="2026-01-20").now.why_not is WhyNot.NO_READING


def test_target_for_each_day_looks_at_yesterday() -> None:
    """The value of a target for each day is that of one day, and of one for the campaign that of all of them."""
    daily = [f"2026-02-{day:02},2026-02-{day:02},instagram,posts-published,{day}" for day in range(1, 17)]
    each_day = POSTS.replace("per: week", "per: day")
    at_once = POSTS.replace("min: 5, per: week", "value: 5, per: campaign")
    assert february(each_day, *daily, day="2026-02-17").now.exact == 16
    assert february(at_once, *daily, day="2026-02-17").now.exact == sum(range(1, 17))


def test_first_day_is_a_whole_day() -> None:
    """Of what is asked for on each day the first day of the campaign counts as soon as it is over."""
    row = "2026-02-01,2026-02-01,instagram,posts-published,9"
    assert february(POSTS.replace("per: week", "per: day"), row, day="2026-02-02").now.exact == 9


def judged(kpi: str, *rows: str, day: str = "2026-02-20", parts: str = "") -> list[Value | None]:
    """The value that each target is judged by."""
    return [target.judged for target in february(kpi, *rows, day=day, parts=parts).targets]


VIEWS = "metric: views, channels: instagram, baseline: unknown"
DAYS = (
    "2026-02-01,2026-02-09,instagram,views,90",
    "2026-02-10,2026-02-10,instagram,views,10",
    "2026-02-11,2026-02-19,instagram,views,800",
)


def test_later_days_do_not_help() -> None:
    """What came after the day of a target does not count for it, and what came on the day does."""
    (value,) = judged(f"{VIEWS}, targets: {{value: 100, by: 2026-02-10}}", *DAYS)
    assert value is not None
    assert (value.exact, value.end) == (100, date(2026, 2, 10))


def test_each_target_sees_its_own_days() -> None:
    """Of several targets each sees what came by its day; one whose day is not over sees all there is."""
    values = judged(f"{VIEWS}, targets: [{{value: 1, by: 2026-02-09}}, {{value: 1, by: 2026-02-10}}, 1]", *DAYS)
    assert [value and value.exact for value in values] == [90, 100, 900]


@pytest.mark.parametrize("day", ["2026-02-11", "2026-02-20"])
def test_window_of_a_target_counts_alone(day: str) -> None:
    """A target within a window sees the days of it, and neither those before nor those after."""
    window = "within: {start: 2026-02-10, end: 2026-02-10}"
    (value,) = judged(f"{VIEWS}, targets: {{value: 1, {window}}}", *DAYS, day=day)
    assert value is not None
    assert (value.exact, value.start, value.end) == (10, date(2026, 2, 10), date(2026, 2, 10))


def test_window_to_the_last_day_counts_alone() -> None:
    """A window that ends with the campaign still begins on its own day."""
    rows = (*DAYS, "2026-02-20,2026-02-28,instagram,views,5")
    window = "within: {start: 2026-02-20, end: 2026-02-28}"
    (value,) = judged(f"{VIEWS}, targets: {{value: 1, {window}}}", *rows, day="2026-03-02")
    assert value is not None
    assert value.exact == 5


def test_rate_is_of_the_days_by_its_day() -> None:
    """A rate by a day divides the sums by that day, not those of today."""
    rows = [
        "2026-02-01,2026-02-10,instagram,link-clicks,10",
        "2026-02-01,2026-02-10,instagram,impressions,100",
        "2026-02-11,2026-02-19,instagram,link-clicks,90",
        "2026-02-11,2026-02-19,instagram,impressions,100",
    ]
    (value,) = judged("metric: ctr, channels: instagram, targets: {value: 5%, by: 2026-02-10}", *rows)
    assert value is not None
    assert value.exact == Decimal("0.1")


FOLLOWERS = "metric: followers, channels: instagram, baseline: 500, targets: {value: 600, by: 2026-02-15}"


@pytest.mark.parametrize(
    ("rows", "size"),
    [
        ((",2026-02-13,instagram,followers,580", ",2026-02-15,instagram,followers,590"), 590),
        ((",2026-02-13,instagram,followers,580", ",2026-02-16,instagram,followers,610"), 580),
        ((",2026-02-13,instagram,followers,580", ",2026-02-14,instagram,followers,585"), 585),
        ((",2026-02-01,instagram,followers,580",), 580),
    ],
)
def test_stock_is_the_last_one_before(rows: tuple[str, ...], size: int) -> None:
    """Of a stock the last reading on the day of a target or before it counts, and none that came after."""
    (value,) = judged(FOLLOWERS, *rows, ",2026-02-19,instagram,followers,900")
    assert value is not None
    assert value.exact == size


@pytest.mark.parametrize(
    ("cadence", "last", "answers"),
    [
        ("", "2026-02-14", True),
        ("", "2026-02-13", False),
        ("daily", "2026-02-27", True),
        ("daily", "2026-02-26", False),
        ("weekly", "2026-02-21", True),
        ("weekly", "2026-02-20", False),
        ("monthly", "2026-02-01", True),
    ],
)
def test_level_is_not_older_than_its_cadence(cadence: str, last: str, *, answers: bool) -> None:
    """A level answers for a day for as long as it is measured, or for two weeks where nobody said how often."""
    kpi = FOLLOWERS.replace("by: 2026-02-15", "by: 2026-02-28") + (f", cadence: {cadence}" if cadence else "")
    (value,) = judged(kpi, f",{last},instagram,followers,900", day="2026-03-02")
    assert (value is not None) is answers


@pytest.mark.parametrize(
    ("cadence", "days"),
    [("daily", 1), ("weekly", 7), ("monthly", 31), ("quarterly", 92), ("yearly", 366), ("at-end", 14)],
)
def test_reading_is_as_old_as_the_longest_period(cadence: str, days: int) -> None:
    """A reading answers for one cadence, however long its longest month, quarter or year is."""
    campaign = of_february(f"{FOLLOWERS}, cadence: {cadence}").campaign
    query = query_for(campaign, campaign.plan.measurement.kpis["it"], index_of(campaign), date(2026, 2, 20))
    assert most_age(query).days == days


@pytest.mark.parametrize(("last", "size"), [(4, 9), (3, None)])
def test_newest_period_is_one_of_the_last_fourteen(last: int, size: int | None) -> None:
    """Of what is asked for on each day the newest day is told, if it is one of the last fourteen with today."""
    row = f"2026-02-{last:02},2026-02-{last:02},instagram,posts-published,9"
    assert february(POSTS.replace("per: week", "per: day"), row, day="2026-02-17").now.exact == size


@pytest.mark.parametrize(("last", "answers"), [("2026-05-29", True), ("2026-05-30", False)])
def test_first_level_after_the_end_answers(last: str, *, answers: bool) -> None:
    """The first level after the end is the result for a target of the end, for 90 days; never for an earlier one."""
    at_end = FOLLOWERS.replace("by: 2026-02-15", "by: 2026-02-28")
    (value,) = judged(at_end, f",{last},instagram,followers,900", day="2026-06-30")
    assert (value is not None) is answers
    assert judged(FOLLOWERS, f",{last},instagram,followers,900", day="2026-06-30") == [None]


def test_level_of_one_channel_is_no_result_of_two() -> None:
    """After the end one channel was read and the other was not: that is no level of both."""
    both = "metric: followers, channels: [instagram, tiktok], baseline: 500, targets: 1000"
    rows = (",2026-01-30,tiktok,followers,500", ",2026-03-02,instagram,followers,600")
    assert judged(both, *rows, day="2026-03-10") == [None]


def test_survey_of_parts_answers_for_its_day() -> None:
    """A score that is worked out of its parts answers for the day of its target as one that was read does."""
    rows = [f"2026-02-01,2026-02-10,,{part}" for part in ("promoters,60", "detractors,20", "answers,100")]
    (value,) = judged("metric: nps, baseline: 30, targets: {value: 40, by: 2026-02-10}", *rows)
    assert value is not None
    assert value.exact == 40


def test_post_is_no_stock() -> None:
    """A reading of one post over the day of a target says nothing of the whole."""
    post = "calendar: {p1: {at: 2026-02-02, channels: [instagram], state: published}}"
    rows = [
        ",2026-02-13,instagram,followers,580",
        ",2026-02-17,instagram,followers,610",
        "2026-02-14,2026-02-19,instagram,followers,3,,,p1",
    ]
    (value,) = judged(FOLLOWERS, *rows, parts=post)
    assert value is not None
    assert value.exact == 580


def test_wave_of_the_day_speaks_for_it() -> None:
    """A survey that ends on the day of a target speaks for it."""
    waves = [
        "2026-02-02,2026-02-03,,brand-recall,11%",
        "2026-02-06,2026-02-10,,brand-recall,13%",
        "2026-02-18,2026-02-19,,brand-recall,20%",
    ]
    (value,) = judged("metric: brand-recall, baseline: 10%, targets: {value: 15%, by: 2026-02-10}", *waves)
    assert value is not None
    assert value.exact == Decimal("0.13")


def test_nothing_read_by_the_day_is_nothing() -> None:
    """A stock of which nothing was read by the day of its target is not judged, though there is a number now."""
    kpi = february(FOLLOWERS, ",2026-02-19,instagram,followers,900", day="2026-02-20")
    assert kpi.targets[0].judged is None
    assert kpi.verdict.rule is StatusReason.NOT_READ_THEN
    assert kpi.now.exact == 900


@pytest.mark.parametrize(
    ("kpi", "row", "kind", "grows"),
    [
        ("metric: views, channels: instagram", "2026-02-01,2026-02-07,instagram,views,5", Kind.SUM, True),
        ("metric: views, channels: instagram", "2026-02-01,2026-02-07,instagram,views,-5", Kind.SUM, False),
        ("metric: views, channels: instagram", "2026-02-01,2026-02-07,instagram,views,0", Kind.SUM, True),
        ("metric: twice, channels: instagram", "2026-02-01,2026-02-07,instagram,likes,5", Kind.SUM, True),
        (
            "metric: net-follower-growth, channels: instagram",
            "2026-02-01,2026-02-07,instagram,net-follower-growth,5",
            Kind.SUM,
            False,
        ),
        ("metric: ctr, channels: instagram", "2026-02-01,2026-02-07,instagram,ctr,5%", Kind.RATE, True),
        ("metric: csat", "2026-02-01,2026-02-07,,csat,5%", Kind.LEVEL, True),
        ("metric: followers, channels: instagram", ",2026-02-07,instagram,followers,5", Kind.LEVEL, True),
        ("metric: reach, channels: instagram", "2026-02-01,2026-02-07,instagram,reach,5", Kind.LEVEL, True),
    ],
)
def test_kind_says_when_a_verdict_may_be_spoken(kpi: str, row: str, kind: Kind, *, grows: bool) -> None:
    """A metric counts up, divides or is a level; what is subtracted from, or was read below 0, may fall."""
    campaign = of_february(f"{kpi}, targets: none", row).campaign
    asked = campaign.plan.measurement.kpis["it"]
    query = query_for(campaign, asked, index_of(campaign), date(2026, 2, 20))
    now = february(f"{kpi}, targets: none", row).now
    assert kind_of(query, query.metric) is kind
    assert only_grows(query, query.metric, now) is grows
