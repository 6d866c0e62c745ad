"""The course of a KPI: it ends where the value is, and joins only what belongs together."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from worked import CASES, measured

from rencana.measure.campaign import Measured
from rencana.measure.history import Course, PointKind, course
from rencana.measure.periods import periods
from rencana.measure.ratios import value_of

FIRST = date(2026, 2, 2)
PORTFOLIO = """
format: 1
sources:
  panel: {title: Panel, method: survey, population: Drinkers}
  web: {title: Web poll, method: survey, population: Visitors}
"""


def drawn(kpi: str, readings: str, day: str = "2026-02-28", *, plan: str = "") -> Course | None:
    """The course of one KPI of a campaign in February."""
    text = f"""
campaign: {{title: T, state: running, period: {{start: 2026-02-02, end: 2026-02-28}}}}
channels: {{instagram: {{kind: owned}}, tiktok: {{kind: owned}}, youtube: {{kind: owned}}}}
measurement:
  {plan or "cadence: weekly"}
  kpis:
    it: {{{kpi}}}
"""
    case = {"portfolio": PORTFOLIO, "plan": text, "readings": readings, "day": day}
    return course(measured(case), "it")


def sizes(line: Course | None) -> list[list[tuple[int, int]]]:
    """Day of the month and size of each point, run by run; the origin is on the day before the first."""
    assert line is not None
    return [[((point.day - FIRST).days, int(point.size.exact or 0)) for point in run] for run in line.runs]


def test_formula_with_readings_of_before() -> None:
    """Readings from before the first day make a course of one point, and never stop a build."""
    plan = "metrics: {per-follower: {title: P, formula: last(likes) / last(followers)}}"
    readings = "start,end,channel,metric,value\n,2026-01-20,instagram,followers,100\n,2026-01-20,instagram,likes,7\n"
    line = drawn("metric: per-follower, channels: instagram, targets: none", readings, "2026-01-25", plan=plan)
    assert line is None or len(line.points) == 1


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_course_ends_at_the_value(path: Path) -> None:
    """In every worked case the last point says what the KPI says, and is as of the same day."""
    campaign = measured(yaml.safe_load(path.read_text(encoding="utf-8")))
    for name, kpi in campaign.kpis.items():
        line = course(campaign, name)
        if kpi.now.size is None:
            assert line is None or line.turns or line.kind in (PointKind.PERIOD, PointKind.RATE)
            continue
        assert line is not None
        assert line.last.size == kpi.now.size
        assert line.last.day == kpi.now.end or line.kind is PointKind.PERIOD
        days = [point.day for point in line.points]
        assert days == sorted(set(days))


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(0, 25), st.integers(-50, 10**12), st.booleans()), min_size=1, unique_by=lambda x: x[0::2]
    )
)
def test_any_days_end_at_the_value(rows: list[tuple[int, int, bool]]) -> None:
    """Whatever days of two channels were read, the course ends at the sum, and no run bridges a missing day."""
    lines = ["start,end,channel,metric,value"]
    for offset, size, second in rows:
        day = FIRST + timedelta(days=offset)
        lines.append(f"{day},{day},{'tiktok' if second else 'instagram'},views,{size}")
    plan = """
