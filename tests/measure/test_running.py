"""A formula up to each day, added cell by cell, says what it says of each day by itself; else it says nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from worked import of_february

from rencana.measure.cells import freeze_cells
from rencana.measure.query import Query, by_metric, query_for
from rencana.measure.ratios import value_of
from rencana.measure.running import SoFar, running

FIRST = date(2026, 2, 1)
ENDS = [FIRST + timedelta(days=days) for days in range(20)]
CTR = "metric: ctr, channels: [instagram, tiktok], targets: none"


def row(first: int, last: int, metric: str, size: object, channel: str = "instagram", facts: str = "") -> str:
    """A row of a stretch of February."""
    return f"2026-02-{first:02},2026-02-{last:02},{channel},{metric},{size},{facts}"


def asked(*rows: str, kpi: str = CTR) -> Query:
    """The question of a KPI on the 20th, with the cells of its parts made once."""
    campaign = of_february(kpi, *rows, day="2026-02-20").campaign
    ask = query_for(campaign, campaign.plan.measurement.kpis["it"], by_metric(campaign), date(2026, 2, 20))
    parts = ("link-clicks", "impressions", "spend", "revenue")
    return freeze_cells(ask, [campaign.metrics[name] for name in parts])


def up_to_each_day(*rows: str, kpi: str = CTR) -> list[SoFar] | None:
    """What a rate says up to each day."""
    return running(asked(*rows, kpi=kpi), ENDS)


def day_by_day(*rows: str, kpi: str = CTR) -> list[SoFar]:
    """What a rate says of each day by itself."""
    ask = asked(*rows, kpi=kpi)
    values = [value_of(ask.within(ask.since, end)) for end in ENDS]
    return [
        SoFar(day_value.start, day_value.end, day_value.size, day_value.mark, day_value.readings[-1].source)
        for day_value in values
        if day_value.size and day_value.start and day_value.end
    ]


CLICKS = [row(day, day, "link-clicks", day) for day in (1, 2, 3, 5)]
SHOWN = [row(day, day, "impressions", 100) for day in (1, 2, 3, 5)]


@pytest.mark.parametrize(
    "rows",
    [
        [*CLICKS, *SHOWN],
        [*CLICKS, *SHOWN[1:]],
        [*CLICKS, row(1, 3, "impressions", 100), SHOWN[3]],
        [*CLICKS, row(1, 2, "impressions", 100), row(3, 3, "impressions", 7)],
        [*CLICKS, *SHOWN, row(1, 4, "link-clicks", 9, "tiktok"), row(1, 4, "impressions", 50, "tiktok")],
        [*CLICKS[:2], row(3, 3, "link-clicks", 3, facts=",,,provisional"), *SHOWN],
        [*CLICKS, *(row(day, day, "impressions", 10, facts=",,,estimated,panel") for day in (1, 2, 5))],
        [
            row(1, 1, "link-clicks", 1),
            row(1, 1, "impressions", 0),
            row(2, 2, "link-clicks", 1),
            row(2, 2, "impressions", 10),
        ],
    ],
)
def test_running_is_what_each_day_says(rows: list[str]) -> None:
    """Cells that are added once each give on every day what that day says by itself."""
    steps = up_to_each_day(*rows)
    assert steps == day_by_day(*rows)
    assert steps


def test_cells_wait_for_their_partners() -> None:
    """A week of one part counts from the day on which the other part covers it too."""
    steps = up_to_each_day(row(1, 7, "link-clicks", 7), *[row(day, day, "impressions", 10) for day in range(1, 8)])
    assert steps is not None
    assert {so_far.end for so_far in steps} == {date(2026, 2, 7)}
    assert steps[0].size.exact == Decimal("0.1")


@pytest.mark.parametrize(
    "rows",
    [
        [*CLICKS, *SHOWN, row(1, 3, "ctr", "2%")],
        [*CLICKS, *SHOWN, row(1, 3, "link-clicks", 9, "")],
        [*CLICKS, *SHOWN, row(2, 3, "link-clicks", 9)],
    ],
)
def test_what_is_no_plain_sum_is_not_run(rows: list[str]) -> None:
    """A rate that was read itself, rows of two grains and rows that overlap are worked out day by day."""
    assert up_to_each_day(*rows) is None


def test_nothing_common_says_nothing() -> None:
    """Where the parts share no day, the rate says nothing on any day."""
    assert up_to_each_day(CLICKS[0], SHOWN[1]) == []


def test_two_currencies_are_no_rate() -> None:
    """Money in one currency is not divided by money in another one, on any day."""
    kpi = "metric: roas, channels: instagram, targets: none"
    rows = [row(day, day, "spend", f"{day} USD") for day in (1, 2)]
    euros = [row(day, day, "revenue", "5 EUR") for day in (1, 2)]
    dollars = [row(day, day, "revenue", "6 USD") for day in (1, 2)]
    assert up_to_each_day(*rows, *euros, kpi=kpi) == day_by_day(*rows, *euros, kpi=kpi) == []
    steps = up_to_each_day(*rows, *dollars, kpi=kpi)
    assert steps is not None
    assert [so_far.size.exact for so_far in steps[:2]] == [6, 4]
