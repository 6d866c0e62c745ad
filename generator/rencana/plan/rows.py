"""The tables beside a plan: readings (measured values) and calendar items as rows of CSV."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from rencana.finding import Finding
from rencana.plan.amount import Amount, Unit, amount_in, read_amount
from rencana.plan.fault import fail, fault, short
from rencana.plan.when import Calendar, Grain, When, read_when
from rencana.source.table import Row, Table
from rencana.words.nearest import nearest

READING_COLUMNS = (
    "start",
    "end",
    "channel",
    "item",
    "place",
    "audience",
    "metric",
    "value",
    "change",
    "n",
    "mark",
    "source",
    "note",
)
REQUIRED = ("end", "metric")
MARKS = ("provisional", "estimated", "restated")


@dataclass(frozen=True, slots=True)
class Reading:
    """A measured value. Without `start` it is as of `end`; with both, within. A blank scope means the whole."""

    file: str
    line: int
    start: date | None
    end: date
    metric: str
    value: Amount | None
    change: Amount | None = None
    channel: str = ""
    item: str = ""
    place: str = ""
    audience: str = ""
    n: Amount | None = None
    mark: str = ""
    source: str = ""
    note: str = ""


def read_readings(table: Table, calendar: Calendar) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    """Reads the rows of a readings file; a row with a fault is left out and found."""
    findings = list(check_columns(table, READING_COLUMNS, REQUIRED))
    if findings and any(finding.rule == "column-missing" for finding in findings):
        return (), tuple(findings)
    at = {column: index for index, column in enumerate(table.columns)}
    readings = []
    for row in table.rows:
        reading = _read_row(table, row, at, calendar, findings)
        if reading is not None:
            readings.append(reading)
    return tuple(readings), tuple(findings)


def check_columns(table: Table, known: tuple[str, ...], required: tuple[str, ...]) -> Iterator[Finding]:
    """Yields the columns of a table that are not known, and those that it lacks."""
    for column in table.columns:
        if column not in known and not column.startswith("x-"):
            close = nearest(column, known)
            help = f"Did you mean `{close}`?" if close else f"Known: {', '.join(known)}. Your own begin with x-."
            span = table.place(1, column)
            yield fault("column-unknown", table.path, span, f"{short(column, 40)} is no known column.", help=help)
    missing = [column for column in required if column not in table.columns]
    if known is READING_COLUMNS and not {"value", "change"} & set(table.columns):
        missing.append("value")
    for column in missing if table.columns else ():
        message = f"The table has no column `{column}`."
        yield fault("column-missing", table.path, table.place(1, ""), message, help="Add it to the first line.")


def _read_row(
    table: Table, row: Row, at: Mapping[str, int], calendar: Calendar, findings: list[Finding]
) -> Reading | None:
    cells: dict[str, str] = {name: row.cells[index] for name, index in at.items() if row.cells[index]}
    before = len(findings)

    def take(column: str, read: Callable[[object], Any]) -> Any:  # noqa: ANN401  each column has a type of its own
        if column not in cells:
            return None
        try:
            return read(cells[column])
        except PydanticCustomError as error:
            ctx = error.context or {}
            span = table.place(row.line, column)
            findings.append(fault(ctx["rule"], table.path, span, ctx["message"], help=ctx["help"]))
            return None

    start = calendar.first(take("start", _plain_date))
    end = calendar.last(take("end", _plain_date))
    value, change, n = take("value", read_amount), take("change", read_amount), take("n", amount_in(Unit.NUMBER))
    mark = take("mark", _read_mark) or ""
    if len(findings) == before:
        findings.extend(_faults_of_row(table, row, cells, start, end))
    if len(findings) > before or end is None:
        return None
    return Reading(
        table.path,
        row.line,
        start,
        end,
        cells["metric"],
        value,
        change,
        cells.get("channel", ""),
        cells.get("item", ""),
        cells.get("place", ""),
        cells.get("audience", ""),
        n,
        mark,
        cells.get("source", ""),
        cells.get("note", ""),
    )


def _faults_of_row(
    table: Table, row: Row, cells: Mapping[str, str], start: date | None, end: date | None
) -> Iterator[Finding]:
    for column in REQUIRED:
        if column not in cells:
            span = table.place(row.line, column)
            yield fault("left-empty", table.path, span, f"The row has no `{column}`.", help="Fill the cell.")
    if "value" not in cells and "change" not in cells:
        span = table.place(row.line, "value")
        help = "Write the value, or take the row out: missing is never zero."
        yield fault("reading-without-value", table.path, span, "The row has neither a value nor a change.", help=help)
    if start and end and end < start:
        span = table.place(row.line, "end")
        yield fault("end-before-start", table.path, span, f"The row ends on {end}, before its start on {start}.")


def _plain_date(text: object) -> When:
    when = read_when(text)
    if when.grain in (Grain.NAMED, Grain.OPEN, Grain.GOAL):
        fail("impossible-date", f"{short(text, 30)} is no date.", help="Write 2026-02-18, or a month as 2026-02.")
    return when


def _read_mark(text: object) -> str:
    if text in MARKS:
        return str(text)
    close = nearest(str(text), MARKS)
    help = f"Did you mean `{close}`?" if close else f"Choose one of: {', '.join(MARKS)}."
    return fail("bad-choice", f"`mark` cannot be {short(text, 30)}.", help=help)
