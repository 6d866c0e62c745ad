"""From rows to cells: stretches of days with a size, of which no two of one scope share a day.

A row without `start` is a counter (a lifetime number as of its day): what counts is the gain between two of them.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from rencana.derive.slots import day_of
from rencana.measure import quantity
from rencana.measure.grouping import grouped
from rencana.measure.quantity import ZERO, Quantity
from rencana.measure.query import MARKS, Query, currency_of, refuse_mixed_currencies, usable_rows
from rencana.measure.value import Cell, LeftOutList, NoValue, Reason, Scope, WhyNot
from rencana.plan.readings import Reading

_DAY = timedelta(days=1)
_FALL = 2
"""A counter that falls to less than this part (a half) began anew; a smaller fall is a correction of the platform."""


class _Cover(NamedTuple):
    """The best choice among the first cells of an order: its days, how new and how fine they are, and the way back.

    `last` is the position of the last chosen cell, -1 for none; what is chosen before it is the best choice among the
    first `before` cells.
    """

    days: int
    newness: int
    cells: int
    last: int = -1
    before: int = 0


def cells_of(query: Query, left_out: LeftOutList) -> list[Cell]:
    """Returns what adds up in the days of a query, for each channel, place, audience and post without overlap."""
    inside = by_scope(cell for cell in _all_cells(query, left_out) if _lies_inside(query, cell, left_out))
    cells = [cell for scope in sorted(inside) for cell in _without_overlap(query, inside[scope], left_out)]
    refuse_mixed_currencies(query, (row for cell in cells for row in cell.readings))
    return cells


def cells_across_end(query: Query) -> list[Cell]:
    """Returns of each scope the cell that begins in the days of a query and ends after them.

    Of several it is the one that reaches least beyond the last day, which bounds what came until then the best.
    """
    across = (
        cell
        for cell in _all_cells(query, LeftOutList())
        if (query.since is None or cell.start >= query.since) and cell.start <= query.until < cell.end
    )
    return [min(same, key=lambda cell: (cell.end, cell.start)) for _, same in sorted(by_scope(across).items())]


def by_scope(cells: Iterable[Cell]) -> dict[Scope, list[Cell]]:
    """Returns cells by channel, place, audience and post."""
    return grouped(cells, lambda cell: cell.scope)


def _all_cells(query: Query, left_out: LeftOutList) -> Sequence[Cell]:
    """Returns the cells of all rows that were known on the day, whatever days they speak of."""
    cached = query.cells.get(query.metric.id)
    if cached is not None:
        cells, unusable = cached
    else:
        unusable = LeftOutList()
        rows = usable_rows(query, unusable)
        read = [cell_of(query, row) for row in rows if row.start]
        gained = _gains(query, [row for row in rows if row.start is None], unusable)
        cells = (*read, *gained)
        query.cells[query.metric.id] = cells, unusable
    for entry in unusable.rows.values():
        left_out.add([entry.reading], entry.reason)
    return cells


def cell_of(query: Query, row: Reading) -> Cell:
    """Returns what a row says of its own days; one without `start` of its last day."""
    size = quantity.of(row.value) if row.value else ZERO
    return _cell(query, row, row.start or row.end, size, (row,))


def _cell(query: Query, row: Reading, start: date, size: Quantity, readings: tuple[Reading, ...]) -> Cell:
    """Returns what a row says from a day on."""
    currency = currency_of(query, row)
    return Cell(row.channel, row.place, row.audience, row.item, start, row.end, size, currency, row.source, readings)


def _gains(query: Query, rows: Iterable[Reading], left_out: LeftOutList) -> Iterator[Cell]:
    """Yields what counters gained between their snapshots.

    That of a post of the campaign began at 0 on its day, and that of a source which counts the campaign on the
    campaign's first day; of every other counter the first snapshot is only the base of what follows.
    """
    series = grouped(rows, lambda row: (row.channel, row.place, row.audience, row.item, row.source))
    for _, same in sorted(series.items()):
        by_day: dict[date, Reading] = {}
        for row in sorted(same, key=query.readings.newness):
            if (older := by_day.get(row.end)) is not None:
                left_out.add([older], Reason.REPLACED)
            by_day[row.end] = row
        snapshots = [by_day[day] for day in sorted(by_day)]
        first = snapshots[0]
        high = quantity.of(first.value) if first.value else ZERO
        birth = _birth(query, first)
        if birth is None:
            left_out.add([first], Reason.BASE)
        else:
            yield _cell(query, first, min(birth, first.end), high, (first,))
        for before, after in pairwise(snapshots):
            size = quantity.of(after.value) if after.value else ZERO
            gain, high = _gain(high, size)
            yield _cell(query, after, before.end + _DAY, gain, (before, after))


def _birth(query: Query, row: Reading) -> date | None:
    """Returns the day on which a counter began at 0; None where nobody knows it."""
    if row.item:
        return day_of(query.campaign, row.item, row.channel)
    source = query.campaign.sources.get(row.source)
    return query.campaign.first_counted_day if source and source.counter == "campaign" else None


def _gain(high: Quantity, size: Quantity) -> tuple[Quantity, Quantity]:
    """Returns what a counter gained since its highest size, and the highest size from now on.

    A counter that falls by more than half began anew; one that falls by less gained nothing, and never lost anything.
    """
    if high.exact is None or size.exact is None:
        return size - high, size
    if size.exact >= high.exact:
        return size - high, size
    return (size, size) if 0 <= size.exact < high.exact / _FALL else (ZERO, high)


def _lies_inside(query: Query, cell: Cell, left_out: LeftOutList) -> bool:
    """Tells whether a cell lies in the days of a query; the reason why not is kept."""
    if query.since is not None and cell.start < query.since:
        if len(cell.readings) > 1 and cell.end >= query.since:
            # What a counter gained across the first day cannot be split; later gains are counted from here.
            left_out.add(cell.readings[-1:], Reason.BASE)
        left_out.add(cell.readings[-1:], Reason.BEFORE if cell.end < query.since else Reason.ACROSS_START)
        return False
    if cell.end > query.until:
        left_out.add(cell.readings[-1:], Reason.AFTER if cell.start > query.until else Reason.ACROSS_END)
        return False
    if query.windows and not any(start <= cell.start and cell.end <= end for start, end in query.windows):
        left_out.add(cell.readings[-1:], Reason.OTHER_DAYS)
        return False
    return True


def _without_overlap(query: Query, cells: Iterable[Cell], left_out: LeftOutList) -> list[Cell]:
    """Returns the cells of one channel, place, audience and post that count, of all sources together.

    Sources come in the order of the plan; those that it does not name by the days that they cover. Of one source,
    restated cells go before plain ones, and plain before provisional ones. What comes later fills only days of which
    what goes before it says nothing.
    """
    cells = sorted(cells, key=lambda cell: cell.start)
    is_plain = len({(cell.source, cell.readings[-1].mark) for cell in cells}) == 1
    if is_plain and all(before.end < after.start for before, after in pairwise(cells)):
        return cells
    by_source = grouped(cells, lambda cell: cell.source)
    newest = {source: _newest(query, cells, left_out) for source, cells in by_source.items()}
    if len(newest) > 1:
        _refuse_contradiction(query, newest)
    selection: list[Cell] = []
    covered = {source: sum(cell.days for cell in cells) for source, cells in newest.items()}
    for source in sorted(newest, key=lambda name: (query.rank(name), -covered[name], name)):
        by_mark = grouped(newest[source], lambda cell: MARKS[cell.readings[-1].mark])
        for mark in sorted(by_mark, reverse=True):
            selection += _widest(query, _free(by_mark[mark], selection, left_out), left_out)
    return sorted(selection, key=lambda cell: cell.start)


def _free(cells: Iterable[Cell], cells_so_far: Sequence[Cell], left_out: LeftOutList) -> list[Cell]:
    """Returns the cells that share no day with those that are chosen already."""
    if not cells_so_far:
        return list(cells)
    order = sorted(cells_so_far, key=lambda cell: cell.end)
    ends = [cell.end for cell in order]
    free = []
    for cell in cells:
        # Chosen cells share no day, so the first one that ends on or after the start is the first that may clash.
        clashes = [other for other in order[bisect_left(ends, cell.start) :][:1] if other.start <= cell.end]
        if not clashes:
            free.append(cell)
            continue
        differs = (cell.start, cell.end) == (clashes[0].start, clashes[0].end) and cell.size != clashes[0].size
        is_rival = differs and cell.source != clashes[0].source
        left_out.add(cell.readings[-1:], Reason.CONTRADICTED if is_rival else Reason.OVERLAPS)
    return free


def _newest(query: Query, cells: Iterable[Cell], left_out: LeftOutList) -> list[Cell]:
    """Returns of the cells of one source over the same days the newest."""
    newest: dict[tuple[date, date], Cell] = {}
    for cell in cells:
        rival = newest.setdefault((cell.start, cell.end), cell)
        if rival is not cell:
            older, newer = sorted((rival, cell), key=lambda same: query.readings.newness(same.readings[-1]))
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
                rivals = tuple(same.readings[-1] for same in sorted((rival, cell), key=lambda same: same.source))
                raise NoValue(WhyNot.SOURCES_DISAGREE, ", ".join(row.source for row in rivals), rivals)


def _widest(query: Query, cells: Iterable[Cell], left_out: LeftOutList) -> list[Cell]:
    """Returns cells that do not overlap and cover the most days; of equal covers the newer, then the finer one.

    To take the longest cell, or the one that ends first, again and again does not cover the most days: a stretch in
    the middle may cost two beside it. So the best choice is found for the first cell, the first two, and so on, in
    the order of their last days (weighted interval scheduling): a cell either stays out, or joins the best choice
    among the cells that end before it begins.
    """
    by_start = sorted(cells, key=lambda cell: cell.start)
    if all(before.end < after.start for before, after in pairwise(by_start)):
        return by_start
    order = sorted(by_start, key=lambda cell: (cell.end, cell.start, query.readings.newness(cell.readings[-1])))
    ages = sorted({query.readings.ages[cell.readings[-1].file] for cell in order})
    ends = [cell.end for cell in order]
    best = [_Cover(0, 0, 0)]
    for index, cell in enumerate(order):
        before = bisect_left(ends, cell.start)
        newness = cell.days * ages.index(query.readings.ages[cell.readings[-1].file])
        joined = _Cover(
            best[before].days + cell.days, best[before].newness + newness, best[before].cells + 1, index, before
        )
        # At a tie the later in the order wins, which is the newer row.
        best.append(joined if joined[:3] >= best[index][:3] else best[index])
    chosen: list[int] = []
    cover = best[-1]
    while cover.last >= 0:
        chosen.append(cover.last)
        cover = best[cover.before]
    unused = {*range(len(order))} - {*chosen}
    left_out.add((order[index].readings[-1] for index in unused), Reason.OVERLAPS)
    return [order[index] for index in reversed(chosen)]
