"""The cells that were read beside those that were to be read: to yesterday, in the windows of each channel."""

from datetime import date

import pytest
from worked import february, measured

from rencana.measure.coverage import ChannelCoverage, Coverage

VIEWS = "metric: views, channels: instagram, targets: none"


def covered(kpi: str, *rows: str, day: str = "2026-02-15", parts: str = "") -> Coverage:
    """The coverage of a KPI on a day."""
    coverage = february(kpi, *rows, day=day, parts=parts).now.coverage
    assert coverage is not None
    return coverage


def only(coverage: Coverage) -> ChannelCoverage:
    """The coverage of the one channel."""
    (channel,) = coverage.channels
    return channel


@pytest.mark.parametrize(
    ("day", "last", "expected"),
    [
        ("2026-02-15", 14, 14),
        ("2026-02-15", 10, 14),
        ("2026-02-15", 15, 15),
        ("2026-02-28", 28, 28),
        ("2026-03-20", 28, 28),
        ("2026-03-20", 7, 28),
    ],
)
def test_expected_to_yesterday(day: str, last: int, expected: int) -> None:
    """Days are expected up to yesterday, today only where it was read, and none after the end."""
    channel = only(covered(VIEWS, f"2026-02-01,2026-02-{last:02},instagram,views,9", day=day))
    assert (channel.unit, channel.expected, channel.read) == ("days", expected, last)


def test_days_of_both_channels_are_counted() -> None:
    """A row of all channels reads all of them, and one of a channel only this one."""
    kpi = "metric: views, targets: none"
    rows = ("2026-02-01,2026-02-07,,views,9", "2026-02-08,2026-02-14,tiktok,views,9")
    coverage = covered(kpi, *rows)
    assert {channel.channel: channel.read for channel in coverage.channels} == {
        "instagram": 7,
        "tiktok": 14,
        "youtube": 7,
    }
    assert coverage.missing == tuple((name, date(2026, 2, 8), date(2026, 2, 14)) for name in ("instagram", "youtube"))


PLACES = """
campaign: {title: T, state: running, period: {start: 2026-02-01, end: 2026-02-28}, places: [jakarta, bandung]}
channels: {instagram: {kind: owned}}
measurement: {kpis: {it: {metric: views, channels: instagram, places: [jakarta, bandung], targets: none}}}
"""


def test_places_multiply_the_days() -> None:
    """A KPI of two places has two cells a day, and a day counts as read where both were."""
    rows = """start,end,channel,place,metric,value
2026-02-01,2026-02-14,instagram,jakarta,views,9
2026-02-01,2026-02-07,instagram,bandung,views,9
"""
    portfolio = "format: 1\nplaces: {jakarta: Jakarta, bandung: Bandung}\n"
    now = measured({"portfolio": portfolio, "plan": PLACES, "readings": rows, "day": "2026-02-15"}).kpis["it"].now
    assert now.coverage is not None
    channel = only(now.coverage)
    assert (channel.expected, channel.read) == (28, 21)
    assert channel.spans == ((date(2026, 2, 1), date(2026, 2, 7)),)


ALL_PLACES = PLACES.replace(" places: [jakarta, bandung], targets", " targets")


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        (["1,14,jakarta", "1,7,bandung"], 21),
        (["1,7,", "8,14,jakarta", "8,10,bandung"], 24),
        (["1,14,jakarta"], 14),
    ],
)
def test_rows_of_places_are_counted_by_places(rows: list[str], read: int) -> None:
    """Where rows name places, each place of the plan has its own cells; a row of the whole reads all of them."""
    lines = [line.split(",") for line in rows]
    table = [
        f"2026-02-{int(first):02},2026-02-{int(last):02},instagram,{place},views,9" for first, last, place in lines
    ]
    readings = "\n".join(["start,end,channel,place,metric,value", *table])
    portfolio = "format: 1\nplaces: {jakarta: Jakarta, bandung: Bandung}\n"
    case = {"portfolio": portfolio, "plan": ALL_PLACES, "readings": readings, "day": "2026-02-15"}
    coverage = measured(case).kpis["it"].now.coverage
    assert coverage is not None
    assert (only(coverage).expected, only(coverage).read) == (28, read)


OPEN_PLAN = """
campaign: {title: T, state: running}
channels: {instagram: {kind: owned}}
measurement: {kpis: {it: {metric: views, channels: instagram, targets: none}}}
"""


