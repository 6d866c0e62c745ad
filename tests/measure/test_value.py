"""Facts of a value: which rows it rests on, and what was left out for which reason."""

from datetime import date
from decimal import Decimal

from rencana.measure.quantity import Quantity, exactly
from rencana.measure.value import Cell, LeftOut, LeftOutList, Reason, Value, ValuePart
from rencana.plan.readings import Reading

DAY = date(2026, 2, 1)


def reading(line: int, file: str = "a.csv") -> Reading:
    """A row in a line of a file."""
    return Reading(file, line, DAY, DAY, "views", None)


def test_cell_counts_both_of_its_ends() -> None:
    """A cell of one day has one day, and one of a week has seven."""
    cell = Cell("instagram", "jakarta", "young", "post", DAY, DAY, exactly(1), "", "", ())
    assert (cell.days, cell._replace(end=date(2026, 2, 7)).days) == (1, 7)
    assert cell.scope == ("instagram", "jakarta", "young", "post")


def test_rows_stand_once_in_the_order_of_files() -> None:
    """A row that two parts rest on is one row; rows stand as they do in their files."""
    rows = [reading(3), reading(2, "b.csv"), reading(2)]
    parts = [ValuePart("views", "", "", "", exactly(1), DAY, DAY, tuple(of_part)) for of_part in (rows, rows[:1])]
    assert Value(parts=tuple(parts)).readings == (rows[2], rows[0], rows[1])


def test_only_an_exact_size_is_exact() -> None:
    """A value without a size, or with a bound, is no number."""
    assert Value().exact is None
    assert Value(size=Quantity(Decimal(1), None)).exact is None
    assert Value(size=exactly(0)).exact == 0


def test_first_reason_stays() -> None:
    """A row is left out for the first reason that was found, and stands once."""
    left_out = LeftOutList()
    left_out.add([reading(3), reading(2)], Reason.AFTER)
    left_out.add([reading(2)], Reason.OVERLAPS)
    expected = (LeftOut(reading(2), Reason.AFTER), LeftOut(reading(3), Reason.AFTER))
    assert left_out.all_but([]) == expected


def test_row_that_counts_is_not_left_out() -> None:
    """A row that counts elsewhere was not left out, unless later ones are counted from it."""
    left_out = LeftOutList()
    left_out.add([reading(2)], Reason.OVERLAPS)
    left_out.add([reading(3)], Reason.BASE)
    assert left_out.all_but([reading(2), reading(3)]) == (LeftOut(reading(3), Reason.BASE),)
