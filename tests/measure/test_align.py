"""Common days of the parts of a formula: what one part covers and another does not is left out of both."""

from datetime import date, timedelta

import pytest

from rencana.measure.align import aligned
from rencana.measure.quantity import exactly
from rencana.measure.value import Cell

FIRST = date(2026, 2, 1)


def series(text: str) -> list[Cell]:
    """Cells by their days, such as `1 2-7`."""
    cells = []
    for stretch in text.split():
        start, _, end = stretch.partition("-")
        days = [FIRST + timedelta(days=int(day) - 1) for day in (start, end or start)]
        cells.append(Cell("", "", "", "", days[0], days[1], exactly(1), "", "", ()))
    return cells


def days(cells: list[Cell]) -> str:
    """The days of cells as they are written above."""
    ends = [((cell.start - FIRST).days + 1, (cell.end - FIRST).days + 1) for cell in cells]
    return " ".join(str(start) if start == end else f"{start}-{end}" for start, end in ends)


@pytest.mark.parametrize(
    ("parts", "common"),
    [
        (["1 2 3", "1 2 3"], ["1 2 3", "1 2 3"]),
        (["1 2 3"], ["1 2 3"]),
        (["3 1 2", "3 1 2"], ["1 2 3", "1 2 3"]),
        (["1 2 3", "1 3"], ["1 3", "1 3"]),
        (["1 2 3", "4 5"], ["", ""]),
        (["3 1 2", "1 2 3"], ["1 2 3", "1 2 3"]),
        (["1-3", "1 2 3"], ["1-3", "1 2 3"]),
        (["1 2 3 4", "1-3 4"], ["1 2 3 4", "1-3 4"]),
        (["1-3", "1 2"], ["", ""]),
        (["1-3", "1 3"], ["", ""]),
        (["1-3 4", "1 2 4"], ["4", "4"]),
        (["1-2 3-4", "1 2-3 4"], ["1-2 3-4", "1 2-3 4"]),
        (["1-2 3", "2 3"], ["3", "3"]),
        (["1-6", "1-2 3-6", "1-3 4-6"], ["1-6", "1-2 3-6", "1-3 4-6"]),
        (["1 2", "1 2", "2"], ["2", "2", "2"]),
        (["", "1"], ["", ""]),
    ],
)
def test_only_common_stretches_stay(parts: list[str], common: list[str]) -> None:
    """Days that all parts cover from the same to the same day stay, in their order; a month beside its days is such."""
    assert [days(cells) for cells in aligned([series(part) for part in parts])] == common


def test_stretch_is_taken_once() -> None:
    """A day inside a stretch that was taken begins no stretch of its own."""
    assert [days(cells) for cells in aligned([series("1-3 2"), series("1 2 3")])] == ["1-3", "1 2 3"]
