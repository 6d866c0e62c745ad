"""From rows to cells: what a counter gained, and why a row that says nothing of the days asked does not count."""

import pytest
from worked import february

from rencana.measure.quantity import Quantity
from rencana.measure.value import Reason, Value

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
