"""CSV files become tables with named columns, each cell with its place."""

from rencana.source import read_csv


def test_lines_are_right_after_a_cell_of_two_lines() -> None:
    """A quoted cell may hold a line break, and the rows after it keep their line numbers."""
    table = read_csv("t.csv", b'a,b\n1,"x\ny"\n2,z\n')
    assert [(row.line, row.cells) for row in table.rows] == [(2, ("1", "x\ny")), (4, ("2", "z"))]


def test_cells_have_places() -> None:
    """The place of a cell is found by the name of its column."""
    table = read_csv("t.csv", b'day,note,value\n2026,"a, b",12\n')
    assert table.place(2, "value")[:2] == (2, 13)
    assert table.place(1, "note")[:2] == (1, 5)


def test_blank_lines_are_no_rows() -> None:
    """Lines with nothing, or with commas only, are passed over."""
    table = read_csv("t.csv", b"a,b\n\n,\n1,2\n\n")
    assert [row.cells for row in table.rows if any(row.cells)] == [("1", "2")]
    assert table.findings == ()


def test_one_wrong_row_does_not_hide_the_others() -> None:
    """A row that cannot be read is found and left out; the rest is read."""
    table = read_csv("t.csv", b"a,b\n1\n2,3\n")
    assert [row.cells for row in table.rows] == [("2", "3")]
    assert [(finding.rule, finding.span.line) for finding in table.findings] == [("cells-miscounted", 2)]
