"""From rows to cells: stretches of days with a size, of which no two of one scope share a day.

A row without `start` is a counter (a lifetime number as of its day): what counts is the gain between two of them.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from rencana.catalogue import Metric
from rencana.derive.slots import day_of
from rencana.measure import quantity
from rencana.measure.grouping import grouped
from rencana.measure.query import Query, currency_of, newness, refuse_mixed_currencies, usable_rows
from rencana.measure.value import Cell, LeftOutList, NoValue, Reason, Scope, WhyNot
from rencana.plan.readings import Reading

_DAY = timedelta(days=1)
_FALL = 2
"""A counter that falls to less than this part (a half) began anew; a smaller fall is a correction of the platform."""
_OUSTED = frozenset({Reason.OVERLAPS, Reason.REPLACED, Reason.CONTRADICTED})


class _Cover(NamedTuple):
    """The best choice among the first cells of an order: how many days and cells, and how to walk back through it.

    `last` is the position of the last chosen cell, -1 for none; what is chosen before it is the best choice among the
    first `before` cells.
    """

    days: int
    cells: int
    last: int = -1
    before: int = 0


def cells_of(query: Query, left_out: LeftOutList) -> list[Cell]:
    """Returns what adds up in the days of a query, for each channel, place and post without overlap."""
    if (frozen := query.frozen.get((query.metric.id, query.since))) is not None:
        return [cell for cell in frozen if cell.end <= query.until]
    rows = usable_rows(query, left_out)
    # A counter from before the first day is asked for its currency too: gains inside are counted from it.
    refuse_mixed_currencies(
        query, (row for row in rows if row.start is None or query.since is None or row.end >= query.since)
    )
    read = [_cell(query, row, row.start) for row in rows if row.start is not None]
    gained = _gains(query, [row for row in rows if row.start is None], left_out)
    inside = by_scope(cell for cell in (*read, *gained) if _starts_inside(query, cell, left_out))
    return [cell for scope in sorted(inside) for cell in _without_overlap(query, inside[scope], left_out)]


def by_scope(cells: Iterable[Cell]) -> dict[Scope, list[Cell]]:
    """Returns cells by channel, place and post."""
    return grouped(cells, lambda cell: cell.scope)


def freeze_cells(query: Query, metrics: Iterable[Metric]) -> Query:
    """Returns a query that can be asked up to many last days without making the cells of these metrics each time.

    That is possible where the cells up to an earlier day are those that end by it, and so where no row speaks of days
    that another one speaks of too: else a later row could oust an earlier cell. Other metrics stay as they are. Values
    that rest on frozen cells have the same size and rows, but do not say what was left out.
    """
    frozen: dict[tuple[str, date | None], Sequence[Cell]] = {}
    for metric in metrics:
        left_out = LeftOutList()
        try:
            cells = cells_of(query.within(query.since, query.on).of(metric), left_out)
        except NoValue:
            continue
        is_ousted = any(row.reason in _OUSTED for row in left_out.rows.values())
        # Which of two sources goes first depends on how many days each covers, and so on the last day.
        has_rivals = len({(cell.scope, cell.source) for cell in cells}) > len({cell.scope for cell in cells})
        if not is_ousted and not has_rivals:
            frozen[metric.id, query.since] = cells
    return replace(query, frozen=frozen)


def _cell(query: Query, row: Reading, start: date, base: Reading | None = None) -> Cell:
    """Returns what a row says from a day on; of a counter with a base, what it gained since then."""
    assert row.value is not None
    size = quantity.of(row.value)
    if base is not None and base.value is not None:
        before = quantity.of(base.value)
        began_anew = before.exact is not None and size.exact is not None and 0 <= size.exact < before.exact / _FALL
        size = size if began_anew else size - before
    rows = (row,) if base is None else (base, row)
    return Cell(row.channel, row.place, row.item, start, row.end, size, currency_of(query, row), row.source, rows)


def _gains(query: Query, rows: Iterable[Reading], left_out: LeftOutList) -> list[Cell]:
    """Returns what counters gained between their snapshots. That of a post of the campaign began at 0 on its day."""
    cells: list[Cell] = []
    for _, series in sorted(grouped(rows, lambda row: (row.channel, row.place, row.item, row.source)).items()):
        by_day: dict[date, Reading] = {}
        for row in sorted(series, key=newness):
            if (older := by_day.get(row.end)) is not None:
                left_out.add([older], Reason.REPLACED)
            by_day[row.end] = row
        snapshots = [by_day[day] for day in sorted(by_day)]
        first = snapshots[0]
        birth = (day_of(query.campaign, first.item, first.channel) or query.since) if first.item else None
        if birth is None or (query.since is not None and birth < query.since):
            # The gains of the campaign are counted from the last snapshot before it; failing that, from the first.
            earlier = [row for row in snapshots if query.since is None or row.end < query.since]
            left_out.add([earlier[-1] if earlier else first], Reason.BASE)
        else:
            cells.append(_cell(query, first, min(birth, first.end)))
        cells += [_cell(query, after, before.end + _DAY, before) for before, after in pairwise(snapshots)]
    return cells


def _starts_inside(query: Query, cell: Cell, left_out: LeftOutList) -> bool:
    if query.since is None or cell.start >= query.since:
        return True
    if len(cell.readings) > 1 and cell.end >= query.since:
        # What a counter gained across the first day cannot be split; later gains are counted from here.
        left_out.add(cell.readings[-1:], Reason.BASE)
    left_out.add(cell.readings[-1:], Reason.BEFORE if cell.end < query.since else Reason.ACROSS_START)
    return False


def _without_overlap(query: Query, cells: Iterable[Cell], left_out: LeftOutList) -> list[Cell]:
    """Returns the cells of one channel, place and post that count, of all sources together.

    Sources come in the order of the plan; those that it does not name by the days that they cover. A source fills only
    days of which those before it say nothing.
    """
    by_source = grouped(cells, lambda cell: cell.source)
    newest = {source: _newest(cells, left_out) for source, cells in by_source.items()}
    if len(newest) > 1:
        _refuse_contradiction(query, newest)
    chosen: list[Cell] = []
    covered = {source: sum(cell.days for cell in cells) for source, cells in newest.items()}
    for source in sorted(newest, key=lambda name: (query.rank(name), -covered[name], name)):
        free = []
        for cell in newest[source]:
            clash = next((other for other in chosen if cell.start <= other.end and other.start <= cell.end), None)
            if clash is None:
                free.append(cell)
            else:
                differs = (cell.start, cell.end) == (clash.start, clash.end) and cell.size != clash.size
                left_out.add(cell.readings[-1:], Reason.CONTRADICTED if differs else Reason.OVERLAPS)
        chosen += _widest(free, left_out)
    return chosen


def _newest(cells: Iterable[Cell], left_out: LeftOutList) -> list[Cell]:
    """Returns of the cells of one source over the same days the newest."""
    newest: dict[tuple[date, date], Cell] = {}
    for cell in cells:
        rival = newest.setdefault((cell.start, cell.end), cell)
        if rival is not cell:
            older, newer = sorted((rival, cell), key=lambda same: newness(same.readings[-1]))
            newest[cell.start, cell.end] = newer
            left_out.add(older.readings[-1:], Reason.REPLACED)
    return list(newest.values())


def _refuse_contradiction(query: Query, by_source: dict[str, list[Cell]]) -> None:
    """Raises NoValue where two sources of the same rank say unlike things of the same days; gaps they may fill."""
    by_days: dict[tuple[int, date, date], Cell] = {}
    for source, cells in by_source.items():
        for cell in cells:
            rival = by_days.setdefault((query.rank(source), cell.start, cell.end), cell)
            if rival.source != cell.source and rival.size != cell.size:
                raise NoValue(WhyNot.SOURCES_DISAGREE, ", ".join(sorted((rival.source, cell.source))))


def _widest(cells: Iterable[Cell], left_out: LeftOutList) -> list[Cell]:
    """Returns cells that do not overlap and cover the most days; of equal covers the finer, then the newer one.

    To take the longest cell, or the one that ends first, again and again does not cover the most days: a stretch in
    the middle may cost two beside it. So the best choice is found for the first cell, the first two, and so on, in
    the order of their last days (weighted interval scheduling): a cell either stays out, or joins the best choice
    among the cells that end before it begins.
    """
    by_start = sorted(cells, key=lambda cell: cell.start)
    if all(before.end < after.start for before, after in pairwise(by_start)):
        return by_start
    order = sorted(by_start, key=lambda cell: (cell.end, cell.start, newness(cell.readings[-1])))
    ends = [cell.end for cell in order]
    best = [_Cover(0, 0)]
    for index, cell in enumerate(order):
        before = bisect_left(ends, cell.start)
        joined = _Cover(best[before].days + cell.days, best[before].cells + 1, index, before)
        # More cells over as many days are finer ones; at a tie the later in the order wins, which is the newer.
        best.append(joined if joined[:2] >= best[index][:2] else best[index])
    chosen: list[int] = []
    cover = best[-1]
    while cover.last >= 0:
        chosen.append(cover.last)
        cover = best[cover.before]
    unused = {*range(len(order))} - {*chosen}
    left_out.add((order[index].readings[-1] for index in unused), Reason.OVERLAPS)
    return [order[index] for index in reversed(chosen)]
