"""The same days for every part of a formula: what one part covers and another does not is left out of both."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from rencana.measure.value import Cell

_DAY = timedelta(days=1)


def aligned(series: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Returns of each series the cells that cover stretches which all series cover from the same to the same day.

    Each series holds cells of one scope without overlap; a month beside thirty of its days is such a stretch.
    """
    spans = [[(one.start, one.end) for one in cells] for cells in series]
    if all(own == spans[0] for own in spans) and spans[0] == sorted(spans[0]):
        # Most often all parts are read on the same days.
        return [list(cells) for cells in series]
    tables = [{one.start: one for one in cells} for cells in series]
    kept: list[list[Cell]] = [[] for _ in series]
    after = date.min
    for start in sorted(set.intersection(*(set(table) for table in tables))):
        if start <= after:
            continue
        runs = _stretch(tables, start)
        if runs is None:
            continue
        after = runs[0][-1].end
        for one, run in zip(kept, runs, strict=True):
            one += run
    return kept


def _stretch(tables: Sequence[Mapping[date, Cell]], start: date) -> list[list[Cell]] | None:
    """Returns the shortest common stretch from a day on; None where the series never end on the same day."""
    runs = [[table[start]] for table in tables]
    while len({run[-1].end for run in runs}) > 1:
        table, behind = min(zip(tables, runs, strict=True), key=lambda pair: pair[1][-1].end)
        following = table.get(behind[-1].end + _DAY)
        if following is None:
            return None
        behind.append(following)
    return runs
