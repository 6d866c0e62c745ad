"""Every cell of a table has its place in the file, whatever stands before it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.source import read_csv
from rencana.span import Span

CELLS = st.text(st.characters(codec="ascii", min_codepoint=32, max_codepoint=126), max_size=6).map(str.strip)


@pytest.mark.parametrize(
    ("line", "column", "place"),
    [
        (1, "day", Span(1, 1, 1, 4)),
        (1, "value", Span(1, 10, 1, 15)),
        (2, "note", Span(2, 6, 2, 12)),
        (2, "value", Span(2, 13, 2, 15)),
        (3, "note", Span(3, 6, 3, 6)),
        (3, "colour", Span(3, 1, 3, 8)),
        (9, "day", Span(9, 1, 9, 1)),
    ],
)
def test_cells_are_found_by_column(line: int, column: str, place: Span) -> None:
    """A cell is found by the name of its column, with its quotes; an unknown column gives the whole line."""
    table = read_csv("t.csv", b'day,note,value\n2026,"a, b",12\n2026,,3\n')
    assert table.place(line, column) == place


def test_a_column_that_stands_twice_is_marked_the_second_time() -> None:
    """In the header the place of a doubled column is that of its last appearance, which is the one too many."""
    (finding,) = read_csv("t.csv", b"a,b,a\n1,2,3\n").findings
    assert (finding.rule, finding.span) == ("column-doubled", Span(1, 5, 1, 6))


def test_a_row_of_several_lines_is_marked_at_its_first() -> None:
    """Where a quoted cell goes on in the next line, the cells after it have the first line as their place."""
    table = read_csv("t.csv", b'a,b\n"x\ny",z\n')
    assert table.place(2, "a") == Span(2, 1, 2, 3)
    assert table.place(2, "b") == Span(2, 1, 2, 3)


@given(st.lists(CELLS, min_size=3, max_size=3))
def test_what_stands_at_a_place_is_the_cell(cells: list[str]) -> None:
    """Whatever a row holds, the text at the place of a cell reads as that cell."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    table = read_csv("t.csv", f"a,b,c\n{written.getvalue()}".encode())
    if any(cells):
        line = table.text.split("\n")[1]
        for column, cell in zip("abc", cells, strict=True):
            place = table.place(2, column)
            (read,) = next(csv.reader([line[place.column - 1 : place.end_column - 1] or '""']))
            assert read == cell
