"""Readings beside the KPIs that ask for them."""

from datetime import date

import pytest
from fragments import campaign

from rencana.check.facts.rows import asking, is_lower, may_answer, needed_rows, running_totals
from rencana.plan.language.amount import read_amount
from rencana.plan.measurement import KPI
from rencana.plan.readings import Reading

KPIS = "measurement: {kpis: {rate: {metric: ctr, channels: [instagram]}}}\n"


def row(end: int, value: str, note: str = "") -> Reading:
    """A reading of views as of a day of March."""
    return Reading("r.csv", 2, None, date(2026, 3, end), "views", read_amount(value), note=note)


def test_parts_of_a_formula_are_asked_for() -> None:
    """A KPI asks for its metric and for the metrics that it is made of."""
    names = asking(campaign(KPIS))
    assert names["views"] == ("brand-views",)
    assert names["ctr"] == names["link-clicks"] == ("rate",)


def test_rows_that_nobody_asks_for_are_left_out() -> None:
    """Rows are kept by metric, in their order, where some KPI needs them."""
    table = "# readings.csv\nend,metric,value\n2026-03-02,views,2\n2026-03-01,saves,1\n2026-03-01,views,1\n"
    rows = needed_rows(campaign(table))
    assert {metric: [row.line for row in readings] for metric, readings in rows.items()} == {"views": [2, 4]}


@pytest.mark.parametrize(
    ("scope", "may"),
    [
        (("instagram", "", ""), True),
        (("", "", ""), True),
        (("tiktok", "", ""), False),
        (("instagram", "ID-JK", ""), True),
        (("instagram", "ID-JB", ""), False),
        (("instagram", "", "drinkers"), True),
    ],
)
def test_a_row_may_answer_what_covers_it(scope: tuple[str, str, str], *, may: bool) -> None:
    """A named scope has to be one that the KPI names; a blank is the whole, and may hold it."""
    kpi = KPI.model_validate({"metric": "views", "channels": ["instagram"], "places": ["ID-JK"]})
    assert may_answer(kpi, *scope) is may


def test_totals_run_by_item_in_the_order_of_days() -> None:
    """Plain exact rows without a start come together by scope, source and item; all others are no running totals."""
    plan = campaign(
        "# readings.csv\nstart,end,item,metric,value,mark\n"
        ",2026-03-02,,views,2,\n,2026-03-01,,views,1,\n,2026-03-03,,views,3,estimated\n,2026-03-04,,views,>4,\n"
        "2026-03-01,2026-03-05,,views,5,\n,2026-03-01,first,views,1,\n,2026-03-01,,brand-recall,14%,\n",
        "calendar: {first: {at: 2026-02-20, title: First, channels: [instagram]}}\n",
    )
    totals = running_totals(plan)
    assert {key: {item: [row.line for row in rows] for item, rows in by.items()} for key, by in totals.items()} == {
        ("views", "", "", "", ""): {"": [3, 2], "first": [7]}
    }


@pytest.mark.parametrize(
    ("later", "lower"),
    [
        (row(2, "9"), True),
        (row(2, "10"), False),
        (row(1, "9"), False),
        (row(2, "9", note="Opened anew."), False),
        (row(2, "9 IDR"), False),
    ],
)
def test_a_fall_needs_a_later_day_and_no_reason(later: Reading, *, lower: bool) -> None:
    """A reading is lower than an earlier one where both have one unit, days follow, and its note says nothing."""
    assert is_lower(later, row(1, "10")) is lower
