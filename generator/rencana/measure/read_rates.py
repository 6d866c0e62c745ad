"""Rates that were read as such: of all days, or in pieces that say between which ends the whole lies."""

from msgspec.structs import replace

from rencana.measure import quantity, spans
from rencana.measure.cells import cell_of, cells_of
from rencana.measure.choice import choose
from rencana.measure.covered import coverage_of
from rencana.measure.levels import is_whole, level_of, level_rows, newest_row, value_of_row
from rencana.measure.query import Query
from rencana.measure.sums import span_of
from rencana.measure.value import Cell, How, LeftOutList, NoValue, Reason, Value, WhyNot, nothing, refused


def pooled_rate(query: Query, now: Value) -> Value:
    """Returns what a rate was over all days of a query: exact, or between the pieces of it that were read.

    The rate of February lies between the lowest and the highest rate of its weeks, whatever each week weighs.
    """
    cells = _read_cells(query)
    if not cells:
        return now
    covered = now.cells if now.how is How.RATIO else ()
    days = spans.merged((cell.start, cell.end) for cell in covered)
    pieces = [cell for cell in cells if not spans.common([(cell.start, cell.end)], days)]
    sizes = [cell.size for cell in pieces] + ([now.size] if covered and now.size else [])
    coverage = coverage_of(query, [*pieces, *covered])
    if now.coverage and now.coverage.read >= coverage.read:
        # One reading of all these days says it better than its pieces.
        return now
    start, end = span_of([*pieces, *covered])
    return replace(now, size=quantity.hull(sizes), start=start, end=end, coverage=coverage)


def is_survey(query: Query) -> bool:
    """Tells whether readings of a metric are waves: each speaks for its day, and none of them is a part of another."""
    sources, rows = query.campaign.sources, query.readings.rows.get(query.metric.id, ())
    if query.metric.survey:
        return bool(rows)
    return any(row.source in sources and sources[row.source].method == "survey" for row in rows)


def _read_cells(query: Query) -> list[Cell]:
    """Returns the readings of a rate itself as cells without overlap, whatever channels they speak of."""
    try:
        return choose(query, [cell for cell in cells_of(query, LeftOutList()) if not cell.item], LeftOutList())
    except NoValue:
        return []


def read_rate(query: Query) -> Value:
    """Returns the newest reading of a rate; of several that end on one day that over most days."""
    left_out = LeftOutList()
    rows = [row for row in level_rows(query, left_out) if is_whole(query, row)]
    inside = [row for row in rows if query.since is None or (row.start or row.end) >= query.since]
    left_out.add((row for row in rows if row not in inside), Reason.BEFORE)
    if not inside:
        return level_of(query) if not rows else nothing(WhyNot.OTHER_DAYS, left_out=left_out.all_but(()))
    try:
        row = newest_row(query, inside, left_out)
    except NoValue as reason:
        return refused(reason, left_out)
    left_out.add((older for older in inside if older.end != row.end), Reason.FEWER_DAYS)
    coverage = coverage_of(query.counted(), [cell_of(query, row)])
    return replace(value_of_row(query, row, left_out), coverage=coverage)
