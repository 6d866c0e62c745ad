"""Turns the numbers of a chart into a drawing: paths and labels at coordinates, for a wide or a narrow screen.

It knows days and sizes, but no plans. Paths are finished SVG strings, so that the template only writes them down.
"""

from collections.abc import Iterator

from rencana.render.charts import strokes, wording
from rencana.render.charts.labels import Box, SideLabel, box, cut, place, room, stack
from rencana.render.charts.plot import Drawing, Plot, Size
from rencana.render.charts.sheet import Sheet

_SAMPLES = tuple(index / 24 for index in range(25))
_MOST_BESIDE, _MOST_LEFT = 0.38, 0.26
"""The largest parts of the width for the labels beside the drawing, and for those at its left."""
_HEAVY = 4
"""A label across a level line is as bad as one across so many points of a sloping line."""


def draw(plot: Plot, size: Size) -> Drawing:
    """Draws a plot in a size."""
    letter = size.letter
    # The labels at both sides come first, because they decide how wide the inside is.
    texts = [label for label in wording.size_labels(plot) if size.beside and wording.is_late(plot, label.day)]
    beside = [label._replace(text=cut(label.text, size.width * _MOST_BESIDE, letter)) for label in texts]
    ticks = [cut(text, size.width * _MOST_LEFT, letter) for text in plot.ticks]
    rows = 2 if plot.turns else 1
    sheet = Sheet(
        plot,
        size,
        left=round(max((room(text, letter) for text in ticks), default=0) + 10),
        right=round(size.width - max((room(label.text, letter) + 14 for label in beside), default=10)),
        top=rows * (letter + 5) + 6,
        bottom=size.height - letter - 14,
    )
    asides = [SideLabel(label.text, label.kind, sheet.y(label.size)) for label in beside]
    stacked = stack(asides, round(sheet.right) + 10, sheet.top - letter / 2, sheet.bottom, letter)
    axis = tuple(wording.tick_labels(sheet, ticks))
    # Labels with fewer possible places go before those with more; the path has a label wherever it has room.
    covered = [box(label, letter) for label in (*axis, *(label for label, _ in stacked))]
    top = place(wording.above(sheet), Box(0, 0, size.width, size.height), covered, (), letter)
    covered += [box(label, letter) for label in top]
    inside = Box(sheet.left, sheet.top - 4, sheet.right + 5, sheet.bottom - 1)
    busy = list(_busy(sheet))
    words = place(wording.inside(sheet), inside, covered, busy, letter)
    covered += [box(label, letter) for label in words]
    # A reader would take the label of the path near the newest point for the value of that point.
    newest = plot.runs[-1][-1]
    x, y = sheet.x(newest.day), sheet.y(newest.size)
    busy += [Box(x - 24, y - 16, x + 24, y + 16)] * _HEAVY
    words += place(wording.path(sheet), inside, covered, busy, letter)
    under = tuple(strokes.grounds(sheet))
    over = (*strokes.points(sheet), *strokes.marks(sheet), *strokes.leaders(sheet, stacked))
    line = "".join("M" + " ".join(sheet.at(spot.day, spot.size) for spot in run) for run in plot.runs)
    labels = (*top, *words, *(label for label, _ in stacked))
    return Drawing(size.width, size.height, under, line, over, axis, labels)


def _busy(sheet: Sheet) -> Iterator[Box]:
    """Yields what labels should avoid: the lines and the marks."""
    plot = sheet.plot
    line = [(spot.day, spot.size) for run in plot.runs for spot in run]
    for points in (line, plot.path):
        for x, y in sheet.along(points, _SAMPLES):
            yield Box(x - 3, y - 3, x + 3, y + 3)
    for reference in (*plot.goals, *([plot.base] if plot.base else [])):
        x, y = sheet.x(reference.day or plot.first), sheet.y(reference.size)
        yield Box(x - 7, y - 7, x + 7, y + 7)
        if reference.on or reference.day is None:
            yield from (Box(x, y - 2, sheet.right, y + 2) for _ in range(_HEAVY))
    for spot in (spot for run in plot.runs for spot in run if spot.low is not None and spot.high is not None):
        x = sheet.x(spot.day)
        yield Box(x - 5, sheet.y(spot.high or spot.size), x + 5, sheet.y(spot.low or spot.size))
    if plot.ahead:
        start, end = (line[-1], (plot.ahead.day, plot.ahead.size))
        for x, y in sheet.along((start, end), _SAMPLES):
            yield Box(x - 3, y - 3, x + 3, y + 3)
    for upright in (plot.today, *(day for day, _ in plot.turns)):
        if upright:
            x = sheet.x(upright)
            yield Box(x - 1, sheet.top, x + 1, sheet.bottom)