campaign: {title: T, period: {start: 2026-02-02, end: 2026-02-28}}
channels: {instagram: {kind: owned}, tiktok: {kind: owned}}
measurement: {kpis: {it: {metric: views}}}
"""
    campaign = measured({"plan": plan, "readings": "\n".join(lines), "day": "2026-02-28"})
    line, now = course(campaign, "it"), campaign.kpis["it"].now
    assert line is not None
    assert line.last.size == now.size
    for run in line.runs:
        for _, start, end in line.gaps:
            assert not any(before.day < start and end < after.day for before, after in pairwise(run))


DAYS = st.tuples(
    st.integers(-2, 20),
    st.sampled_from([0, 0, 0, 6]),
    st.sampled_from(["instagram", "instagram", "instagram", "tiktok", ""]),
    st.tuples(st.integers(0, 90), st.integers(1, 10**6)),
    st.sampled_from(["", "", "", "panel"]),
    st.sampled_from([("clicks", "impressions"), ("clicks", "impressions"), ("clicks",), ("impressions",)]),
    st.booleans(),
    st.sampled_from(["", "", "provisional", "estimated"]),
)
"""First day, length, channel, clicks and impressions, source, which of the two was read, whether by a counter, mark."""


@st.composite
def rows_of_rate(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """Rows that overlap and replace one another, as `DAYS` says; written as they stand in a table."""
    rows = []
    for first, length, channel, sizes, source, metrics, counter, mark in draw(st.lists(DAYS, min_size=3, max_size=16)):
        day = FIRST + timedelta(days=first)
        start = "" if counter and not length else day
        both = zip(("clicks", "impressions"), sizes, strict=True)
        end = day + timedelta(days=length)
        rows += [(start, end, channel, name, size, source, mark) for name, size in both if name in metrics]
    return rows


@st.composite
def tidy_rows_of_rate(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """Rows as most people write them: in each channel each day once, though one number by the day, one by the week."""
    rows, days = [], st.integers(0, 20)
    for channel in draw(st.sampled_from([("instagram",), ("",), *[("instagram", "tiktok")] * 3, ("", "instagram")])):
        source, common = draw(st.sampled_from(["", "panel", "web"])), draw(st.sets(days, min_size=2, max_size=5))
        for name in draw(st.sampled_from([*[("clicks", "impressions")] * 4, ("impressions", "clicks", "rate")])):
            first = 0
            for last in sorted(common | draw(st.sets(days, max_size=2))):
                start, end = (FIRST + timedelta(days=day) for day in (first, last))
                mark = draw(st.sampled_from(["", "", "provisional", "estimated"]))
                rows.append((start, end, channel, name, draw(st.integers(1, 10**6)), source, mark))
                first = last + draw(st.sampled_from([1, 1, 1, 2]))
    return [row for row in rows if row[0] <= row[1]]


@settings(deadline=None, max_examples=100)
@given(rows_of_rate(), st.sampled_from(["panel", "web"]))
def test_rate_is_what_each_day_says_by_itself(rows: list[tuple[Any, ...]], source: str) -> None:
    """However rows overlap and replace one another, cells that are made once give what each day says by itself."""
    campaign = _rated(rows, source, "daily")
    assert course(campaign, "it") == _day_by_day(campaign)


@settings(deadline=None, max_examples=150)
@given(tidy_rows_of_rate(), st.sampled_from(["daily", "weekly"]))
def test_rate_of_tidy_rows_is_what_each_day_says_by_itself(rows: list[tuple[Any, ...]], cadence: str) -> None:
    """Cells that are added one by one give what each day says by itself, with its days, its mark and its source."""
    campaign = _rated(rows, "panel", cadence)
    assert course(campaign, "it") == _day_by_day(campaign)


def _rated(rows: list[tuple[Any, ...]], source: str, cadence: str) -> Measured:
    """A campaign that ends before its readings do, with one rate of clicks and impressions."""
    lines = ["start,end,channel,metric,value,source,mark", *(",".join(map(str, row)) for row in rows)]
    plan = f"""
campaign: {{title: T, period: {{start: 2026-02-02, end: 2026-02-18}}}}
channels: {{instagram: {{kind: owned}}, tiktok: {{kind: owned}}}}
measurement: {{cadence: {cadence}, kpis: {{it: {{metric: rate, sources: [{source}]}}}}}}
"""
    rate = "rate: {title: Rate, formula: clicks / impressions}"
    portfolio = f"{PORTFOLIO}metrics: {{clicks: {{title: Clicks, over_time: sum}}, {rate}}}"
    return measured({"portfolio": portfolio, "plan": plan, "readings": "\n".join(lines), "day": "2026-02-28"})


def _day_by_day(campaign: Measured) -> Course | None:
    """The course of a rate whose points are each worked out anew, with nothing kept of the one before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rencana.measure.history.value_of", lambda query: value_of(replace(query, cells={})))
        return course(campaign, "it")


