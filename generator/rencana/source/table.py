"""What a CSV file says: named columns and rows of text, each cell with its place."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from msgspec import Struct

from rencana.finding import Finding
from rencana.span import Span


class Row(NamedTuple):
    """One row: `line` is where it begins; `cells` stand in the order of the table's columns, stripped of spaces."""

    line: int
    cells: tuple[str, ...]


class Table(Struct, frozen=True):
    """One CSV file. Columns are found by name, never by position. Rows that cannot be read are among the findings."""

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
        whole_line = Span(line, 1, line, len(text) + 1)
        if column not in self.columns:
            return whole_line
        index = len(self.columns) - 1 - self.columns[::-1].index(column) if line == 1 else self.columns.index(column)
        cell = next(islice(_cells(text), index, None), None)
        return Span(line, cell[0] + 1, line, cell[1] + 1) if cell else whole_line


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    """Returns the lines of a table; cached, because all places of one table are asked for one after another."""
    return text.split("\n")


def _cells(line: str) -> Iterator[tuple[int, int]]:
    """Yields the indices at which each cell of a line begins and ends, as it is written."""
    start, end, inside = 0, -1, False
    for piece in line.split(","):
        end += 1 + len(piece)
        inside ^= piece.count('"') % 2 == 1
        if not inside:
            yield start, end
            start = end + 1
    if inside:
        yield start, end
