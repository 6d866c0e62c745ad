"""Sums of metrics that add up: over days, channels and posts; nothing twice, nothing missing taken for zero."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from rencana.derive.slots import slots
from rencana.measure import quantity
from rencana.measure.cells import by_scope, cells_of
from rencana.measure.grouping import grouped
from rencana.measure.quantity import Quantity
from rencana.measure.query import Query, breaks, in_scope, method_of
from rencana.measure.value import (
    Alternative,
    Cell,
    Coverage,
    How,
    LeftOutList,
    NoValue,
    Reason,
    Value,
    ValuePart,
    WhyNot,
    nothing,
)

_DAY = timedelta(days=1)


class GrainCells(Struct, frozen=True):
    """Cells of one grain (the whole, by channel, by place, by post), and how much of what was asked they cover."""

    cells: tuple[Cell, ...]
    coverage: Coverage

    @property
    def size(self) -> Quantity:
        """The sum of its cells."""
        return quantity.total(cell.size for cell in self.cells)

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day of its cells."""
        return span_of(self.cells)


def sum_of(query: Query) -> Value:
    """Returns the sum of a metric in the days of a query."""
    left_out_list = LeftOutList()
    try:
        cells = cells_of(query, left_out_list)
    except NoValue as reason:
        return nothing(reason.why, reason.about)
    if not cells:
        return nothing(why_no_rows(query), left_out=left_out_list.all_but(()))
    best, other_grains = best_grain(query, cells, left_out_list)
    used = [row for cell in best.cells for row in cell.readings]
    left_out = left_out_list.all_but(used)
    if definition_changed(query, best.cells):
        return nothing(WhyNot.DEFINITION_CHANGED, left_out=left_out)
    start, end = best.span
    return Value(
        size=best.size,
        currency=best.cells[0].currency,
        how=How.SUM,
        start=start,
        end=end,
        parts=parts_of(query.metric.id, best.cells),
        cells=best.cells,
        left_out=left_out,
        coverage=best.coverage,
        mark=next((row.mark for row in used if row.mark), ""),
        alternative=_alternative(best, other_grains),
    )


def why_no_rows(query: Query) -> WhyNot:
    """Returns why nothing can be added: there is no reading at all, or readings say only changes."""
    rows = [row for row in in_scope(query) if row.end <= query.until]
    return WhyNot.CHANGE_ONLY if rows and all(row.value is None for row in rows) else WhyNot.NO_READING


def best_grain(query: Query, cells: Sequence[Cell], left_out: LeftOutList) -> tuple[GrainCells, list[GrainCells]]:
    """Returns the grain that covers most, and the others.

    Only one grain counts: a row for the whole and rows for its parts say the same thing twice.
    """
    choices = []
    for grain, same in sorted(grouped(cells, lambda cell: cell.grain).items()):
        # A post is read as a whole on a day of its own, so posts do not wait for one another.
        until_one_day = tuple(same) if grain.item else _until_all_known(same, left_out)
        choices.append(GrainCells(until_one_day, coverage_of(query, until_one_day)))
    # Where two grains cover as much, the coarser one counts: it holds also what was counted on no part.
    best, *other_grains = sorted(choices, key=lambda choice: (-choice.coverage.share, sum(choice.cells[0].grain)))
    for choice in other_grains:
        left_out.add((row for cell in choice.cells for row in cell.readings), Reason.WHOLE_AND_PARTS)
    return best, other_grains


def span_of(cells: Sequence[Cell]) -> tuple[date, date]:
    """Returns the first and the last day of some cells."""
    return min(cell.start for cell in cells), max(cell.end for cell in cells)


def _until_all_known(cells: Sequence[Cell], left_out: LeftOutList) -> tuple[Cell, ...]:
    """Cuts all channels at the last day that each of them has reported, so that the sum speaks of one day."""
    last_days = {scope: max(cell.end for cell in group) for scope, group in by_scope(cells).items()}
    until = min(last_days.values())
    known_cells = tuple(cell for cell in cells if cell.end <= until)
    if {cell.scope for cell in known_cells} != set(last_days):
        # A channel whose first cell ends later would fall out as a whole; then it is better to speak of several days.
        return tuple(cells)
    left_out.add((row for cell in cells if cell.end > until for row in cell.readings), Reason.WAITING)
    return known_cells


def coverage_of(query: Query, cells: Sequence[Cell]) -> Coverage:
    """Returns how much of what was asked is covered by cells of one grain."""
    grain = cells[0].grain
    if grain.item:
        return _coverage_of_posts(query, cells)
    first, until = span_of(cells)
    since = query.since or first
    scopes = by_scope(cells)
    read = {channel for channel, _, _ in scopes}
    # A row for the whole holds all channels, so none of them can be silent beside it.
    silent = [name for name in query.kpi.channels if name not in read] if grain.channel else []
    missing = [gap for scope, group in scopes.items() for gap in _gaps(scope[0], group, since, until)]
    missing += [(name, since, until) for name in silent]
    expected = ((until - since).days + 1) * (len(scopes) + len(silent))
    return Coverage("days", expected, sum(cell.days for cell in cells), tuple(sorted(missing)), tuple(silent))


def _gaps(channel: str, cells: Sequence[Cell], since: date, until: date) -> Iterator[tuple[str, date, date]]:
    """Yields the stretches of days that no cell of a channel covers."""
    day = since
    for cell in sorted(cells, key=lambda cell: cell.start):
        if cell.start > day:
            yield channel, day, cell.start - _DAY
        day = cell.end + _DAY
    if day <= until:
        yield channel, day, until


def _coverage_of_posts(query: Query, cells: Sequence[Cell]) -> Coverage:
    """Counts the published posts of the scope, and those of them that have a reading."""
    read = {(cell.channel, cell.item) for cell in cells}
    read_posts = {item for _, item in read}
    missing = {
        (slot.channel, slot.item)
        for slot in slots(query.campaign)
        if slot.item not in read_posts
        and slot.state == "published"
        and (not query.kpi.channels or slot.channel in query.kpi.channels)
        and slot.day is not None
        and (query.since or slot.day) <= slot.day <= query.until
    }
    return Coverage("posts", len(read) + len(missing), len(read))


def parts_of(metric: str, cells: Sequence[Cell]) -> tuple[ValuePart, ...]:
    """Returns what each channel and place adds."""
    return tuple(
        ValuePart(
            metric,
            channel,
            place,
            quantity.total(cell.size for cell in group),
            *span_of(group),
            tuple(row for cell in group for row in cell.readings),
        )
        for (channel, place), group in sorted(grouped(cells, lambda cell: (cell.channel, cell.place)).items())
    )


def definition_changed(query: Query, cells: Sequence[Cell]) -> bool:
    """Tells whether the definition of the metric, or the method of counting, changed between the cells of a sum."""
    for channel, group in grouped(cells, lambda cell: cell.channel).items():
        first, last = span_of(group)
        if any(first < change.date <= last for change in breaks(query, channel)):
            return True
        if len({method_of(query, source) for source in {cell.source for cell in group}} - {None}) > 1:
            return True
    return False


def _alternative(best: GrainCells, other_grains: Sequence[GrainCells]) -> Alternative | None:
    """Returns what another grain says of the same days, where it covers as much and says something else."""
    for grain in other_grains:
        like = grain.span == best.span and grain.coverage.share == best.coverage.share
        if like and grain.coverage.unit == "days" and grain.size != best.size:
            return Alternative(How.SUM, grain.size, tuple(row for cell in grain.cells for row in cell.readings))
    return None
