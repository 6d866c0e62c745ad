"""One KPI with all that its status rests on: its way, its part of the target, its targets one by one."""

from decimal import Decimal

import pytest
from worked import february, measured

from rencana.measure.progress import Progress
from rencana.measure.status import Status

VIEWS = "metric: views, channels: instagram, baseline: unknown"
FOLLOWERS = "metric: followers, channels: instagram"
WEEKS = tuple(f"2026-02-{day:02},2026-02-{day + 6:02},instagram,views,70" for day in (1, 8, 15))

MONDAYS = "2026-02-16,2026-02-22,instagram,views,70"


def standing(kpi: str, *rows: str, day: str = "2026-02-22") -> Progress:
    """A KPI after three weeks."""
    return february(kpi, *rows, day=day)


@pytest.mark.parametrize(
    ("kpi", "row", "way", "of_target"),
    [
        (f"{VIEWS}, targets: 420", WEEKS, "0.5", "0.5"),
        (f"{VIEWS}, targets: 105", WEEKS, "2", "2"),
        (f"{VIEWS}, targets: [{{value: 105, by: 2026-02-15}}, 420]", WEEKS, "0.5", "0.5"),
        (f"{VIEWS}, targets: [420, {{value: 999, stretch: true}}]", WEEKS, "0.5", "0.5"),
        (f"{FOLLOWERS}, baseline: 500, targets: 900", (",2026-02-20,instagram,followers,600",), "0.25", "0.6666666667"),
        (
            f"{FOLLOWERS}, baseline: 500, targets: 900",
            (",2026-02-20,instagram,followers,400",),
            "-0.25",
            "0.4444444444",
        ),
        (f"{FOLLOWERS}, baseline: 900, targets: 900", (",2026-02-20,instagram,followers,450",), None, "0.5"),
        (f"{FOLLOWERS}, baseline: unknown, targets: 900", (",2026-02-20,instagram,followers,450",), None, "0.5"),
        (f"{FOLLOWERS}, baseline: 500, targets: 900", (",2026-02-20,instagram,followers,>450",), None, None),
        (f"{VIEWS}, targets: none", WEEKS, None, None),
        (f"{VIEWS}, targets: {{value: 140, per: week}}", (MONDAYS,), None, "0.5"),
    ],
)
def test_way_is_from_the_start_to_the_last_target(
    kpi: str, row: tuple[str, ...], way: str | None, of_target: str | None
) -> None:
    """The way begins where the path does and ends with the last promised target; it may be more than all of it."""
    kpi_standing = standing(kpi, *row)
    shares = [
        share if share is None else round(share, 10) for share in (kpi_standing.path_share, kpi_standing.of_target)
    ]
    assert shares == [None if share is None else Decimal(share) for share in (way, of_target)]


def test_other_currency_has_no_share() -> None:
    """Dollars are no part of a limit in rupiah; a limit has a part that is used, and no way to it."""
    cost = "metric: spend, channels: instagram, baseline: unknown, targets: {max: 900 USD}"
    row = "2026-02-01,2026-02-20,instagram,spend,SIZE"
    foreign, same = (standing(cost, row.replace("SIZE", size)) for size in ("90 IDR", "90 USD"))
    assert (foreign.path_share, foreign.of_target) == (None, None)
    assert (same.path_share, same.of_target) == (None, Decimal("0.1"))


def statuses(kpi: str, *rows: str, day: str = "2026-02-22") -> list[Status]:
    """How each target of a KPI stands."""
    return [target.status for target in standing(kpi, *rows, day=day).targets]


def test_each_target_stands_by_itself() -> None:
    """A past target was met or missed, one that is met already is reached, one to come stands as the KPI does."""
    early, late = "{value: 70, by: 2026-02-07}", "{value: 200, by: 2026-02-14}"
    assert statuses(f"{VIEWS}, targets: [{early}, {late}, {{value: 210, by: 2026-02-27}}, 240]", *WEEKS) == [
        Status.REACHED,
        Status.MISSED,
        Status.REACHED,
        Status.ON_TRACK,
    ]


def test_stretched_target_stands_by_itself() -> None:
    """What was not promised has a status of its own, which is not that of the KPI."""
    assert statuses(f"{VIEWS}, targets: [240, {{value: 999, stretch: true}}]", *WEEKS)[1] is Status.BEHIND
    assert statuses(f"{VIEWS}, targets: [240, {{value: 210, stretch: true}}]", *WEEKS)[1] is Status.REACHED


