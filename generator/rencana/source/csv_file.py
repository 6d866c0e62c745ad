"""From CSV to a Table: comma-separated, columns found by name, every cell with its place."""

import csv
import io
import re
from collections.abc import Iterator

from msgspec.structs import replace

from rencana.finding import Edit, Finding, short
from rencana.source.decode import decode, place_of
from rencana.source.fault import fault
from rencana.source.table import Row, Table
from rencana.span import Span

_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_DECLARED = re.compile(r"sep=.\n")
"""What Excel reads as the separator of the lines below it."""
_MOST_REWRITTEN = 1_000_000
"""A table of more characters is not written anew by a fix."""
_MOST_ROWS_REPORTED = 50
_MOST_LINES = 200
"""A quoted cell of more lines is no caption: its quote was forgotten, and closed by the next one of the file."""


def read_csv(path: str, content: bytes) -> Table:
    """Reads a CSV file. Whatever is wrong with it is a finding of the table, never an exception."""
    decoded = decode(path, content)
    text, findings = decoded.text, [*decoded.findings]
    if decoded.usable and not text.strip():
        help = "Write the names of the columns into the first line, or delete the file."
        findings.append(fault("file-empty", path, "The table is empty.", help=help))
    if not decoded.usable or not text.strip():
        return Table(path, text, (), (), tuple(findings))
    if quote := _swallowing_quote(path, text):
        return Table(path, text, (), (), (*findings, quote))
    # The file has a limit, so a cell needs none; Python's own one ends in an exception.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    records = _records(text)
    _, header = next(records)
    columns = tuple(name.strip() for name in header)
    findings.extend(faults := list(_check_header(path, text, columns)))
    if faults:
        return Table(path, text, (), (), tuple(findings))
    # Most tables have no space at all, and then no cell needs to be stripped of any.
    spaced = not text.isascii() or " " in text or "\t" in text
    rows = tuple(_rows(path, records, columns, findings, spaced=spaced))
    return Table(path, text, columns, rows, tuple(findings))


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yields each record that is not blank, with the line in which it begins."""
    if '"' not in text:
        # Without quotes each line is a record, and enumerating lines is faster than asking the reader for its line.
        yield from ((line, record) for line, record in enumerate(csv.reader(text.split("\n")), 1) if record)
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=False)
    line = 1
    for record in reader:
        if record:
            yield line, record
        line = reader.line_num + 1


def _rows(
    path: str,
    records: Iterator[tuple[int, list[str]]],
    columns: tuple[str, ...],
    findings: list[Finding],
    *,
    spaced: bool,
) -> Iterator[Row]:
    """Yields the rows that have a cell for each column; the others are added to the findings, up to a number."""
    count, reported = len(columns), 0
    for line, record in records:
        if len(record) == count:
            cells = tuple(map(str.strip, record)) if spaced else tuple(record)
            # Spreadsheets leave rows of commas behind: an empty row is no row.
            if any(cells):
                yield Row(line, cells)
        elif any(cell.strip() for cell in record) and reported < _MOST_ROWS_REPORTED:
            reported += 1
            counted = "1 cell" if len(record) == 1 else f"{len(record)} cells"
            message, place = (
                f"The row has {counted}, the table {count} columns.",
                Span(line, 1, line, 1 + len(",".join(record))),
            )
            help = (
                "A text with a comma stands in quotes; a number has none: 9000."
                if len(record) > count
                else "Add a comma for each empty cell."
            )
            findings.append(fault("cells-miscounted", path, message, place, help=help))


def _check_header(path: str, text: str, columns: tuple[str, ...]) -> Iterator[Finding]:
    if len(columns) == 1 and (other := _other_separator(path, text, columns[0])):
        yield other
        return
    names_before: set[str] = set()
    for number, name in enumerate(columns, 1):
        if not name:
            help = "Give it a name, or take it out."
            yield fault("column-unnamed", path, f"Column {number} has no name.", Span(1, 1, 1, 2), help=help)
        elif name in names_before:
            message = f"The column {short(name, 40)} stands twice."
            yield fault(
                "column-doubled", path, message, Table(path, text, columns, ()).place(1, name), help="Keep one."
            )
        names_before.add(name)


def _other_separator(path: str, text: str, header: str) -> Finding | None:
    """Finds another separator than the comma; the fix writes the table with commas, for no menu of Excel does."""
    sign = next((sign for sign in _OTHER_SEPARATORS if sign in header), None)
    if sign is None:
        return None
    message = f"The columns are separated by {_OTHER_SEPARATORS[sign]}, not by commas."
    place = place_of(text, text.index(sign))
    by_hand = "save it with commas from LibreOffice or Google Sheets. Excel takes the separator from Windows' settings."
    if len(text) > _MOST_REWRITTEN:
        return fault("separator-wrong", path, message, place, help=f"S{by_hand[1:]}")
    rows, written = csv.reader(io.StringIO(_DECLARED.sub("", text, count=1), newline=""), delimiter=sign), io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    last = text.count("\n") + 1
    edit = Edit(path, Span(1, 1, last, len(text) - text.rfind("\n")), written.getvalue())
    help = f"Run `rencana check --fix`, which writes it with commas; or {by_hand}"
    return replace(fault("separator-wrong", path, message, place, help=help), fix=(edit,))


def _swallowing_quote(path: str, text: str) -> Finding | None:
    """Finds a quoted cell that never ends, or far below: it would swallow every row on its way."""
    inside, opened = False, 0
    index = text.find('"')
    while index != -1:
        if not inside and index and text[index - 1] not in ',\n"':
            # A quote in the middle of a bare cell is a plain character of it.
            index = text.find('"', index + 1)
            continue
        if inside and text[index + 1 : index + 2] == '"':
            index += 1
        elif inside and text.count("\n", opened, index) > _MOST_LINES:
            return _quote_fault(path, text, opened, f"closed only in line {place_of(text, index).line}")
        else:
            inside, opened = not inside, index
        index = text.find('"', index + 1)
    return _quote_fault(path, text, opened, "never closed") if inside else None


def _quote_fault(path: str, text: str, opened: int, end: str) -> Finding:
    place = place_of(text, opened)
    message = f"The quote opened in line {place.line} is {end}, so the rows after it are lost."
    return fault("quote-unclosed", path, message, place, help="Close it at the end of the cell.")
