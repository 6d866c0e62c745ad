"""Which days a value is of: the last whole week of a target that comes back, and what was known by a target's day."""

from datetime import date
from decimal import Decimal

import pytest
from worked import february, of_february

from rencana.measure.query import by_metric, query_for
from rencana.measure.value import Value, WhyNot
from rencana.measure.window import value_by_day

POSTS = "metric: posts-published, channels: instagram, baseline: unknown, targets: {min: 5, per: week}"
WEEKS = (
    "2026-02-02,2026-02-08,instagram,posts-published,9",
    "2026-02-09,2026-02-15,instagram,posts-published,7",
    "2026-02-16,2026-02-18,instagram,posts-published,1",
)


@pytest.mark.parametrize(("day", "size"), [("2026-02-14", 9), ("2026-02-16", 7), ("2026-02-18", 7)])
def test_running_week_does_not_count(day: str, size: int) -> None:
    """A target for each week looks at the last whole week, on each day of the next one."""
    now = february(POSTS, *WEEKS, day=day).now
    assert (now.exact, now.start) == (size, date(2026, 2, 2) if size == 9 else date(2026, 2, 9))


def test_first_whole_period_of_a_campaign() -> None:
    """Days before the first one that counts are in no week, so a campaign in its first days has nothing yet."""
    assert february(POSTS, "2026-01-26,2026-02-01,instagram,posts-published,9", day="2026-02-03").now.size is None
    assert february(POSTS, *WEEKS, day="2026-01-20").now.why_not is WhyNot.NO_READING


def test_target_for_each_day_looks_at_yesterday() -> None:
    """A target for each day is held against one day, and one for the campaign against all of them."""
    daily = [f"2026-02-{day:02},2026-02-{day:02},instagram,posts-published,{day}" for day in range(1, 17)]
    each_day = POSTS.replace("per: week", "per: day")
    at_once = POSTS.replace("min: 5, per: week", "value: 5, per: campaign")
    assert february(each_day, *daily, day="2026-02-17").now.exact == 16
    assert february(at_once, *daily, day="2026-02-17").now.exact == sum(range(1, 17))


def by_day(kpi: str, *rows: str, day: str = "2026-02-20", state: str = "running") -> list[Value | None]:
    """What was measured by the day of each target, where that is over."""
    return [target.by_day for target in february(kpi, *rows, day=day, state=state).targets]


VIEWS = "metric: views, channels: instagram, baseline: unknown"
DAYS = (
    "2026-02-01,2026-02-09,instagram,views,90",
    "2026-02-10,2026-02-10,instagram,views,10",
    "2026-02-11,2026-02-19,instagram,views,800",
)


def test_later_days_do_not_help() -> None:
    """What came after the day of a target does not count for it, and what came on the day does."""
    (value,) = by_day(f"{VIEWS}, targets: {{value: 100, by: 2026-02-10}}", *DAYS)
    assert value is not None
    assert (value.exact, value.end) == (100, date(2026, 2, 10))


def test_each_target_sees_its_own_days() -> None:
    """Of two targets each sees what was known by its day; one whose day is not over sees nothing."""
    early, late, open_one = by_day(
        f"{VIEWS}, targets: [{{value: 1, by: 2026-02-09}}, {{value: 1, by: 2026-02-10}}, 1]", *DAYS
    )
    assert [value and value.exact for value in (early, late, open_one)] == [90, 100, None]


def test_window_of_a_target_counts_alone() -> None:
    """A target within a window sees the days of it, and neither those before nor those after."""
    window = "within: {start: 2026-02-10, end: 2026-02-10}"
    (value,) = by_day(f"{VIEWS}, targets: {{value: 1, {window}}}", *DAYS)
    assert value is not None
    assert (value.exact, value.start, value.end) == (10, date(2026, 2, 10), date(2026, 2, 10))


def test_window_to_the_last_day_counts_alone() -> None:
    """A window that ends with the campaign still begins on its own day."""
    rows = (*DAYS, "2026-02-20,2026-02-28,instagram,views,5")
    window = "within: {start: 2026-02-20, end: 2026-02-28}"
    (value,) = by_day(f"{VIEWS}, targets: {{value: 1, {window}}}", *rows, day="2026-03-02")
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
    (value,) = by_day("metric: ctr, channels: instagram, targets: {value: 5%, by: 2026-02-10}", *rows)
    assert value is not None
    assert value.exact == Decimal("0.1")


FOLLOWERS = "metric: followers, channels: instagram, baseline: 500, targets: {value: 600, by: 2026-02-10}"


@pytest.mark.parametrize(
    ("rows", "size"),
    [
        ((",2026-02-08,instagram,followers,580", ",2026-02-10,instagram,followers,590"), 590),
        ((",2026-02-08,instagram,followers,580", ",2026-02-11,instagram,followers,610"), 580),
        ((",2026-02-08,instagram,followers,580", ",2026-02-09,instagram,followers,585"), 585),
    ],
)
def test_stock_is_the_last_one_before(rows: tuple[str, ...], size: int) -> None:
    """Of a stock the last reading on the day of a target or before it counts, and none that came after."""
    (value,) = by_day(FOLLOWERS, *rows, ",2026-02-19,instagram,followers,900")
    assert value is not None
    assert value.exact == size


def test_post_is_no_stock() -> None:
    """A reading of one post over the day of a target draws no later reading of the whole to it."""
    post = "calendar: {p1: {at: 2026-02-02, channels: [instagram], state: published}}"
    rows = [
        ",2026-02-08,instagram,followers,580",
        ",2026-02-12,instagram,followers,610",
        "2026-02-09,2026-02-14,instagram,followers,3,,,p1",
    ]
    (target,) = february(FOLLOWERS, *rows, day="2026-02-20", parts=post).targets
    assert target.by_day is not None
    assert target.by_day.exact == 580


def test_wave_of_the_day_speaks_for_it() -> None:
    """A survey that ends on the day of a target speaks for it."""
    waves = [
        "2026-02-02,2026-02-03,,brand-recall,11%",
        "2026-02-06,2026-02-10,,brand-recall,13%",
        "2026-02-18,2026-02-19,,brand-recall,20%",
    ]
    (value,) = by_day("metric: brand-recall, baseline: 10%, targets: {value: 15%, by: 2026-02-10}", *waves)
    assert value is not None
    assert value.exact == Decimal("0.13")


def test_nothing_read_by_the_day_is_nothing() -> None:
    """A stock of which nothing was read by the day of its target has no value by then."""
    (value,) = by_day(FOLLOWERS, ",2026-02-19,instagram,followers,900")
    assert value is not None
    assert value.why_not is WhyNot.NO_READING


@pytest.mark.parametrize(("state", "size"), [("running", None), ("closed", 90)])
def test_closed_campaign_waits_for_nothing(state: str, size: int | None) -> None:
    """While a campaign runs a target waits for readings that reach its day; a closed one waits no more."""
    (value,) = by_day(f"{VIEWS}, targets: {{value: 100, by: 2026-02-10}}", DAYS[0], day="2026-02-12", state=state)
    assert (value and value.exact) == size


def test_target_to_come_has_nothing_by_its_day() -> None:
    """Before its day is over nothing is worked out for a target."""
    standing = of_february(f"{VIEWS}, targets: 100", *DAYS)
    kpi = standing.kpis["it"]
    query = query_for(standing.campaign, kpi.kpi, by_metric(standing.campaign), standing.on)
    assert value_by_day(query, kpi.targets[0].aim, kpi.now, summed=True).why_not is WhyNot.NO_READING