def test_target_without_anything_read() -> None:
    """Where nothing was read no target has data, and one without a size is not judged beside others."""
    assert statuses(f"{VIEWS}, targets: [100, {{value: 50, by: 2026-02-03}}]") == [Status.NO_DATA, Status.NO_DATA]
    unsized = f"{FOLLOWERS}, baseline: unknown, targets: [{{change: +5%}}, 900]"
    assert statuses(unsized, ",2026-02-20,instagram,followers,950")[0] is Status.NOT_JUDGED


def test_each_target_has_its_judged_value() -> None:
    """A target whose day is over is judged by what came until then, one to come by what there is now."""
    kpi_standing = standing(f"{VIEWS}, targets: [{{value: 70, by: 2026-02-14}}, 240]", *WEEKS)
    assert [target.judged and target.judged.exact for target in kpi_standing.targets] == [140, 210]


def test_share_has_the_interval_of_chance() -> None:
    """A share with a sample has Wilson's interval; a count, or a share without a sample, has none."""
    recall = "metric: brand-recall, targets: none"
    assert standing(recall, "2026-02-09,2026-02-14,,brand-recall,14%,,611").interval is not None
    assert standing(recall, "2026-02-09,2026-02-14,,brand-recall,14%").interval is None
    assert standing(recall, "2026-02-09,2026-02-14,,brand-recall,>14%,,611").interval is None
    assert standing(f"{FOLLOWERS}, targets: none", ",2026-02-20,instagram,followers,1,,611").interval is None


@pytest.mark.parametrize(
    ("kpi", "rows", "projected"),
    [
        (f"{VIEWS}, targets: 420", WEEKS, True),
        (f"{VIEWS}, targets: none", WEEKS, True),
        (f"{VIEWS}, targets: 420", WEEKS[:2], False),
        (VIEWS.replace("instagram", "[instagram, tiktok]"), WEEKS, False),
        (VIEWS, tuple(f"{row},,,,estimated" for row in WEEKS), False),
        (VIEWS, (*WEEKS[:2], WEEKS[2].replace("70", ">70")), False),
        (f"{FOLLOWERS}, targets: none", (",2026-02-20,instagram,followers,600",), False),
        ("metric: twice, channels: instagram", tuple(row.replace("views", "likes") for row in WEEKS), False),
    ],
)
def test_only_sums_of_whole_channels_are_projected(kpi: str, rows: tuple[str, ...], *, projected: bool) -> None:
    """A run rate is of plain sums: not of levels, formulas, estimates or bounds, and not with a silent channel."""
    assert (standing(kpi, *rows).projection is not None) is projected


def test_first_promised_target_is_spoken_of() -> None:
    """A KPI is spoken of with the target that decides: one that is promised, where there is any."""
    splendid, promised = "{value: 999, stretch: true}", "420"
    unread = standing(f"{VIEWS}, targets: [{splendid}, {promised}]")
    assert unread.aim is not None
    assert unread.aim.least == 420
    alone = standing(f"{VIEWS}, targets: [{splendid}]")
    assert alone.aim is not None
    assert alone.aim.least == 999
    paced = standing(f"{VIEWS}, targets: [{promised}, {{value: 230, by: 2026-02-27}}]", *WEEKS)
    assert paced.aim is not None
    assert paced.aim.least == 230


def test_before_the_first_day_nothing_has_begun() -> None:
    """Until the first day that counts is over a KPI has not begun, and nothing is missing."""
    rules = [standing(f"{VIEWS}, targets: 420", day=f"2026-{day}").verdict.rule for day in ("02-01", "02-02")]
    assert rules == ["not-begun", "no-value"]


@pytest.mark.parametrize(("day", "status"), [("2026-02-08", "no-whole-period"), ("2026-02-09", "not-held")])
def test_first_whole_week_speaks_at_once(day: str, status: str) -> None:
    """A target for each week has no verdict before a whole week is over; one that breaks it is a miss at once."""
    kpi = "metric: posts-published, channels: instagram, baseline: unknown, targets: {min: 10, per: week}"
    weeks = [f"2026-02-{first:02},2026-02-{first + 6:02},instagram,posts-published,9" for first in (2, 9, 16)]
    assert standing(kpi, *weeks, day=day).verdict.rule == status


