"""Sums over days and channels: what they are made of, what is missing in them, and when they are no number."""

from datetime import date
from decimal import Decimal

import pytest
from worked import february

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
    ],
)
def test_missing_sum_says_why(row: str, why: WhyNot) -> None:
    """A sum of which only a change is known says so; what will be read later is not known yet."""
    assert now(VIEWS, row).why_not is why


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
