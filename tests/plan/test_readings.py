"""Readings are read column by column, and each faulty cell is found in its place."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workspaces import places_of

from rencana.plan.language.when import Calendar, read_when
from rencana.plan.readings import MARKS, Reading, read_readings
from rencana.source import Table, read_csv

CALENDAR = Calendar({"eid": read_when("2026-03-20")}, 4)


def _table(text: str) -> Table:
    return read_csv("plans/t/readings/r.csv", text.encode())


def test_a_row_is_a_reading() -> None:
    """Each column becomes a field; columns may stand in any order, and those of one's own are passed over."""
    (reading,), findings = read_readings(
        _table(
            "metric,x-mood,value,end,start,channel,n,mark,note\nviews,glad,900_000,2026-03,2026-02,tiktok,12,estimated,ok\n"
        ),
        CALENDAR,
    )
    assert findings == ()
    assert (reading.file, reading.line) == ("plans/t/readings/r.csv", 2)
    assert (reading.start, reading.end) == (date(2026, 2, 1), date(2026, 3, 31))
    assert (reading.metric, reading.channel, reading.item, reading.mark, reading.note) == (
        "views",
        "tiktok",
        "",
        "estimated",
        "ok",
    )
    assert reading.value is not None
    assert reading.value.value == 900_000
    assert reading.n is not None
    assert reading.n.value == 12
    assert reading.change is None


def test_coarse_dates_begin_and_end() -> None:
    """A start is the first day of what is written, an end the last; a fiscal year begins where the plan says."""
    readings, _ = read_readings(
        _table("start,end,metric,value\nFY2025-26,FY2025-26,views,1\n2026-Q1,2026-W10,views,1\n"), CALENDAR
    )
    assert [(reading.start, reading.end) for reading in readings] == [
        (date(2025, 4, 1), date(2026, 3, 31)),
        (date(2026, 1, 1), date(2026, 3, 8)),
    ]


@pytest.mark.parametrize(
    ("table", "places"),
    [
        ("metric,value\nviews,1\n", [("column-missing", 1, 1)]),
        ("end,value\n2026,1\n", [("column-missing", 1, 1)]),
        ("end,metric\n2026,views\n", [("column-missing", 1, 1)]),
        ("end,metric,change\n2026,views,+5%\n", []),
        ("end,metric,value,channels\n2026,views,1,a\n", [("column-unknown", 1, 18)]),
        ("end,metric,value\n,views,1\n", [("left-empty", 2, 1)]),
        ("end,metric,value\n2026,,1\n", [("left-empty", 2, 6)]),
        ("end,metric,value\n2026,views,\n", [("reading-without-value", 2, 12)]),
        ("start,end,metric,value\n2026-02-02,2026-02-01,views,1\n", [("end-before-start", 2, 12)]),
        ("start,end,metric,value\n2026-02-02,2026-02-02,views,1\n", []),
        ("end,metric,value\n2026-02-30,views,x\n", [("impossible-date", 2, 1), ("bad-number", 2, 18)]),
        ("end,metric,value\neid,views,1\n", [("impossible-date", 2, 1)]),
        ("end,metric,value\nopen,views,1\n", [("impossible-date", 2, 1)]),
        ("end,metric,value,n\n2026,views,1,5%\n", [("wrong-unit", 2, 14)]),
        ("end,metric,value,mark\n2026,views,1,guess\n", [("bad-choice", 2, 14)]),
    ],
)
def test_faults_of_cells_have_places(table: str, places: list[tuple[str, int, int]]) -> None:
    """Every fault of a row stands at its cell, and rows without one have none."""
    readings, findings = read_readings(_table(table), CALENDAR)
    assert sorted(places_of(findings)) == sorted(places)
    assert all(reading.metric == "views" for reading in readings)


@pytest.mark.parametrize(
    "table",
    [
        "end,metric,value,channels\n2026,views,1,a\n",
        "end,metric,change\n2026,views,+5%\n",
        "start,end,metric,value\n2026-02-02,2026-02-02,views,1\n",
        "start,end,metric,value,n,mark\n,2026,views,1,,\n",
    ],
    ids=["unknown column", "change alone", "one day", "blank cells"],
)
def test_a_whole_row_is_a_reading(table: str) -> None:
    """An unknown column, a change in place of a value, a single day and blank cells make no row faulty."""
    readings, _ = read_readings(_table(table), CALENDAR)
    assert [reading.line for reading in readings] == [2]


def test_a_faulty_row_is_left_out() -> None:
    """A row with a fault is no reading, and the rows around it are."""
    readings, findings = read_readings(
        _table("end,metric,value\n2026,views,1\n2026,views,x\n2026,views,x\n2026,views,3\n"), CALENDAR
    )
    assert [(reading.line, reading.value and reading.value.value) for reading in readings] == [(2, 1), (5, 3)]
    assert places_of(findings) == [("bad-number", 3, 12), ("bad-number", 4, 12)]


def test_marks_are_suggested() -> None:
    """A misspelt mark is refused with the mark that was meant."""
    _, (finding,) = read_readings(_table("end,metric,value,mark\n2026,views,1,estimate\n"), CALENDAR)
    assert finding.help == "Did you mean `estimated`?"
    assert set(MARKS) == {"provisional", "estimated", "restated"}


@given(
    st.lists(
        st.tuples(
            st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.integers(0, 10**14), st.sampled_from(["views", "likes"])
        ),
        min_size=1,
        max_size=20,
    )
)
def test_what_is_written_is_read(rows: list[tuple[date, int, str]]) -> None:
    """Whatever rows a table has, its readings are these rows in their order, each with its line."""
    table = "end,metric,value\n" + "".join(f"{end},{metric},{value}\n" for end, value, metric in rows)
    readings, findings = read_readings(_table(table), CALENDAR)
    assert findings == ()
    assert [(reading.end, reading.value and reading.value.value, reading.metric) for reading in readings] == [
        (end, Decimal(value), metric) for end, value, metric in rows
    ]
    assert [reading.line for reading in readings] == list(range(2, len(rows) + 2))


def test_a_blank_scope_means_all() -> None:
    """A reading without channel, item, place and audience speaks of all of them."""
    assert Reading._field_defaults["channel"] == Reading._field_defaults["audience"] == ""
