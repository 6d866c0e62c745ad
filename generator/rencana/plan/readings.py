"""The readings files beside a plan: each row of such a table becomes a measured value."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import repeat
from typing import Any, NamedTuple

from pydantic_core import PydanticCustomError

from rencana.finding import Finding
from rencana.plan.language.amount import Amount, read_amount
from rencana.plan.language.exactness import read_count
from rencana.plan.language.fault import fail, fault, name_hidden, short
from rencana.plan.language.when import Calendar, DatePrecision, When, read_when
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


class Reading(NamedTuple):
    """A measured value. Without `start` it is as of `end`; with both it covers the days between, both included.

    A blank channel, item, place or audience means all of them. It is a tuple because there are so many: whole columns
    are zipped into rows without a step of Python for each.
    """

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


_BLANK = Reading._field_defaults


def read_readings(table: Table, calendar: Calendar) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    """Reads the rows of a readings file; a row with a fault is left out, and its fault is among the findings."""
    findings = list(check_columns(table, READING_COLUMNS, REQUIRED))
    if any(finding.rule == "column-missing" for finding in findings):
        return (), tuple(findings)
    readings = tuple(_TableReader(table, calendar, findings).read())
    return readings, tuple(findings)


def check_columns(table: Table, columns: tuple[str, ...], required: tuple[str, ...]) -> Iterator[Finding]:
    """Yields the columns of a table that are not among `columns`, and those that it lacks."""
    for column in table.columns:
        if column not in columns and not column.startswith("x-"):
            close = nearest(column, columns)
            help = f"Did you mean `{close}`?" if close else f"Known: {', '.join(columns)}. Your own begin with x-."
            message, help = name_hidden("column-unknown", column, f"{short(column, 40)} is no known column.", help)
            yield fault("column-unknown", table.path, table.place(1, column), message, help=help)
    missing = [column for column in required if column not in table.columns]
    if columns is READING_COLUMNS and not {"value", "change"} & set(table.columns):
        missing.append("value")
    for column in missing if table.columns else ():
        message = f"The table has no column `{column}`."
        yield fault("column-missing", table.path, table.place(1, ""), message, help="Add it to the first line.")


class _TableReader:
    """Reads one table, column by column. Days and amounts come back often, so each text of a column is read once."""

    def __init__(self, table: Table, calendar: Calendar, findings: list[Finding]) -> None:
        self.table, self.findings = table, findings
        self.readers: dict[str, Callable[[object], Any]] = {
            "start": lambda text: calendar.first(_plain_date(text)),
            "end": lambda text: calendar.last(_plain_date(text)),
            "value": read_amount,
            "change": read_amount,
            "n": read_count,
            "mark": _read_mark,
        }
        self.refused: dict[str, dict[str, PydanticCustomError]] = {}
        """The texts that cannot be read, by column, each with the reason."""

    def read(self) -> Iterator[Reading]:
        """Yields the reading of each row; a row with a fault is left out, and its faults are added to the findings."""
        rows = self.table.rows
        cells = dict(zip(self.table.columns, zip(*(row.cells for row in rows), strict=True), strict=False))
        values: dict[str, Iterable[Any]] = {name: repeat(_BLANK.get(name)) for name in Reading._fields}
        values |= {"file": repeat(self.table.path), "line": (row.line for row in rows)}
        values |= {column: self._column(column, cells[column]) for column in READING_COLUMNS if column in cells}
        readings = map(Reading._make, zip(*values.values(), strict=False))
        for row, reading in zip(rows, readings, strict=False):
            if not (self.refused and self._is_refused(row)) and not self._is_incomplete(row, reading):
                yield reading

    def _column(self, column: str, texts: Sequence[str]) -> Iterable[Any]:
        """Returns the values of a column, None for a text that cannot be read."""
        if column not in self.readers:
            return texts
        read = self.readers[column]
        value_of: dict[str, Any] = dict.fromkeys(texts)
        for text in value_of:
            try:
                value_of[text] = read(text) if text else _BLANK.get(column)
            except PydanticCustomError as error:
                self.refused.setdefault(column, {})[text] = error
        return [value_of[text] for text in texts]

    def _is_refused(self, row: Row) -> bool:
        """Tells whether a cell of a row cannot be read, and adds each such cell to the findings."""
        before, cells = len(self.findings), dict(zip(self.table.columns, row.cells, strict=True))
        for column, errors in self.refused.items():
            if error := errors.get(cells[column]):
                ctx = error.context or {}
                message, help = name_hidden(ctx["rule"], cells[column], ctx["message"], ctx["help"])
                self._find(ctx["rule"], row, column, message, help=help)
        return len(self.findings) > before

    def _is_incomplete(self, row: Row, reading: Reading) -> bool:
        """Tells whether a row lacks something or ends before it starts, and adds what is wrong to the findings."""
        has_size = reading.value is not None or reading.change is not None
        # A blank cell gives None, whatever the type of a complete reading says.
        has_end = reading.end is not None  # type: ignore[redundant-expr,unused-ignore]
        if has_end and reading.metric and has_size and (reading.start is None or reading.start <= reading.end):
            return False
        start, end = reading.start, reading.end
        filled = {column for column, text in zip(self.table.columns, row.cells, strict=True) if text}
        for column in REQUIRED:
            if column not in filled:
                self._find("left-empty", row, column, f"The row has no `{column}`.", help="Fill the cell.")
        if filled.isdisjoint({"value", "change"}):
            help = "Write the value, or take the row out: missing is never zero."
            self._find("reading-without-value", row, "value", "The row has neither a value nor a change.", help=help)
        if start and has_end and end < start:
            self._find("end-before-start", row, "end", f"The row ends on {end}, before its start on {start}.")
        return True

    def _find(self, rule: str, row: Row, column: str, message: str, *, help: str = "") -> None:
        place = self.table.place(row.line, column)
        self.findings.append(fault(rule, self.table.path, place, message, help=help))


def _plain_date(text: object) -> When:
    when = read_when(text)
    if when.grain in (DatePrecision.NAMED, DatePrecision.OPEN, DatePrecision.GOAL):
        fail("impossible-date", f"{short(text, 30)} is no date.", help="Write 2026-02-18, or a month as 2026-02.")
    return when


def _read_mark(text: object) -> str:
    if text in MARKS:
        return str(text)
    close = nearest(str(text), MARKS)
    help = f"Did you mean `{close}`?" if close else f"Choose one of: {', '.join(MARKS)}."
    return fail("bad-choice", f"`mark` cannot be {short(text, 30)}.", help=help)
