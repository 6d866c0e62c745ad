"""Sums over days and channels: what they are made of, what is missing in them, and when they are no number."""

from datetime import date
from decimal import Decimal

import pytest
from worked import february, measured

from rencana.measure.value import How, Reason, Value, WhyNot

VIEWS = "metric: views, channels: instagram, baseline: unknown, targets: none"
BOTH = VIEWS.replace("instagram", "[instagram, tiktok]")


def now(kpi: str, *rows: str, day: str = "2026-02-20", parts: str = "") -> Value:
    """What a KPI says on the 20th."""
    return february(kpi, *rows, day=day, parts=parts).now


def rows_of(channel: str, *stretches: str, metric: str = "views") -> list[str]:
    """Rows of 10 for stretches of February, such as `1-7`."""
    lines = []
    for stretch in stretches:
        first, _, last = stretch.partition("-")
        lines.append(f"2026-02-{int(first):02},2026-02-{int(last or first):02},{channel},{metric},10")
    return lines


def test_sum_adds_each_row_once() -> None:
    """A sum says its size, its first and last day, and how it came about."""
    value = now(VIEWS, *rows_of("instagram", "1-7", "8", "10-12"))
    assert (value.exact, value.how) == (30, How.SUM)
    assert (value.start, value.end) == (date(2026, 2, 1), date(2026, 2, 12))


def test_parts_say_what_each_channel_adds() -> None:
    """Each channel has a part with its size, its days and its rows; the channels stand by name."""
    rows = [*rows_of("tiktok", "1-7", "8-14"), *rows_of("instagram", "1-14")]
    parts = now(BOTH, *rows).parts
    assert [(part.channel, part.size.exact, part.start, part.end) for part in parts] == [
        ("instagram", 10, date(2026, 2, 1), date(2026, 2, 14)),
        ("tiktok", 20, date(2026, 2, 1), date(2026, 2, 14)),
    ]
    assert [len(part.readings) for part in parts] == [1, 2]


@pytest.mark.parametrize(
    ("stretches", "missing"),
    [
        (("1-7", "8-14"), []),
        (("1-7", "9-14"), ["8"]),
        (("2-7", "8-14"), ["1"]),
        (("1-3", "6-7", "14"), ["4-5", "8-13"]),
        (("6-7", "1-3", "14"), ["4-5", "8-13"]),
    ],
)
def test_days_between_readings_are_gaps(stretches: tuple[str, ...], missing: list[str]) -> None:
    """Every day between readings that no row covers is in a gap; with those after the last one all is missing."""
    coverage = now(VIEWS, *rows_of("instagram", *stretches)).coverage
    assert coverage is not None
    gaps = [f"{start.day}" if start == end else f"{start.day}-{end.day}" for _, start, end in coverage.gaps]
    assert gaps == missing
    assert coverage.missing[-1] == ("instagram", date(2026, 2, 15), date(2026, 2, 19))
    assert coverage.read + sum((end - start).days + 1 for _, start, end in coverage.missing) == coverage.expected == 19


def test_coverage_goes_to_the_day_asked() -> None:
    """Of each channel all days up to yesterday are expected, not only those up to its last reading."""
    rows = [*rows_of("instagram", "1-14"), *rows_of("tiktok", "1-7", "9-14")]
    coverage = now(BOTH, *rows).coverage
    assert coverage is not None
    assert coverage.gaps == (("tiktok", date(2026, 2, 8), date(2026, 2, 8)),)
    assert (coverage.expected, coverage.read) == (38, 27)


def test_unread_channel_is_silent() -> None:
    """A channel that the KPI names and nobody read is silent, and its days are expected."""
    coverage = now(BOTH, *rows_of("tiktok", "1-7")).coverage
    assert coverage is not None
    assert (coverage.silent, coverage.gaps) == (("instagram",), ())
    assert (coverage.expected, coverage.read) == (38, 7)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2026-02-01,2026-02-07,instagram,views,,+20%", WhyNot.CHANGE_ONLY),
        ("2026-02-21,2026-02-22,instagram,views,10", WhyNot.NO_READING),
        ("2026-02-20,2026-02-21,instagram,views,,+20%", WhyNot.NO_READING),
        ("2026-02-20,2026-02-20,instagram,views,,+20%", WhyNot.CHANGE_ONLY),
    ],
)
def test_missing_sum_says_why(row: str, why: WhyNot) -> None:
    """A sum of which only a change is known says so; what will be read later is not known yet."""
    assert now(VIEWS, row).why_not is why


