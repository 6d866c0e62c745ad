"""A formula of sums at the end of one day after the other: each cell is added once, and not again for each day."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from msgspec import Struct

from rencana.catalogue.formula import MetricPart as Name
from rencana.measure.align import aligned
from rencana.measure.quantity import ZERO, Quantity
from rencana.measure.query import Query, in_scope
from rencana.measure.ratios import RatioParts, Scope, evaluate, scopes, work_on
from rencana.measure.sums import broken, signature_of
from rencana.measure.value import Cell, LeftOutList, NoValue

_Place: TypeAlias = tuple[int, Scope, date]
"""Where a cell stands among the rows of a value: by the part of the formula, by its scope, by its days."""
_Due: TypeAlias = tuple[date, _Place, Cell]
"""A cell with the day from which on it counts: a month waits for the last of its thirty days."""


class SoFar(Struct, frozen=True):
    """What a formula says from its first day to one of the later ones, with the mark and the source of its rows."""

    start: date
    end: date
    size: Quantity
    mark: str
    source: str


def running(query: Query, ends: Sequence[date]) -> list[SoFar] | None:
    """Returns what a formula says up to each of some days, in their order; days on which it says nothing are left out.

    It is what `ratios.value` says of the same days. None where that is more than sums of cells that were settled.
    """
    try:
        work = work_on(query, 0, LeftOutList())
    except NoValue:
        return None
    only_sums = work.flows == list(work.metrics) and not any(True for _ in in_scope(query))
    tables = _tables(query, work) if only_sums else None
    if tables is None:
        return None
    return list(_steps(work, sorted(_due(tables), key=lambda one: one[0]), ends))


def _tables(query: Query, work: RatioParts) -> Sequence[Mapping[Scope, Sequence[Cell]]] | None:
    """Returns the cells of each part by scope; None where they are not known, or could be of several grains."""
    found = [query.settled.get((metric.id, query.since)) for metric in work.metrics.values()]
    known = [some for some in found if some is not None]
    grains = {signature_of(one) for some in known for one in some}
    if len(known) < len(found) or len(grains) != 1:
        return None
    last = work.flowing.until
    return [scopes([one for one in some if one.end <= last]) for some in known]


def _due(tables: Sequence[Mapping[Scope, Sequence[Cell]]]) -> Iterator[_Due]:
    """Yields the cells on days that all parts cover."""
    for scope in set.intersection(*(set(table) for table in tables)):
        series = aligned([table[scope] for table in tables])
        common = sorted(set.intersection(*({one.end for one in own} for own in series)))
        for index, own in enumerate(series):
            for one in own:
                yield common[bisect_left(common, one.end)], (index, scope, one.start), one


def _steps(work: RatioParts, cells: Sequence[_Due], ends: Iterable[date]) -> Iterator[SoFar]:
    """Yields what is said up to each day. What cannot be added together on one day cannot be on a later one."""
    names, ever_split = list(work.metrics), _split(work, cells)
    terms: dict[Name, Quantity] = dict.fromkeys(names, ZERO)
    marks: list[tuple[_Place, str]] = []
    rows: list[tuple[str, int, str]] = []
    start, count = date.max, 0
    for end in ends:
        while count < len(cells) and cells[count][0] <= end:
            _, place, one = cells[count]
            terms[names[place[0]]] += one.size
            marks += [(place, row.mark) for row in one.readings if row.mark][:1]
            rows += [(row.file, row.line, row.source) for row in one.readings]
            start, count = min(start, one.start), count + 1
        if ever_split and _split(work, cells[:count]):
            return
        size = evaluate(work.tree, terms) if count else None
        if size is not None:
            marks, rows = marks and [min(marks)], [max(rows)]
            yield SoFar(start, cells[count - 1][0], size, marks[0][1] if marks else "", rows[0][2])


def _split(work: RatioParts, cells: Sequence[_Due]) -> bool:
    """Tells whether cells cannot be added: the definition, or the way of counting, changes, or the currency."""
    own = [[one for _, place, one in cells if place[0] == index] for index in range(len(work.metrics))]
    asks = [work.ask.of(metric) for metric in work.metrics.values()]
    changes = any(broken(query, some) for query, some in zip(asks, own, strict=True))
    return changes or len({one.currency for _, _, one in cells if one.currency}) > 1
