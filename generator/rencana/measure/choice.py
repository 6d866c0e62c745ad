"""Chooses between cells of a whole and cells of its parts, so that nothing counts twice and no channel drops out.

A row of all channels and the rows of single channels say the same twice. Each channel is chosen for by itself: one may
be read by days and another by posts, and both count.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from rencana.measure import spans
from rencana.measure.expected import WHOLE
from rencana.measure.grouping import grouped
from rencana.measure.query import MARKS, Query, channels_of_post
from rencana.measure.value import Cell, LeftOutList, NoValue, Reason, WhyNot

_DIMENSIONS: Sequence[Callable[[Cell], str]] = (
    lambda cell: cell.channel,
    lambda cell: cell.place,
    lambda cell: cell.audience,
)
_AUDIENCE = 2


def choose(query: Query, cells: Sequence[Cell], left_out: LeftOutList) -> list[Cell]:
    """Returns the cells that count; NoValue where only audiences are there that may overlap."""
    shapes = {(not cell.channel, not cell.place, cell.audience, not cell.item) for cell in cells}
    if len(shapes) <= 1:
        # Most often all cells are of one kind, and nothing says the same twice.
        return list(cells)
    # A post on several channels is no row of all channels, though it names none.
    shared = [cell for cell in cells if cell.item and not cell.channel and channels_of_post(query, cell.item)]
    shared_ids = {id(cell) for cell in shared}
    choice = _choose(query, [cell for cell in cells if id(cell) not in shared_ids], left_out, 0)
    choice += _not_in_days(query, shared, choice, left_out)
    return sorted(choice, key=lambda cell: (cell.scope, cell.start))


def _not_in_days(query: Query, posts: Iterable[Cell], cells: Iterable[Cell], left_out: LeftOutList) -> list[Cell]:
    """Returns the posts on several channels of which no channel is read by days; its days would contain them."""
    by_days = {cell.channel for cell in cells if not cell.item}
    separate_posts = []
    for cell in posts:
        if by_days.isdisjoint({WHOLE, *channels_of_post(query, cell.item)}):
            separate_posts.append(cell)
        else:
            left_out.add(cell.readings, Reason.WHOLE_AND_PARTS)
    return separate_posts


def _choose(query: Query, cells: Sequence[Cell], left_out: LeftOutList, dimension: int) -> list[Cell]:
    if dimension == len(_DIMENSIONS):
        return _days_or_posts(cells, left_out)
    groups = grouped(cells, _DIMENSIONS[dimension])
    of_whole = _choose(query, groups.pop(WHOLE, []), left_out, dimension + 1)
    if dimension == _AUDIENCE and len(groups) > 1 and not query.expected.disjoint:
        left_out.add((row for group in groups.values() for cell in group for row in cell.readings), Reason.OVERLAPS)
        if not of_whole:
            raise NoValue(WhyNot.AUDIENCES_APART)
        return of_whole
    of_parts = [cell for group in groups.values() for cell in _choose(query, group, left_out, dimension + 1)]
    if not of_whole or not of_parts:
        return of_whole or of_parts
    if all(cell.item for cell in of_whole) and all(cell.item for cell in of_parts):
        # Posts on several channels beside posts on one are other posts.
        return of_whole + of_parts
    return _whole_or_parts(query, of_whole, of_parts, left_out)


def _days_or_posts(cells: Sequence[Cell], left_out: LeftOutList) -> list[Cell]:
    """Returns the cells of a channel; where there are none, those of its posts, which its own days contain."""
    days = [cell for cell in cells if not cell.item]
    if not days:
        return list(cells)
    left_out.add((row for cell in cells if cell.item for row in cell.readings), Reason.WHOLE_AND_PARTS)
    return days


def _whole_or_parts(
    query: Query, of_whole: Sequence[Cell], of_parts: Sequence[Cell], left_out: LeftOutList
) -> list[Cell]:
    """Returns the cells of the whole, and those of parts on days of which it says nothing; or the other way round.

    What was read for the very scope goes first, unless the other order covers more, or as much with rows that were
    restated or are not provisional. Each run of cells that share days is chosen for by itself.
    """
    wholes = {id(cell) for cell in of_whole}
    best: list[Cell] = []
    for run in _runs([*of_whole, *of_parts]):
        whole_cells = [cell for cell in run if id(cell) in wholes]
        part_cells = [cell for cell in run if id(cell) not in wholes]
        whole_first = [*whole_cells, *_beside(part_cells, whole_cells)]
        parts_first = [*part_cells, *_beside(whole_cells, part_cells)]
        heaviest = max(whole_first, parts_first, key=lambda choice: _weight(query, choice))
        best += heaviest
    best_ids = {id(cell) for cell in best}
    unused = (cell for cell in (*of_whole, *of_parts) if id(cell) not in best_ids)
    left_out.add((row for cell in unused for row in cell.readings), Reason.WHOLE_AND_PARTS)
    return best


def _runs(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """Yields cells that share days, directly or through others, together."""
    run: list[Cell] = []
    last = date.min
    for cell in sorted(cells, key=lambda cell: cell.start):
        if run and cell.start > last:
            yield run
            run = []
        run.append(cell)
        last = max(last, cell.end)
    if run:
        yield run


def _beside(cells: Iterable[Cell], others: Iterable[Cell]) -> list[Cell]:
    """Returns the cells that share no day with others."""
    days = spans.merged((cell.start, cell.end) for cell in others)
    return [cell for cell in cells if not spans.common([(cell.start, cell.end)], days)]


def _weight(query: Query, cells: Sequence[Cell]) -> tuple[int, ...]:
    """Returns how many expected cells are read; of them, by rows that were restated; and by rows not provisional."""
    by_mark = [
        [cell for cell in cells if MARKS[cell.readings[-1].mark] >= least]
        for least in (min(MARKS.values()), MARKS["restated"], MARKS[""])
    ]
    return tuple(_cover(query, marked) for marked in by_mark)


def _cover(query: Query, cells: Iterable[Cell]) -> int:
    """Returns how many expected cells are read: a cell of the whole holds those of all channels, places, audiences.

    Posts of one channel share its days.
    """
    sizes = [len(values) for values in (query.expected.channels, query.expected.places, query.expected.audiences)]
    total = 0
    for scope, same in grouped(cells, lambda cell: cell.scope[:3]).items():
        parts = 1
        for name, size in zip(scope, sizes, strict=True):
            parts *= size if name == WHOLE else 1
        total += parts * spans.count(spans.merged((cell.start, cell.end) for cell in same))
    return total
