"""Turns the numbers of a chart into a drawing: paths and labels at coordinates, for a wide or a narrow screen.

It knows days and sizes, but no plans. Paths are finished SVG strings, so that the template only writes them down.
"""

from collections.abc import Iterator
from functools import partial

from rencana.render.charts import strokes, wording
from rencana.render.charts.area import ChartArea
from rencana.render.charts.labels import Box, SideLabel, box, cut, place, room, stack
from rencana.render.charts.plot import Drawing, Plot, Size

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
    area = ChartArea(
        plot,
        size,
        left=round(max((room(text, letter) for text in ticks), default=0) + 10),
        right=round(size.width - max((room(label.text, letter) + 14 for label in beside), default=10)),
        top=rows * (letter + 5) + 6,
        bottom=size.height - letter - 14,
    )
    asides = [SideLabel(label.text, label.kind, area.y(label.size)) for label in beside]
    stacked = stack(asides, round(area.right) + 10, area.top - letter / 2, area.bottom, letter)
    axis = tuple(wording.tick_labels(area, ticks))
    # Labels with fewer possible places go before those with more; the path has a label wherever it has room.
    covered = [box(label, letter) for label in (*axis, *(label for label, _ in stacked))]
    top = place(wording.above(area), Box(0, 0, size.width, size.height), covered, (), letter)
    covered += [box(label, letter) for label in top]
    inside = Box(area.left, area.top - 4, area.right + 5, area.bottom - 1)
    busy = list(_busy(area))
    words = place(wording.inside(area), inside, covered, busy, letter)
    covered += [box(label, letter) for label in words]
    # A reader would take the label of the path near the newest point for the value of that point.
    newest = plot.runs[-1][-1]
    x, y = area.x(newest.day), area.y(newest.size)
    busy += [Box(x - 24, y - 16, x + 24, y + 16)] * _HEAVY
    words += place(wording.path(area), inside, covered, busy, letter)
    under = tuple(strokes.grounds(area))
    over = (*strokes.points(area), *strokes.marks(area), *strokes.leaders(area, stacked))
    line = "".join(map(partial(strokes.line, area), plot.runs))
    labels = (*top, *words, *(label for label, _ in stacked))
    return Drawing(size.width, size.height, under, line, over, axis, labels)


def _busy(area: ChartArea) -> Iterator[Box]:
    """Yields what labels should avoid: the lines and the marks."""
    plot = area.plot
    line = [(spot.day, spot.size) for run in plot.runs for spot in run if spot.kind != "range"]
    for points in (line, plot.path):
        for x, y in area.along(points, _SAMPLES):
            yield Box(x - 3, y - 3, x + 3, y + 3)
    for reference in (*plot.goals, *([plot.base] if plot.base else [])):
        x, y = area.x(reference.day or plot.first), area.y(reference.size)
        yield Box(x - 7, y - 7, x + 7, y + 7)
        if reference.on or reference.day is None:
            yield from (Box(x, y - 2, area.right, y + 2) for _ in range(_HEAVY))
    for spot in (spot for run in plot.runs for spot in run if spot.low is not None and spot.high is not None):
        x = area.x(spot.day)
        yield Box(x - 5, area.y(spot.high or spot.size), x + 5, area.y(spot.low or spot.size))
    if plot.ahead:
        start, end = (line[-1], (plot.ahead.day, plot.ahead.size))
        for x, y in area.along((start, end), _SAMPLES):
            yield Box(x - 3, y - 3, x + 3, y + 3)
    for upright in (plot.today, *(day for day, _ in plot.turns)):
        if upright:
            x = area.x(upright)
            yield Box(x - 1, area.top, x + 1, area.bottom)