@pytest.mark.parametrize(
    ("metric", "channel", "parts", "points"),
    [
        ("cpc", "instagram", {"spend": ["3000 IDR", "4000 IDR", "5000 IDR"], "link-clicks": ["3", "4", "5"]}, 3),
        (
            "roas",
            "instagram",
            {"spend": ["3000 IDR", "4000 IDR", "5000 IDR"], "revenue": ["1 USD", "2 USD", "3 USD"]},
            0,
        ),
        ("share-rate", "youtube", {"shares": ["3", "4", "5"], "yt-views": ["30", "70", "20"]}, 2),
        ("ctr", "instagram", {"link-clicks": ["3", "4", "5"], "impressions": ["0", "0", "20"]}, 1),
    ],
)
def test_odd_rate_is_what_each_day_says_by_itself(
    metric: str, channel: str, parts: dict[str, list[str]], points: int
) -> None:
    """Two currencies, a changed definition, nothing to divide by: each day speaks for itself."""
    lines = ["start,end,channel,metric,value"]
    for name, sizes in parts.items():
        for day, size in zip(("2025-03-24", "2025-03-29", "2025-04-02"), sizes, strict=True):
            lines.append(f"{day},{day},{channel},{name},{size}")
    plan = f"""
campaign: {{title: T, state: running, currency: IDR, period: {{start: 2025-03-24, end: 2025-04-30}}}}
channels: {{{channel}: {{kind: owned}}}}
measurement:
  cadence: daily
  metrics: {{share-rate: {{title: Shares by view, formula: shares / yt-views}}}}
  kpis: {{it: {{metric: {metric}, channels: {channel}, targets: none}}}}
"""
    campaign = measured({"portfolio": PORTFOLIO, "plan": plan, "readings": "\n".join(lines), "day": "2025-04-05"})
    line = course(campaign, "it")
    assert line == _day_by_day(campaign)
    assert len(line.points if line else ()) == points


def test_sum_begins_at_nothing() -> None:
    """A sum starts with 0 at the end of the day before the first one, and grows day by day."""
    rows = "start,end,metric,value\n2026-02-02,2026-02-02,views,3\n2026-02-03,2026-02-03,views,4\n"
    assert sizes(drawn("metric: views", rows)) == [[(-1, 0), (0, 3), (1, 7)]]


def test_missing_day_is_a_gap() -> None:
    """A day that one channel lacks has no point and no line, though the other channel was read on it."""
    rows = ["start,end,channel,metric,value"]
    for day in ("02", "03", "04", "05"):
        rows.append(f"2026-02-{day},2026-02-{day},instagram,views,10")
        rows += [f"2026-02-{day},2026-02-{day},tiktok,views,1"] if day != "04" else []
    line = drawn("metric: views, channels: [instagram, tiktok]", "\n".join(rows))
    assert sizes(line) == [[(-1, 0), (0, 11), (1, 22)], [(3, 43)]]
    assert line is not None
    assert line.gaps == (("tiktok", date(2026, 2, 4), date(2026, 2, 4)),)


def test_weeks_hide_days_inside() -> None:
    """Where one channel is read by the week, the sum is known at the ends of weeks only."""
    rows = ["start,end,channel,metric,value", "2026-02-02,2026-02-08,tiktok,views,70"]
    rows += [f"2026-02-0{day},2026-02-0{day},instagram,views,1" for day in range(2, 9)]
    assert sizes(drawn("metric: views, channels: [instagram, tiktok]", "\n".join(rows))) == [[(-1, 0), (6, 77)]]


def test_silent_channel_is_no_gap() -> None:
    """A channel that was never read does not tear the line of the others apart; the page says that it is silent."""
    rows = "start,end,channel,metric,value\n2026-02-02,2026-02-02,instagram,views,3\n"
    line = drawn("metric: views, channels: [instagram, tiktok]", rows)
    assert sizes(line) == [[(-1, 0), (0, 3)]]
    assert line is not None
    assert line.gaps == ()


def test_definition_break_splits_a_sum() -> None:
    """Across a change of definition there are two sums, each from 0, and the day of the change with its words."""
    plan = """
campaign: {title: T, state: running, period: {start: 2025-03-01, end: 2025-04-30}}
channels: {youtube: {kind: owned}}
measurement: {kpis: {it: {metric: yt-views, channels: youtube, baseline: unknown, targets: none}}}
"""
    rows = """start,end,channel,metric,value
2025-03-01,2025-03-30,youtube,yt-views,100
2025-03-31,2025-04-10,youtube,yt-views,7
"""
    line = course(measured({"plan": plan, "readings": rows, "day": "2025-05-01"}), "it")
    assert line is not None
    assert [[int(point.size.exact or 0) for point in run] for run in line.runs] == [[0, 100], [0, 7]]
    assert [turn.day for turn in line.turns] == [date(2025, 3, 31)]
    assert line.turns[0].change is not None


