"""A formula of sums at the end of one day after the other.

A chart asks for a rate on up to 30 days. To work out each of them anew would add the first day's cells 30 times; here
each cell is added once, on the day from which on it counts, and the formula is evaluated with the sums so far. That is
possible where nothing but frozen cells of one grain is summed; for everything else the caller asks `ratios.value_of`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from rencana.catalogue.formula import MetricPart
from rencana.measure.align import aligned
from rencana.measure.cells import by_scope
from rencana.measure.quantity import ZERO, Quantity
from rencana.measure.query import Query, in_scope
from rencana.measure.ratio_parts import RatioParts, evaluate, ratio_parts
from rencana.measure.sums import definition_changed
from rencana.measure.value import Cell, NoValue, Scope

_Position: TypeAlias = tuple[int, Scope, date]
"""Where a cell stands among the rows of a value: by the operand of the formula, by its scope, by its first day."""


class _Arrival(NamedTuple):
    """A cell, and the day from which on it counts: a month waits for the last of its thirty days."""

    day: date
    position: _Position
    cell: Cell


class SoFar(Struct, frozen=True):
    """What a formula says from its first day to one of the later ones, with the mark and the source of its rows."""

    start: date
    end: date
    size: Quantity
    mark: str
    source: str


def running(query: Query, ends: Sequence[date]) -> list[SoFar] | None:
    """Returns what a formula says up to each of some days, in their order; days on which it says nothing are left out.

    It is what `ratios.value_of` says of the same days. None where that is more than sums of frozen cells.
    """
    try:
        parts = ratio_parts(query, 0)
    except NoValue:
        return None
    only_sums = parts.sums == tuple(parts.metrics) and not any(True for _ in in_scope(query))
    tables = _frozen_cells(query, parts) if only_sums else None
    if tables is None:
        return None
    arrivals = sorted(_arrivals(tables), key=lambda arrival: arrival.day)
    return list(_steps(parts, arrivals, ends))


def _frozen_cells(query: Query, parts: RatioParts) -> Sequence[Mapping[Scope, Sequence[Cell]]] | None:
    """Returns the cells of each operand by scope; None where they are not frozen, or could be of several grains."""
    series = [query.frozen.get((metric.id, query.since)) for metric in parts.metrics.values()]
    frozen = [cells for cells in series if cells is not None]
    # With two grains each day would have to choose anew which of them covers more.
    grains = {cell.grain for cells in frozen for cell in cells}
    if len(frozen) < len(series) or len(grains) != 1:
        return None
    last = parts.sum_query.until
    return [by_scope(cell for cell in cells if cell.end <= last) for cells in frozen]


def _arrivals(tables: Sequence[Mapping[Scope, Sequence[Cell]]]) -> Iterator[_Arrival]:
    """Yields the cells on days that all operands cover.

    Up to a day in the middle of a common stretch the operands do not cover the same days; so all cells of a stretch
    count from its end, which is the next day on which every operand has a cell that ends.
    """
    for scope in set.intersection(*(set(table) for table in tables)):
        series = aligned([table[scope] for table in tables])
        common_ends = sorted(set.intersection(*({cell.end for cell in cells} for cells in series)))
        for index, cells in enumerate(series):
            for cell in cells:
                day = common_ends[bisect_left(common_ends, cell.end)]
                yield _Arrival(day, (index, scope, cell.start), cell)


def _steps(parts: RatioParts, arrivals: Sequence[_Arrival], ends: Iterable[date]) -> Iterator[SoFar]:
    """Yields what the formula says up to each day."""
    operands = list(parts.metrics)
    sizes: dict[MetricPart, Quantity] = dict.fromkeys(operands, ZERO)
    # The mark of a value is the first that its rows have, its source that of its last row in the files; so of all that
    # was read so far, one of each is enough.
    marks: list[tuple[_Position, str]] = []
    rows: list[tuple[str, int, str]] = []
    start, count = date.max, 0
    may_split = _cannot_add(parts, arrivals)
    for end in ends:
        while count < len(arrivals) and arrivals[count].day <= end:
            _, position, cell = arrivals[count]
            sizes[operands[position[0]]] += cell.size
            marks += [(position, row.mark) for row in cell.readings if row.mark][:1]
            rows += [(row.file, row.line, row.source) for row in cell.readings]
            start, count = min(start, cell.start), count + 1
        if may_split and _cannot_add(parts, arrivals[:count]):
            # What cannot be added together on one day cannot be on a later one.
            return
        size = evaluate(parts.tree, sizes) if count else None
        if size is not None:
            marks, rows = marks and [min(marks)], [max(rows)]
            yield SoFar(start, arrivals[count - 1].day, size, marks[0][1] if marks else "", rows[0][2])


def _cannot_add(parts: RatioParts, arrivals: Sequence[_Arrival]) -> bool:
    """Tells whether the definition, the method of counting, or the currency changes between cells."""
    if len({arrival.cell.currency for arrival in arrivals if arrival.cell.currency}) > 1:
        return True
    for index, metric in enumerate(parts.metrics.values()):
        cells = [arrival.cell for arrival in arrivals if arrival.position[0] == index]
        if definition_changed(parts.query.of(metric), cells):
            return True
    return False