def test_campaign_without_first_day_begins_with_its_readings() -> None:
    """Where no day is the first one, days are expected from the first one that was read."""
    readings = """start,end,channel,metric,value
2026-02-03,2026-02-05,instagram,views,9
2026-02-08,2026-02-10,instagram,views,9
"""
    coverage = measured({"plan": OPEN_PLAN, "readings": readings, "day": "2026-02-15"}).kpis["it"].now.coverage
    assert coverage is not None
    assert (only(coverage).expected, only(coverage).read) == (12, 6)


POSTS = """
calendar:
  p1: {at: 2026-02-02, channels: [instagram], state: published}
  p2: {at: 2026-02-03, channels: [instagram, tiktok], state: published}
  p3: {at: 2026-02-16, channels: [instagram], state: published}
  p4: {at: 2026-02-03, channels: [instagram], state: scheduled}
"""


def test_posts_are_counted_where_a_channel_is_read_by_posts() -> None:
    """Published posts of the days so far are expected, each on its channel; a day of the channel needs none of them."""
    by_posts = only(covered(VIEWS, ",2026-02-14,instagram,views,9,,,p1", parts=POSTS))
    assert (by_posts.unit, by_posts.expected, by_posts.read) == ("posts", 2, 1)
    by_days = only(covered(VIEWS, "2026-02-01,2026-02-14,instagram,views,9", parts=POSTS))
    assert (by_days.unit, by_days.expected) == ("days", 14)


def test_each_channel_has_its_unit() -> None:
    """A channel that is read by posts beside one that is read by days: each is counted in its own unit."""
    rows = (",2026-02-14,instagram,views,9,,,p1", "2026-02-01,2026-02-14,tiktok,views,9")
    coverage = covered("metric: views, channels: [instagram, tiktok], targets: none", *rows, parts=POSTS)
    assert [(part.channel, part.unit, part.read, part.expected) for part in coverage.channels] == [
        ("instagram", "posts", 1, 2),
        ("tiktok", "days", 14, 14),
    ]
    assert coverage.unit == "cells"


def test_post_on_two_channels_is_read_on_both() -> None:
    """A number of a post on two channels counts on both of them, and says nothing of the days of a third one."""
    rows = (",2026-02-14,,views,9,,,p2", "2026-02-01,2026-02-02,youtube,views,9")
    coverage = covered("metric: views, targets: none", *rows, parts=POSTS)
    assert [(part.channel, part.unit, part.read, part.expected) for part in coverage.channels] == [
        ("instagram", "posts", 1, 2),
        ("tiktok", "posts", 1, 1),
        ("youtube", "days", 2, 14),
    ]


def test_posts_are_read_to_the_day_of_the_last_one() -> None:
    """A channel that is read by posts is read up to the last day of any of them."""
    rows = (",2026-02-10,instagram,views,9,,,p1", ",2026-02-14,instagram,views,9,,,p2")
    assert only(covered(VIEWS, *rows, parts=POSTS)).spans == ((date(2026, 2, 1), date(2026, 2, 14)),)


AUDIENCES = """
campaign: {title: T, state: running, period: {start: 2026-02-01, end: 2026-02-28}}
audiences: {disjoint: true, fans: {title: Fans}, others: {title: Others}}
channels: {instagram: {kind: owned}}
measurement: {kpis: {it: {metric: views, channels: instagram, targets: none}}}
"""


def test_row_of_all_audiences_reads_each_of_them() -> None:
    """Where rows name audiences that nobody shares each has its own cells; a row of the whole reads all of them."""
    readings = """start,end,channel,audience,metric,value
2026-02-01,2026-02-07,instagram,,views,9
2026-02-08,2026-02-14,instagram,fans,views,9
2026-02-08,2026-02-10,instagram,others,views,9
"""
    coverage = measured({"plan": AUDIENCES, "readings": readings, "day": "2026-02-15"}).kpis["it"].now.coverage
    assert coverage is not None
    assert (only(coverage).expected, only(coverage).read) == (28, 24)


WINDOWS = "[{start: 2026-02-01, end: 2026-02-07}, {start: 2026-02-13, end: 2026-02-20}]"


def test_days_between_windows_are_not_expected() -> None:
    """Of a phase with two windows only the days in them are to be read; it is open today, too."""
    rows = [f"2026-02-{day:02},2026-02-{day:02},instagram,views,9" for day in range(1, 15)]
    channel = only(
        covered(f"{VIEWS}, phase: push", *rows, parts=f"schedule: {{phases: {{push: {{windows: {WINDOWS}}}}}}}")
    )
    assert (channel.expected, channel.read) == (9, 9)
    assert channel.open == ((date(2026, 2, 1), date(2026, 2, 7)), (date(2026, 2, 13), date(2026, 2, 15)))
