"""Sums of metrics that add up: over days, channels and posts; nothing twice, nothing missing taken for zero."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from rencana.measure import quantity
from rencana.measure.cells import cells_across_end, cells_of
from rencana.measure.choice import choose
from rencana.measure.coverage import Coverage
from rencana.measure.covered import coverage_of
from rencana.measure.grouping import grouped
from rencana.measure.quantity import Quantity
from rencana.measure.query import Query, breaks, in_scope, is_read_by_audience, method_of, read_as_whole
from rencana.measure.value import (
    Alternative,
    Cell,
    How,
    LeftOutList,
    NoValue,
    Value,
    ValuePart,
    WhyNot,
    nothing,
    refused,
)
from rencana.plan.readings import Reading


def sum_of(query: Query) -> Value:
    """Returns the sum of a metric in the days of a query; of days that nobody read it says nothing."""
    left_out = LeftOutList()
    try:
        cells = cells_of(query, left_out)
        choice = choose(query, cells, left_out)
    except NoValue as reason:
        return refused(reason, left_out)
    coverage = coverage_of(query, choice)
    across = [] if coverage.read == coverage.expected else _closing(query, choice, coverage)
    if not choice and not across:
        return nothing(*why_no_rows(query), left_out=left_out.all_but(()), coverage=coverage)
    if definition_changed(query, [*choice, *across]):
        return nothing(WhyNot.DEFINITION_CHANGED, left_out=left_out.all_but(_rows(choice)))
    value = _value(query, choice, coverage, left_out, across)
    return replace(value, alternative=_alternative(query, cells, value)) if not across else value


def _value(
    query: Query, read_cells: Sequence[Cell], coverage: Coverage, left_out: LeftOutList, across: Sequence[Cell]
) -> Value:
    """Returns the sum of cells that were read; cells `across` the last day make of it no more than a bound."""
    size = quantity.total(cell.size for cell in read_cells)
    cells = tuple(read_cells)
    if across:
        beside = _apart(read_cells, across)
        cells = tuple(sorted((*beside, *across), key=lambda cell: (cell.scope, cell.start)))
        most = quantity.total(cell.size for cell in (*beside, *across))
        size = Quantity(size.low, most.high, size.about)
    start, end = span_of(cells)
    rows = _rows(cells)
    return Value(
        size=size,
        currency=cells[0].currency,
        how=How.SUM,
        start=start,
        end=end,
        parts=parts_of(query.metric.id, cells),
        cells=tuple(read_cells),
        left_out=left_out.all_but(rows),
        coverage=coverage,
        bounded=bool(across),
        mark=next((row.mark for row in rows if row.mark), ""),
    )


def _closing(query: Query, read_cells: Sequence[Cell], coverage: Coverage) -> list[Cell]:
    """Returns the cells that reach over the last day, where with them all that is expected would be known.

    What came by the last day is then at most what they say: a total to 15 March is a bound of what February brought.
    """
    across = [cell for cell in cells_across_end(query) if cell.size.low is not None and cell.size.low >= 0]
    if not across:
        return []
    cut = [cell._replace(end=query.until) for cell in across]
    together = coverage_of(query, [*_apart(read_cells, across), *cut])
    return across if together.read == together.expected and together.read > coverage.read else []


def _apart(cells: Sequence[Cell], rivals: Sequence[Cell]) -> list[Cell]:
    """Returns the cells of which no day is in a cell of the same scope, or of the whole."""

    def clash(cell: Cell, other: Cell) -> bool:
        same = all(not b or a == b for a, b in zip(cell.scope[:3], other.scope[:3], strict=True))
        return same and cell.item == other.item and cell.start <= other.end and other.start <= cell.end

    return [cell for cell in cells if not any(clash(cell, other) for other in rivals)]


def _rows(cells: Sequence[Cell]) -> list[Reading]:
    return [row for cell in cells for row in cell.readings]


def why_no_rows(query: Query) -> tuple[WhyNot, str]:
    """Returns why nothing can be said, and what it is about: no reading, only those of a whole, or only changes."""
    rows = [row for row in in_scope(query) if row.end <= query.until]
    if rows:
        return WhyNot.CHANGE_ONLY if all(row.value is None for row in rows) else WhyNot.NO_READING, ""
    if is_read_by_audience(query):
        return WhyNot.AUDIENCES_APART, ""
    dimension = read_as_whole(query)
    return (WhyNot.ONLY_THE_WHOLE if dimension else WhyNot.NO_READING), dimension


def span_of(cells: Sequence[Cell]) -> tuple[date, date]:
    """Returns the first and the last day of some cells."""
    return min(cell.start for cell in cells), max(cell.end for cell in cells)


def parts_of(metric: str, cells: Sequence[Cell]) -> tuple[ValuePart, ...]:
    """Returns what each channel, place and audience adds."""
    return tuple(
        ValuePart(
            metric,
            channel,
            place,
            audience,
            quantity.total(cell.size for cell in group),
            *span_of(group),
            tuple(row for cell in group for row in cell.readings),
        )
        for (channel, place, audience), group in sorted(
            grouped(cells, lambda cell: (cell.channel, cell.place, cell.audience)).items()
        )
    )


def definition_changed(query: Query, cells: Sequence[Cell]) -> bool:
    """Tells whether the definition of the metric, or the method of counting, changed between the cells of a sum."""
    if not query.metric.breaks and len({cell.source for cell in cells}) <= 1:
        return False
    for channel, group in grouped(cells, lambda cell: cell.channel).items():
        first, last = span_of(group)
        if any(first < change.date <= last for change in breaks(query, channel)):
            return True
        if len({method_of(query, source) for source in {cell.source for cell in group}} - {None}) > 1:
            return True
    return False


def _alternative(query: Query, cells: Sequence[Cell], value: Value) -> Alternative | None:
    """Returns what rows of the whole, or of its parts, say of the same cells, where they say something else."""
    if len(cells) == len(value.cells):
        return None
    cell_ids = {id(cell) for cell in value.cells}
    others = [cell for cell in cells if id(cell) not in cell_ids and not cell.item]
    if not others or value.coverage is None:
        return None
    try:
        choice = choose(query, others, LeftOutList())
    except NoValue:
        return None
    size = quantity.total(cell.size for cell in choice)
    same = span_of(choice) == (value.start, value.end) and coverage_of(query, choice).read == value.coverage.read
    return Alternative(How.SUM, size, tuple(_rows(choice))) if same and size != value.size else None
