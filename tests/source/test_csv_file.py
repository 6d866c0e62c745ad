"""CSV files become tables with named columns, each cell with its place."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.check import apply
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
    table = read_csv("t.csv", b"a,b\n\n,\n1,2\n , \n\n")
    assert [(row.line, row.cells) for row in table.rows] == [(4, ("1", "2"))]
    assert table.findings == ()


def test_one_wrong_row_does_not_hide_the_others() -> None:
    """A row that cannot be read is found and left out; the rest is read."""
    table = read_csv("t.csv", b"a,b\n1\n2,3\n")
    assert [row.cells for row in table.rows] == [("2", "3")]
    assert [(finding.rule, finding.span.line) for finding in table.findings] == [("cells-miscounted", 2)]


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        ("", "file-empty", (1, 1)),
        (" \n\n", "file-empty", (1, 1)),
        ("a;b\n1;2\n", "separator-wrong", (1, 2)),
        ("a\tb\n1\t2\n", "separator-wrong", (1, 2)),
        ("a,,b\n1,2,3\n", "column-unnamed", (1, 1)),
        ("a,b,a\n1,2,3\n", "column-doubled", (1, 5)),
        ('a,b\n1,"x\n2,y\n', "quote-unclosed", (2, 3)),
        ("a,b\n1,2,3\n", "cells-miscounted", (2, 1)),
        ("a,b\n1\n", "cells-miscounted", (2, 1)),
    ],
)
def test_faults_of_tables_have_places(text: str, rule: str, place: tuple[int, int]) -> None:
    """Each fault of a table is found once, at its place, with what to do."""
    (finding,) = read_csv("t.csv", text.encode()).findings
    assert (finding.rule, (finding.span.line, finding.span.column)) == (rule, place)
    assert finding.help


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_has_any_length(quote: str) -> None:
    """A cell may be as long as a file, in quotes or without, and so may the name of a column."""
    long = "x" * 1_000_000
    table = read_csv("t.csv", f"a,{quote}{long}{quote}\n1,{quote}{long}{quote}\n2,3\n".encode())
    assert table.findings == ()
    assert table.columns == ("a", long)
    assert [row.cells for row in table.rows] == [("1", long), ("2", "3")]


def test_a_quote_that_is_closed_far_below_is_found() -> None:
    """A cell may have two hundred line breaks; one of more has swallowed rows, and both of its lines are named."""
    lines = "\n" * 200
    assert read_csv("t.csv", f'a,b\n1,"x{lines}y ""z"""\n'.encode()).findings == ()
    table = read_csv("t.csv", ('a,b\n1,"x\n' + "2,y\n" * 2000 + '3,"z"\n').encode())
    (finding,) = table.findings
    assert (finding.rule, finding.span[:2], table.rows) == ("quote-unclosed", (2, 3), ())
    assert "opened in line 2 is closed only in line 2003" in finding.message


def test_a_semicolon_in_a_table_of_several_columns_is_text() -> None:
    """Only a table of one column can have the wrong separator."""
    table = read_csv("t.csv", b"a;b,c\n1;2,3\n")
    assert (table.findings, table.columns) == ((), ("a;b", "c"))


def test_a_quote_inside_a_bare_cell_is_text() -> None:
    """Inches, and a word in quotes, open no quoted cell; a doubled quote does not close one."""
    table = read_csv("t.csv", b'a,b\n5" wide,the "best" of\n"say ""hi"", you",x\n')
    assert table.findings == ()
    assert [row.cells for row in table.rows] == [('5" wide', 'the "best" of'), ('say "hi", you', "x")]


def test_many_faulty_rows_are_one_mistake() -> None:
    """Of a table in which every row is wrong, so many rows are shown as a person would read."""
    table = read_csv("t.csv", b"a,b\n" + b"1\n" * 200 + b"2,3\n")
    assert len(table.findings) == 50
    assert [row.line for row in table.rows] == [202]


@pytest.mark.parametrize("content", [b"a,b\n 1 ,\t2\n", b"a , b\n1,2\n", "a,b\n\u00a01,2\n".encode()])
def test_spaces_around_cells_are_no_part_of_them(content: bytes) -> None:
    """Cells and names of columns are stripped of all kinds of spaces."""
    table = read_csv("t.csv", content)
    assert (table.columns, table.rows[0].cells) == (("a", "b"), ("1", "2"))


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S"))), min_size=2, max_size=2).filter(
            any
        ),
        max_size=6,
    )
)
def test_what_is_written_as_csv_is_read(rows: list[list[str]]) -> None:
    """Any table that Python writes is read with the same cells, in the same order."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([["a", "b"], *rows])
    table = read_csv("t.csv", written.getvalue().encode())
    assert table.findings == ()
    assert [row.cells for row in table.rows] == [tuple(row) for row in rows]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ('end;value;note\n1;12,5;"a; b"\n', 'end,value,note\n1,"12,5",a; b\n'),
        ("sep=;\nend;value\n1;2\n", "end,value\n1,2\n"),
        ("end\tvalue\n1\t2", "end,value\n1,2\n"),
    ],
)
def test_another_separator_is_mended(text: str, mended: str) -> None:
    """A table with semicolons or tabs is written with commas by the fix, and no cell changes."""
    (finding,) = read_csv("r.csv", text.encode()).findings
    assert "check --fix" in finding.help
    assert apply(finding.fix, {"r.csv": text}) == {"r.csv": mended}


def test_a_table_in_a_conflict_says_nothing_else() -> None:
    """The marks of git are the finding; what stands in a quoted cell is none of them."""
    table = read_csv("r.csv", b"end,value\n<<<<<<< HEAD\n1,2\n=======\n1,3,4\n>>>>>>> x\n")
    assert [finding.rule for finding in table.findings] == ["conflict-unresolved"]
    assert read_csv("r.csv", b'end,note\n1,"a\n=======\nb"\n').findings == ()
