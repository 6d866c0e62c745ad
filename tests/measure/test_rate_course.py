"""A rate at the end of one day after the other, from the cells of its value."""

from datetime import date
from decimal import Decimal

from worked import february

from rencana.measure.quantity import exactly
from rencana.measure.rate_course import RateSoFar, rates_so_far

KPI = "metric: ctr, channels: [instagram], targets: none"
CTR = "link-clicks / impressions"
DAYS = [date(2026, 2, day) for day in (1, 2, 7, 9)]


def _rows(metric: str, *sizes: tuple[str, int], mark: str = "") -> list[str]:
    return [f"{days},instagram,{metric},{size},,,,{mark}" for days, size in sizes]


def test_each_day_has_the_sums_so_far() -> None:
    """1 of 10, then 4 of 20: what was read by a day is divided as a whole, and a day without news says the same."""
    first, second = "2026-02-01,2026-02-01", "2026-02-02,2026-02-02"
    rows = _rows("link-clicks", (first, 1), (second, 3)) + _rows("impressions", (first, 10), (second, 10))
    rates = list(rates_so_far(CTR, february(KPI, *rows).now, DAYS))
    assert [(rate.end.day, rate.size.exact) for rate in rates] == [
        (1, Decimal("0.1")),
        (2, Decimal("0.2")),
        (2, Decimal("0.2")),
        (2, Decimal("0.2")),
    ]


def test_stretch_counts_from_its_last_day() -> None:
    """Days beside a week of the other part count when the week is over, not one by one."""
    clicks = _rows("link-clicks", *((f"2026-02-0{day},2026-02-0{day}", 1) for day in range(1, 8)))
    views = _rows("impressions", ("2026-02-01,2026-02-07", 70), mark="provisional")
    [rate] = {*rates_so_far(CTR, february(KPI, *clicks, *views).now, DAYS)}
    assert rate == RateSoFar(date(2026, 2, 1), date(2026, 2, 7), exactly(Decimal("0.1")), "provisional", "")


def test_before_the_first_day_nothing_is_said() -> None:
    """Up to a day before all readings a formula says nothing, and no 0."""
    day = "2026-02-05,2026-02-05"
    now = february(KPI, *_rows("link-clicks", (day, 1)), *_rows("impressions", (day, 10))).now
    assert list(rates_so_far(CTR, now, DAYS[:2])) == []


def test_what_is_no_quotient_grows() -> None:
    """Twice 1, then twice 1 and 3: each day is named by the last cell that it has."""
    rows = _rows("likes", ("2026-02-01,2026-02-01", 1), ("2026-02-07,2026-02-07", 3))
    now = february("metric: twice, channels: [instagram], targets: none", *rows).now
    rates = rates_so_far("2 * likes", now, DAYS)
    assert [(rate.end.day, rate.size.exact) for rate in rates] == [(1, 2), (1, 2), (7, 8), (7, 8)]
