"""What a CSV file says: named columns and rows of text, each cell with its place."""

from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from rencana.finding import Finding
from rencana.span import Span


class Row(NamedTuple):
    """One row: `line` is where it begins; `cells` stand in the order of the table's columns, stripped of spaces."""

    line: int
    cells: tuple[str, ...]


class Table(Struct, frozen=True):
    """One CSV file. Columns are found by name, never by position. Rows that cannot be read are left out and found."""

    path: str
    text: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()

    def place(self, line: int, column: str) -> Span:
        """Returns the span of the cell of `column` in the row that begins at `line` (1 is the header).

        A column that the table does not have gives the whole line; so does a row whose cells span several lines.
        """
        lines = _lines(self.text)
        text = lines[line - 1] if line <= len(lines) else ""
        whole = Span(line, 1, line, len(text) + 1)
        if column not in self.columns:
            return whole
        cells = _split(text)
        index = len(self.columns) - 1 - self.columns[::-1].index(column) if line == 1 else self.columns.index(column)
        if index >= len(cells):
            return whole
        start, cell = cells[index]
        return Span(line, start + 1, line, start + 1 + len(cell))


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    """Returns the lines of a table; the places of one table are mostly asked for one after another."""
    return text.split("\n")


def _split(line: str) -> list[tuple[int, str]]:
    """Returns the cells of one line as they are written, with the index at which each begins."""
    cells: list[tuple[int, str]] = []
    start, inside = 0, False
    for piece in line.split(","):
        if inside:
            before, text = cells.pop()
            cells.append((before, f"{text},{piece}"))
        else:
            cells.append((start, piece))
        inside ^= piece.count('"') % 2 == 1
        start += len(piece) + 1
    return cells
