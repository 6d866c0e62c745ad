"""From rows to cells: stretches of days with a size, no two of them over the same days.

A row without `start` is a counter (a lifetime number as of its day): what counts is the difference of two of them.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import TypeAlias

from msgspec.structs import replace

from rencana.catalogue import Metric
from rencana.derive.slots import day_of
from rencana.measure import quantity
from rencana.measure.quantity import Quantity
from rencana.measure.query import Query, currency_of, known, newness, one_currency
from rencana.measure.value import Cell, LeftOutList, NoValue, Reason, WhyNot
from rencana.plan.readings import Reading

_DAY = timedelta(days=1)
_FALL = 2
"""A counter that falls to less than this part (a half) began anew; a smaller fall is a correction of the platform."""
_OUSTED = frozenset({Reason.OVERLAPS, Reason.REPLACED, Reason.CONTRADICTED})

_Best: TypeAlias = tuple[int, int, int, int]


def cells(query: Query, left_out: LeftOutList) -> list[Cell]:
    """Returns what adds up in the days of the question, for each channel, place and post without overlap."""
    if (settled := query.settled.get((query.metric.id, query.since))) is not None:
        return [one for one in settled if one.end <= query.until]
    rows = known(query, left_out)
    one_currency(query, (one for one in rows if one.start is None or query.since is None or one.end >= query.since))
    found = [_cell(query, one) for one in rows if one.start is not None]
    found += _counters(query, [one for one in rows if one.start is None], left_out)
    inside = [one for one in found if _inside(query, one, left_out)]
    kept: list[Cell] = []
    for _, same in groupby(sorted(inside, key=lambda one: one.scope), key=lambda one: one.scope):
        kept += _chosen(query, list(same), left_out)
    return kept


def freeze_cells(query: Query, metrics: Iterable[Metric]) -> Query:
    """Returns a question that may be asked over days to many an end: cells that stay what they are, are made once.

    Values that rest on them have the same size and rows, but do not say what was left out.
    """
    until_now = query.within(query.since, query.on)
    found = {(one.id, query.since): _settled(until_now.of(one)) for one in metrics}
    return replace(query, settled={key: some for key, some in found.items() if some is not None})


def _settled(query: Query) -> Sequence[Cell] | None:
    """Returns cells where those to an earlier day are the ones that end by it; None where later rows could oust them.

    None can where no row speaks of days that another one speaks of too.
    """
    left_out = LeftOutList()
    try:
        found = cells(query, left_out)
    except NoValue:
        return None
    ousted = any(one.reason in _OUSTED for one in left_out.rows.values())
    mixed = len({(one.scope, one.source) for one in found}) > len({one.scope for one in found})
    return None if ousted or mixed else found


def _cell(query: Query, one: Reading) -> Cell:
    assert one.value is not None
    size, start = quantity.of(one.value), one.start or one.end
    return Cell(one.channel, one.place, one.item, start, one.end, size, currency_of(query, one), one.source, (one,))


def _inside(query: Query, one: Cell, left_out: LeftOutList) -> bool:
    if query.since is None or one.start >= query.since:
        return True
    if len(one.readings) > 1 and one.end >= query.since:
        # What a counter gained across the first day cannot be split; later gains are counted from here.
        left_out.add(one.readings[-1:], Reason.BASE)
    left_out.add(one.readings[-1:], Reason.BEFORE if one.end < query.since else Reason.ACROSS_START)
    return False


def _counters(query: Query, rows: list[Reading], left_out: LeftOutList) -> list[Cell]:
    found = []
    for _, same in groupby(sorted(rows, key=_series), key=_series):
        snapshots = _newest(list(same), left_out)
        found += _differences(query, sorted(snapshots, key=lambda one: one.end), left_out)
    return found


def _series(one: Reading) -> tuple[str, str, str, str]:
    return one.channel, one.place, one.item, one.source


def _differences(query: Query, snapshots: Sequence[Reading], left_out: LeftOutList) -> list[Cell]:
    """Returns what a counter gained between its snapshots. That of a post of the campaign began at 0 on its day."""
    first = snapshots[0]
    began = day_of(query.campaign, first.item, first.channel) or query.since if first.item else None
    cut = [one for one in snapshots if query.since is None or one.end < query.since]
    found: list[Cell] = []
    if began is None or (query.since is not None and began < query.since):
        left_out.add([cut[-1] if cut else first], Reason.BASE)
    else:
        found.append(_cell_of(query, first, None, min(began, first.end)))
    for before, after in pairwise(snapshots):
        found.append(_cell_of(query, after, before, before.end + _DAY))
    return found


def _cell_of(query: Query, now: Reading, before: Reading | None, start: date) -> Cell:
    assert now.value is not None
    size = quantity.of(now.value)
    if before is not None and before.value is not None:
        size = _gain(quantity.of(before.value), size)
    rows = (now,) if before is None else (before, now)
    return Cell(now.channel, now.place, now.item, start, now.end, size, currency_of(query, now), now.source, rows)


def _gain(before: Quantity, now: Quantity) -> Quantity:
    old, new = before.exact, now.exact
    if old is not None and new is not None and 0 <= new < old / _FALL:
        return now
    return now - before


def _newest(rows: list[Reading], left_out: LeftOutList) -> list[Reading]:
    """Keeps of the rows with the same days the newest."""
    kept: dict[tuple[date | None, date], Reading] = {}
    for one in sorted(rows, key=newness):
        if (older := kept.get((one.start, one.end))) is not None:
            left_out.add([older], Reason.REPLACED)
        kept[one.start, one.end] = one
    return list(kept.values())


def _chosen(query: Query, same: list[Cell], left_out: LeftOutList) -> list[Cell]:
    """Returns the cells of one channel, place and post that count: the sources in the order of the plan, then gaps."""
    by_source: dict[str, list[Cell]] = {}
    for one in same:
        by_source.setdefault(one.source, []).append(one)
    by_source = {source: _newest_cells(own, left_out) for source, own in by_source.items()}
    if len(by_source) > 1:
        _refuse_unranked(query, by_source)
    kept: list[Cell] = []
    for source in sorted(by_source, key=lambda name: (query.rank(name), -_days(by_source[name]), name)):
        free = []
        for one in by_source[source]:
            clash = next((other for other in kept if _overlap(one, other)), None) if kept else None
            if clash is None:
                free.append(one)
            else:
                same_days = (one.start, one.end) == (clash.start, clash.end)
                differs = same_days and one.size != clash.size
                left_out.add(one.readings[-1:], Reason.CONTRADICTED if differs else Reason.OVERLAPS)
        kept += _disjoint(free, left_out)
    return kept


def _newest_cells(some: list[Cell], left_out: LeftOutList) -> list[Cell]:
    """Keeps of the cells of one source over the same days the newest."""
    kept: dict[tuple[date, date], Cell] = {}
    for one in some:
        other = kept.setdefault((one.start, one.end), one)
        if other is not one:
            newer = newness(one.readings[-1]) > newness(other.readings[-1])
            kept[one.start, one.end] = one if newer else other
            left_out.add((other if newer else one).readings[-1:], Reason.REPLACED)
    return list(kept.values())


def _refuse_unranked(query: Query, by_source: dict[str, list[Cell]]) -> None:
    """Two sources of the same rank may fill each other's gaps, but not contradict each other."""
    seen: dict[tuple[int, date, date], Cell] = {}
    for name, some in by_source.items():
        for one in some:
            other = seen.setdefault((query.rank(name), one.start, one.end), one)
            if other.source != one.source and other.size != one.size:
                raise NoValue(WhyNot.SOURCES_DISAGREE, ", ".join(sorted((other.source, one.source))))


