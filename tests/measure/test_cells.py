"""From rows to cells: what a counter gained, and why a row that says nothing of the days asked does not count."""

import pytest
from worked import february

from rencana.measure.quantity import Quantity
from rencana.measure.value import Reason, Value, WhyNot

VIEWS = "metric: views, channels: instagram, targets: none"
POST = "calendar: {p1: {at: 2026-02-02, channels: [instagram], state: published}}"


def counted(*sizes: str) -> Value:
    """What a post of the second of February brought, by counters of some weeks."""
    rows = [f",2026-02-{7 * number:02},instagram,views,{size},,,p1" for number, size in enumerate(sizes, 1)]
    return february(VIEWS, *rows, day="2026-03-02", parts=POST).now


@pytest.mark.parametrize(
    ("sizes", "total"),
    [
        (("100", "120"), 120),
        (("100", "100", "120"), 120),
        (("100", "50"), 100),
        (("100", "49"), 149),
        (("100", "80", "110"), 110),
        (("100", "0", "60"), 160),
        (("100", "1", "60"), 160),
    ],
)
def test_counter_never_loses_anything(sizes: tuple[str, ...], total: int) -> None:
    """A counter that falls by more than half began anew at 0; one that falls by less waits for its old height."""
    assert counted(*sizes).exact == total


def test_counter_of_a_range_gains_a_range() -> None:
    """From 100 to 110 views, to 150: between 40 and 50 more, and with what came before between 140 and 160."""
    assert counted("100..110", "150").size == Quantity(140, 160)


def reasons(*rows: str, day: str = "2026-03-20", parts: str = "") -> list[Reason]:
    """Why rows were left out, in the order of the file."""
    return [entry.reason for entry in february(VIEWS, *rows, day=day, parts=parts).now.left_out]


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        ("2026-01-25,2026-01-31", Reason.BEFORE),
        ("2026-01-25,2026-02-01", Reason.ACROSS_START),
        ("2026-02-28,2026-03-01", Reason.ACROSS_END),
        ("2026-03-01,2026-03-02", Reason.AFTER),
    ],
)
def test_row_of_other_days_says_why(days: str, reason: Reason) -> None:
    """A row that shares the first or the last day reaches over it; one that shares no day is before or after."""
    assert reasons("2026-02-05,2026-02-06,instagram,views,9", f"{days},instagram,views,9") == [reason]


@pytest.mark.parametrize(
    ("days", "listed"),
    [
        (("2026-01-25", "2026-02-05", "2026-02-10"), [Reason.BASE, Reason.BASE]),
        (("2026-01-25", "2026-02-01", "2026-02-10"), [Reason.BASE, Reason.BASE]),
        (("2026-01-20", "2026-01-25", "2026-02-10", "2026-02-12"), [Reason.BASE, Reason.BEFORE, Reason.BASE]),
    ],
)
def test_counter_across_the_first_day_is_a_base(days: tuple[str, ...], listed: list[Reason]) -> None:
    """What a counter gained across the first day cannot be split: later gains are counted from there."""
    rows = [f",{day},instagram,views,{100 + 10 * number}" for number, day in enumerate(days)]
    assert reasons(*rows) == listed
    assert february(VIEWS, *rows, day="2026-03-20").now.exact == 10


@pytest.mark.parametrize(
    ("days", "size", "reason"),
    [
        ("2026-02-01,2026-02-07", 90, Reason.CONTRADICTED),
        ("2026-02-01,2026-02-07", 100, Reason.OVERLAPS),
        ("2026-02-01,2026-02-05", 90, Reason.OVERLAPS),
    ],
)
def test_source_named_first_goes_first(days: str, size: int, reason: Reason) -> None:
    """What a later source says of taken days is left out; it contradicts where it has another size of the very days."""
    kpi = f"{VIEWS}, sources: [web, panel]"
    rows = ("2026-02-01,2026-02-07,instagram,views,100,,,,,web", f"{days},instagram,views,{size},,,,,panel")
    value = february(kpi, *rows, day="2026-02-20").now
    assert (value.exact, [entry.reason for entry in value.left_out]) == (100, [reason])


@pytest.mark.parametrize(("size", "total"), [(100, 100), (90, None)])
def test_sources_without_order_have_to_agree(size: int, total: int | None) -> None:
    """Two sources that the plan does not rank may say the same of the same days, and nothing else."""
    rows = [f"2026-02-01,2026-02-07,instagram,views,{n},,,,,{name}" for n, name in ((100, "web"), (size, "panel"))]
    value = february(VIEWS, *rows, day="2026-02-20").now
    assert (value.exact, value.why_not) == (total, None if total else WhyNot.SOURCES_DISAGREE)


def test_day_that_two_rows_share_counts_once() -> None:
    """Of two rows that share a day the one over more days counts."""
    rows = ("2026-02-01,2026-02-07,instagram,views,70", "2026-02-07,2026-02-14,instagram,views,80")
    value = february(VIEWS, *rows, day="2026-02-20").now
    assert (value.exact, [entry.reason for entry in value.left_out]) == (80, [Reason.OVERLAPS])
