"""Readings that speak of the same thing."""

import pytest
from fragments import campaign

from rencana.check.facts.same import comparable

HEADER = "start,end,metric,channel,item,place,audience,value,source"
FIRST = "2026-02-18,2026-02-20,views,instagram,,ID-JK,drinkers,100,panel"


def lines(*rows: str) -> list[int]:
    """The lines of the readings that can be compared with another one."""
    text = "\n".join(["# readings.csv", HEADER, *rows, ""])
    return [reading.line for reading in comparable(campaign(text))]


@pytest.mark.parametrize(
    "second",
    [
        "2026-02-19,2026-02-20,views,instagram,,ID-JK,drinkers,100,panel",
        "2026-02-18,2026-02-21,views,instagram,,ID-JK,drinkers,100,panel",
        "2026-02-18,2026-02-20,reach,instagram,,ID-JK,drinkers,100,panel",
        "2026-02-18,2026-02-20,views,,,ID-JK,drinkers,100,panel",
        "2026-02-18,2026-02-20,views,instagram,,ID-JB,drinkers,100,panel",
        "2026-02-18,2026-02-20,views,instagram,,ID-JK,,100,panel",
    ],
)
def test_other_days_or_scope_are_not_compared(second: str) -> None:
    """Readings that differ in a day, in the metric or in what they cover say nothing of one another."""
    assert lines(FIRST, second) == []


def test_other_source_and_value_are_compared() -> None:
    """Source and value are what is compared, so they may differ; the order is that of the file."""
    other_metric = "2026-02-18,2026-02-20,reach,instagram,,ID-JK,drinkers,80,panel"
    other_source = "2026-02-18,2026-02-20,views,instagram,,ID-JK,drinkers,90,instagram-insights"
    assert lines(FIRST, other_metric, other_source) == [2, 4]
    assert lines(FIRST, other_metric, other_source, FIRST) == [2, 4, 5]


def test_campaign_without_readings_has_none() -> None:
    """Where nothing was measured, nothing can be compared."""
    assert comparable(campaign()) == ()