def test_size_of_other_days_is_no_change() -> None:
    """Where a size was read of days before the campaign, it is not only changes that are known."""
    rows = ("2026-01-01,2026-01-07,instagram,views,10", "2026-02-01,2026-02-07,instagram,views,,+20%")
    assert now(VIEWS, *rows).why_not is WhyNot.NO_READING


def test_two_rows_of_which_one_is_a_change() -> None:
    """A row that says only a change is left out where another one has a size."""
    value = now(VIEWS, *rows_of("instagram", "1-7"), "2026-02-08,2026-02-14,instagram,views,,+20%")
    assert (value.exact, [row.reason for row in value.left_out]) == (10, [Reason.CHANGE_ONLY])


def test_mark_of_any_row_marks_the_sum() -> None:
    """A sum with an estimated row in it is estimated."""
    rows = rows_of("instagram", "1-7", "8-14")
    assert now(VIEWS, rows[0], f"{rows[1]},,,,estimated").mark == "estimated"
    assert now(VIEWS, *rows).mark == ""


def test_money_keeps_its_currency() -> None:
    """A sum of money is in the currency of its rows."""
    spend = VIEWS.replace("views", "spend")
    assert now(spend, "2026-02-01,2026-02-07,instagram,spend,10 USD").currency == "USD"
    assert now(spend, "2026-02-01,2026-02-07,instagram,spend,10").currency == "IDR"


POSTS = """
calendar:
  p1: {at: 2026-02-02, channels: [instagram], state: published}
  p2: {at: DAY, channels: [CHANNEL], state: STATE}
"""


@pytest.mark.parametrize(
    ("day", "channel", "state", "expected"),
    [
        ("2026-02-03", "instagram", "published", 2),
        ("2026-02-19", "instagram", "published", 2),
        ("2026-02-20", "instagram", "published", 1),
        ("2026-02-01", "instagram", "published", 2),
        ("2026-02-21", "instagram", "published", 1),
        ("2026-01-31", "instagram", "published", 1),
        ("2026-02-03", "tiktok", "published", 1),
        ("2026-02-03", "instagram", "scheduled", 1),
    ],
)
def test_published_posts_are_expected(day: str, channel: str, state: str, expected: int) -> None:
    """Of what is read by posts, those that went out on its channels, in its days and before today are to be read."""
    posts = POSTS.replace("DAY", day).replace("CHANNEL", channel).replace("STATE", state)
    coverage = now(VIEWS, ",2026-02-09,instagram,views,50,,,p1", parts=posts).coverage
    assert coverage is not None
    assert (coverage.unit, coverage.expected, coverage.read) == ("posts", expected, 1)


def test_second_grain_is_named_where_it_differs() -> None:
    """Where the whole and its parts cover the same days and say different things, both are shown."""
    kpi = "metric: views, baseline: unknown, targets: none"
    parts = [row for channel in ("instagram", "tiktok", "youtube") for row in rows_of(channel, "1-7")]
    value = now(kpi, "2026-02-01,2026-02-07,,views,35", *parts)
    assert (value.exact, value.alternative and value.alternative.size.exact) == (35, Decimal(30))
    same = now(kpi, "2026-02-01,2026-02-07,,views,30", *parts)
    assert (same.exact, same.alternative) == (30, None)
    assert [row.reason for row in same.left_out] == [Reason.WHOLE_AND_PARTS] * 3


