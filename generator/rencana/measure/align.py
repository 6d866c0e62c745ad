"""The same days for every part of a formula: what one part covers and another does not is left out of both."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from rencana.measure.value import Cell

_DAY = timedelta(days=1)


def aligned(series: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Returns of each series the cells of those stretches that all series cover from the same to the same day.

    Each series has the cells of one scope without overlap; a month beside thirty of its days is such a stretch.
    """
    spans = [[(cell.start, cell.end) for cell in cells] for cells in series]
    if all(days == spans[0] for days in spans) and spans[0] == sorted(spans[0]):
        # Most often all parts are read on the same days.
        return [list(cells) for cells in series]
    by_start = [{cell.start: cell for cell in cells} for cells in series]
    common: list[list[Cell]] = [[] for _ in series]
    covered = date.min
    for start in sorted(set.intersection(*(set(table) for table in by_start))):
        if start <= covered:
            # These cells lie inside the stretch that was found last.
            continue
        stretch = _stretch_from(start, by_start)
        if stretch is not None:
            covered = stretch[0][-1].end
            for cells, run in zip(common, stretch, strict=True):
                cells += run
    return common


def _stretch_from(start: date, by_start: Sequence[Mapping[date, Cell]]) -> list[list[Cell]] | None:
    """Returns the shortest common stretch from a day on; None where the series never end on the same day.

    The series that ends first takes its next cell, until all end on one day or one of them has a gap.
    """
    runs = [[table[start]] for table in by_start]
    while len({run[-1].end for run in runs}) > 1:
        table, shortest = min(zip(by_start, runs, strict=True), key=lambda pair: pair[1][-1].end)
        following = table.get(shortest[-1].end + _DAY)
        if following is None:
            return None
        shortest.append(following)
    return runs
