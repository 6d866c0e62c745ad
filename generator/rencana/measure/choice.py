"""Chooses between cells of a whole and cells of its parts, so that nothing counts twice and no channel drops out.

A row of all channels and the rows of single channels say the same twice. Each channel is chosen for by itself: one may
be read by days and another by posts, and both count.
"""

from collections.abc import Callable, Iterable, Sequence

from rencana.measure import spans
from rencana.measure.expected import WHOLE
from rencana.measure.grouping import grouped
from rencana.measure.query import Query
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
    chosen = _choose(query, cells, left_out, 0)
    return sorted(chosen, key=lambda cell: (cell.scope, cell.start))


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

    What was read for the very scope goes first, unless the other order covers more.
    """
    whole_first = [*of_whole, *_beside(of_parts, of_whole)]
    parts_first = [*of_parts, *_beside(of_whole, of_parts)]
    best = max(whole_first, parts_first, key=lambda chosen: _cover(query, chosen))
    chosen = {id(cell) for cell in best}
    unused = (cell for cell in (*of_whole, *of_parts) if id(cell) not in chosen)
    left_out.add((row for cell in unused for row in cell.readings), Reason.WHOLE_AND_PARTS)
    return best


def _beside(cells: Iterable[Cell], taken: Iterable[Cell]) -> list[Cell]:
    """Returns the cells that share no day with others."""
    days = spans.merged((cell.start, cell.end) for cell in taken)
    return [cell for cell in cells if not spans.common([(cell.start, cell.end)], days)]


def _cover(query: Query, cells: Iterable[Cell]) -> int:
    """Returns how many expected cells are read: a cell of the whole holds those of all channels, places, audiences."""
    sizes = [len(values) for values in (query.expected.channels, query.expected.places, query.expected.audiences)]
    total = 0
    for cell in cells:
        parts = 1
        for of, size in zip(_DIMENSIONS, sizes, strict=True):
            parts *= size if of(cell) == WHOLE else 1
        total += cell.days * parts
    return total