def test_rate_of_weeks_says_how_much_was_read_of_all() -> None:
    """The newest week of a rate is shown with the coverage of all weeks."""
    rows = ("2026-02-01,2026-02-07,instagram,ctr,5%", "2026-02-08,2026-02-14,instagram,ctr,6%")
    now = standing("metric: ctr, channels: instagram, targets: none", *rows, day="2026-02-15").now
    assert now.coverage is not None
    assert (now.exact, now.coverage.read, now.coverage.expected) == (Decimal("0.06"), 14, 14)


REACH = """
campaign: {title: T, state: closed, period: {start: 2026-06-01, end: 2026-06-30}}
channels: {facebook: {kind: owned}}
measurement:
  kpis:
    it:
      metric: reach
      channels: facebook
      baseline: {value: 100, date: 2026-05-31}
      targets: [{value: 150, by: 2026-06-10}, {value: 200, by: 2026-06-15}, 400]
"""


@pytest.mark.parametrize(
    ("last", "points"),
    [
        ("2026-06-14", ["05-31", "06-10", "06-15", "06-30"]),
        ("2026-06-15", ["06-15", "06-30"]),
        ("2026-06-20", ["06-15", "06-30"]),
    ],
)
def test_path_begins_after_a_new_definition(last: str, points: list[str]) -> None:
    """On the 15th of June 2026 the reach of Facebook is defined anew: nothing leads there from before that day."""
    readings = f"start,end,channel,metric,value\n2026-06-01,{last},facebook,reach,120\n"
    path = measured({"plan": REACH, "readings": readings, "day": last}).kpis["it"].path
    assert path is not None
    assert [f"{day:%m-%d}" for day, _ in path.points] == points


def test_path_is_none_where_all_targets_came_before() -> None:
    """Where all targets were of the old definition nothing leads anywhere."""
    plan = REACH.replace("{value: 200, by: 2026-06-15}, 400", "{value: 200, by: 2026-06-14}")
    readings = "start,end,channel,metric,value\n2026-06-01,2026-06-20,facebook,reach,120\n"
    assert measured({"plan": plan, "readings": readings, "day": "2026-06-20"}).kpis["it"].path is None


@pytest.mark.parametrize(
    ("targets", "share"),
    [("[{value: 840, by: 2026-02-15}, 420]", "0.5"), ("[{value: 420}, {max: 840}]", "0.5"), ("[{max: 840}]", None)],
)
def test_share_is_of_the_last_target(targets: str, share: str | None) -> None:
    """The share of the way is that of the target of the last day, and of what is reached there, not of a limit."""
    answer = standing(f"{VIEWS}, targets: {targets}", *WEEKS).path_share
    assert answer == (None if share is None else Decimal(share))


DAILY = tuple(f"2026-02-{day:02},2026-02-{day:02},instagram,views,10" for day in range(1, 28))


@pytest.mark.parametrize(("day", "projected"), [("2026-02-28", True), ("2026-03-01", False)])
def test_projection_ends_with_the_campaign(day: str, *, projected: bool) -> None:
    """On the last day a sum still leads to its end; after it there is nothing to come."""
    assert (standing(f"{VIEWS}, targets: 280", *DAILY, day=day).projection is not None) is projected


def test_stopped_campaign_leads_nowhere() -> None:
    """A campaign that was stopped has no projection, however even its weeks were."""
    plan = """
campaign:
  title: T
  state: stopped
  stopped: {date: 2026-02-25, because: No money.}
  period: {start: 2026-02-01, end: 2026-02-28}
channels: {instagram: {kind: owned}}
measurement: {kpis: {it: {metric: views, channels: instagram, baseline: unknown, targets: 280}}}
"""
    readings = "\n".join(["start,end,channel,metric,value", *DAILY[:24]])
    assert measured({"plan": plan, "readings": readings, "day": "2026-02-26"}).kpis["it"].projection is None


def test_running_week_ends_with_the_campaign() -> None:
    """Three days of 10 in the last week, which has six days in the campaign, lead to 60."""
    answer = standing(f"{VIEWS}, targets: {{value: 60, per: week}}", *DAILY[:25], day="2026-02-26")
    assert answer.projection is not None
    assert answer.projection.value == 60


def test_week_that_begins_has_nothing_yet() -> None:
    """A week of which nothing was read leads to what six mean days bring."""
    rows = [row.replace("instagram,views", ",leads") for row in DAILY[:22]]
    answer = standing("metric: leads, baseline: unknown, targets: {value: 60, per: week}", *rows, day="2026-02-23")
    assert answer.projection is not None
    assert answer.projection.value == 60