def test_other_population_splits_a_level() -> None:
    """Two surveys of different people are not joined, and the second source is named where it begins."""
    rows = """start,end,metric,value,source
2026-02-02,2026-02-03,brand-recall,14%,panel
2026-02-09,2026-02-10,brand-recall,40%,web
"""
    line = drawn("metric: brand-recall, sources: [panel, web]", rows)
    assert line is not None
    assert [len(run) for run in line.runs] == [1, 1]
    assert [(turn.day, turn.source) for turn in line.turns] == [(date(2026, 2, 10), "web")]


def test_share_has_its_interval() -> None:
    """A share with a sample size carries n, mark, days and between which ends the true share lies."""
    rows = "start,end,metric,value,n,mark\n2026-02-02,2026-02-08,brand-recall,16%,600,provisional\n"
    line = drawn("metric: brand-recall", rows)
    assert line is not None
    point = line.last
    assert (point.n, point.mark, point.start) == (Decimal(600), "provisional", FIRST)
    assert point.interval is not None
    assert point.interval.low < Decimal("0.16") < point.interval.high


def test_rate_is_computed_step_by_step() -> None:
    """A computed rate has a point at the end of each week: the ratio of the sums so far, never the mean of ratios."""
    rows = ["start,end,channel,metric,value"]
    for day, clicks in (("2026-02-08", 10), ("2026-02-15", 80)):
        start = date.fromisoformat(day) - timedelta(days=6)
        rows += [f"{start},{day},instagram,link-clicks,{clicks}", f"{start},{day},instagram,impressions,1000"]
    line = drawn("metric: ctr, channels: instagram", "\n".join(rows), "2026-02-16")
    assert line is not None
    assert line.kind is PointKind.RATE
    assert [point.size.exact for point in line.points] == [Decimal("0.01"), Decimal("0.045")]


def test_steady_target_draws_single_weeks() -> None:
    """Where a target is asked for each week, each point is one week, and a week that nobody read is a gap."""
    rows = """start,end,channel,metric,value
2026-02-02,2026-02-08,instagram,posts-published,9
2026-02-16,2026-02-22,instagram,posts-published,5
"""
    line = drawn("metric: posts-published, channels: instagram, targets: {min: 5, per: week}", rows, "2026-02-24")
    assert sizes(line) == [[(6, 9)], [(20, 5)]]
    assert line is not None
    assert line.gaps == (("", date(2026, 2, 9), date(2026, 2, 15)),)


def test_nothing_read_has_no_course() -> None:
    """Without a reading there is no course, not a line at 0."""
    assert drawn("metric: views", "start,end,metric,value\n") is None


def test_long_course_is_thinned() -> None:
    """A course of years keeps its first and its last point, and at most some hundred between them."""
    days = [date(2024, 1, 1) + timedelta(days=index) for index in range(700)]
    rows = "\n".join(
        ["end,channel,metric,value", *(f"{day},instagram,followers,{100 + n}" for n, day in enumerate(days))]
    )
    plan = """
campaign: {title: T, period: {start: 2024-01-01, end: 2025-12-31}}
channels: {instagram: {kind: owned}}
measurement: {kpis: {it: {metric: followers}}}
"""
    line = course(measured({"plan": plan, "readings": rows, "day": str(days[-1])}), "it")
    assert line is not None
    assert line.points[0].day == days[0]
    assert line.last.size.exact == 799
    assert 60 < len(line.points) <= 121


@pytest.mark.parametrize(
    ("unit", "ends"),
    [
        ("week", [date(2026, 2, 8), date(2026, 2, 15)]),
        ("month", [date(2026, 2, 28)]),
        ("quarter", [date(2026, 3, 31)]),
        ("year", [date(2026, 12, 31)]),
    ],
)
def test_periods_end_where_calendars_do(unit: str, ends: list[date]) -> None:
    """Weeks end on Sundays, months, quarters and years on their last days, wherever counting began."""
    assert [end for _, end in periods(unit, date(2026, 2, 4), date(2026, 2, 10))] == ends
