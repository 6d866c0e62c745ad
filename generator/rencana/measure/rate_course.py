"""A formula of sums at the end of one day after the other: each of its cells is added once, on the day it counts from.

To work out each day anew would add the first day's cells as often as a chart has points.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rencana.catalogue.formula import MetricPart, parse
from rencana.measure.cells import by_scope
from rencana.measure.quantity import ZERO, Quantity
from rencana.measure.ratio_parts import evaluate
from rencana.measure.value import Cell, Value


class RateSoFar(NamedTuple):
    """What a formula says from its first day to a later one, with the first mark and the last source of its rows."""

    start: date
    end: date
    size: Quantity
    mark: str
    source: str


class _Arrival(NamedTuple):
    """A cell of a part, and the day from which on it counts: a month waits for the last of its thirty days."""

    day: date
    part: MetricPart
    cell: Cell


def rates_so_far(formula: str, value: Value, ends: Sequence[date]) -> Iterator[RateSoFar]:
    """Yields what the formula of a value says up to each of some days, in their order, by the cells of that value."""
    tree = parse(formula)
    arrivals = sorted(_arrivals(dict(value.part_cells)), key=lambda arrival: arrival.day)
    sizes: dict[MetricPart, Quantity] = dict.fromkeys(dict(value.part_cells), ZERO)
    start, count, mark, source = date.max, 0, "", ""
    for end in ends:
        while count < len(arrivals) and arrivals[count].day <= end:
            _, part, cell = arrivals[count]
            sizes[part] += cell.size
            mark = mark or next((row.mark for row in cell.readings if row.mark), "")
            start, source, count = min(start, cell.start), cell.source, count + 1
        size = evaluate(tree, sizes) if count else None
        if size is not None:
            yield RateSoFar(start, arrivals[count - 1].day, size, mark, source)


def _arrivals(cells_by_part: Mapping[MetricPart, Sequence[Cell]]) -> Iterator[_Arrival]:
    """Yields the cells of all parts; those of a common stretch count from its end, where every part has a cell."""
    tables = {part: by_scope(cells) for part, cells in cells_by_part.items()}
    for scope in set.intersection(*(set(table) for table in tables.values())):
        ends = sorted(set.intersection(*({cell.end for cell in table[scope]} for table in tables.values())))
        for part, table in tables.items():
            for cell in table[scope]:
                yield _Arrival(ends[bisect_left(ends, cell.end)], part, cell)