def _days(some: Iterable[Cell]) -> int:
    return sum(one.days for one in some)


def _overlap(one: Cell, other: Cell) -> bool:
    return one.start <= other.end and other.start <= one.end


def _disjoint(some: list[Cell], left_out: LeftOutList) -> list[Cell]:
    """Returns cells that do not overlap and cover the most days; of equal covers the finer, then the newer one."""
    order = sorted(some, key=lambda one: one.start)
    if all(before.end < after.start for before, after in pairwise(order)):
        return order
    order = sorted(some, key=lambda one: (one.end, one.start, newness(one.readings[-1])))
    ends = [one.end for one in order]
    # best[i] is the best that the first i cells allow: days, number of cells, the last one taken, and what came before.
    best: list[_Best] = [(0, 0, -1, 0)]
    for index, one in enumerate(order):
        free = bisect_left(ends, one.start)
        days, count = best[free][0] + one.days, best[free][1] + 1
        best.append((days, count, index, free) if (days, count) >= best[index][:2] else best[index])
    kept, here = [], best[-1]
    while here[2] >= 0:
        kept.append(order[here[2]])
        here = best[here[3]]
    chosen = {id(one) for one in kept}
    left_out.add((row for one in order if id(one) not in chosen for row in one.readings[-1:]), Reason.OVERLAPS)
    return kept[::-1]