@pytest.mark.parametrize(
    ("rows", "low", "high"),
    [
        (["2026-02-01,2026-03-15,instagram,views,700", "2026-02-22,2026-02-28,instagram,views,100"], 100, 700),
        (["2026-02-01,2026-03-15,instagram,views,700", "2026-02-01,2026-04-01,instagram,views,900"], 0, 700),
        (["2026-02-01,2026-02-27,instagram,views,270", "2026-02-28,2026-03-02,instagram,views,30"], 270, 300),
        (["2026-02-01,2026-02-26,instagram,views,260", "2026-02-28,2026-03-02,instagram,views,30"], 260, 260),
        (["2026-02-01,2026-02-15,instagram,views,150", "2026-02-15,2026-03-15,instagram,views,400"], 150, 150),
        (["2026-02-01,2026-03-15,instagram,views,0"], 0, 0),
    ],
)
def test_row_past_the_end_is_a_bound(rows: list[str], low: int, high: int) -> None:
    """A row that ends after the campaign bounds the sum from above, the nearest one best, if no day lacks beside it."""
    value = now(VIEWS, *rows, day="2026-04-10")
    assert value.size is not None
    assert (value.size.low, value.size.high) == (low, high)


@pytest.mark.parametrize("size", ["-50", "<50"])
def test_what_may_hold_losses_bounds_nothing(size: str) -> None:
    """Of a total past the end that may be below 0 a part may be larger than the whole."""
    assert now(VIEWS, f"2026-02-01,2026-03-15,instagram,views,{size}", day="2026-04-10").size is None


@pytest.mark.parametrize(("end", "size", "low", "high"), [("2026-02-28", 50, 150, 750), ("2026-03-15", 70, 100, 770)])
def test_bound_replaces_only_days_of_its_channel(end: str, size: int, low: int, high: int) -> None:
    """A total past the end holds the weeks of its own channel, and nothing of another one."""
    rows = (
        "2026-02-01,2026-03-15,instagram,views,700",
        "2026-02-01,2026-02-07,instagram,views,100",
        f"2026-02-01,{end},tiktok,views,{size}",
    )
    value = now(BOTH, *rows, day="2026-04-10")
    assert value.size is not None
    assert (value.size.low, value.size.high) == (low, high)


def test_parts_of_fewer_cells_are_no_second_number() -> None:
    """Two of three channels say less than the whole because one lacks, not because they contradict it."""
    kpi = "metric: views, baseline: unknown, targets: none"
    rows = [*rows_of("instagram", "1-7"), *rows_of("tiktok", "1-7")]
    assert now(kpi, "2026-02-01,2026-02-07,,views,35", *rows).alternative is None


APRIL = """
campaign: {title: T, state: closed, period: {start: 2025-04-01, end: 2025-04-30}}
channels: {instagram: {kind: owned}}
measurement: {kpis: {it: {metric: impressions, channels: instagram, targets: none}}}
"""


@pytest.mark.parametrize(
    ("days", "changed"),
    [(("1-20", "21-30"), True), (("1-20", "21"), True), (("21-30",), False), (("1-20",), False)],
)
def test_definition_that_changes_between_cells(days: tuple[str, ...], *, changed: bool) -> None:
    """Impressions before and after the 21st of April 2025 are not added; those of either side are."""
    rows = [row.replace("2026-02", "2025-04") for row in rows_of("instagram", *days, metric="impressions")]
    readings = "\n".join(["start,end,channel,metric,value", *rows])
    value = measured({"plan": APRIL, "readings": readings, "day": "2025-05-05"}).kpis["it"].now
    assert (value.why_not is WhyNot.DEFINITION_CHANGED) is changed


@pytest.mark.parametrize(
    ("other", "changed"),
    [("method: modelled", True), ("method: counted", False), ("method: counted, population: Adults", True)],
)
def test_sources_that_count_in_another_way_are_not_added(other: str, *, changed: bool) -> None:
    """Weeks that one source counted and weeks that another one modelled are no sum; two that count alike are."""
    plan = APRIL.replace("impressions", "likes").replace("2025-04", "2026-02").replace("02-30", "02-28")
    rows = "2026-02-01,2026-02-07,instagram,likes,9,a\n2026-02-08,2026-02-14,instagram,likes,9,b"
    portfolio = f"format: 1\nsources: {{a: {{title: A, method: counted}}, b: {{title: B, {other}}}}}\n"
    readings = f"start,end,channel,metric,value,source\n{rows}"
    value = measured({"portfolio": portfolio, "plan": plan, "readings": readings, "day": "2026-03-05"}).kpis["it"].now
    assert (value.why_not is WhyNot.DEFINITION_CHANGED) is changed
