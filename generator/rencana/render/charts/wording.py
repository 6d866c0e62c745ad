"""The labels of a drawing: those of the axes, and those that need a place, with the points where they may stand."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from rencana.render.charts import axes
from rencana.render.charts.area import ChartArea
from rencana.render.charts.labels import FloatingLabel, Label, box, cut
from rencana.render.charts.plot import Plot

_DAY = timedelta(days=1)
_LATE = 0.04
"""The last part of the days: what is there has its label beside the drawing."""
_FIRST = ("target", "limit", "latest", "stretch", "ahead", "base", "former")
"""Labels by importance: where there is no room for all, the first ones stay."""


class SizeLabel(NamedTuple):
    """A text that explains a size; `day` is None where the size is that of several days."""

    text: str
    kind: str
    size: float
    day: date | None


def size_labels(plot: Plot) -> list[SizeLabel]:
    """Returns the texts of what a plot shows, the most important first."""
    last = plot.runs[-1][-1]
    texts = [SizeLabel(plot.latest, "latest", last.size, last.day)]
    for reference in (*plot.goals, *([plot.base] if plot.base else [])):
        lasting = reference.on and reference.day and not is_late(plot, reference.day)
        texts.append(SizeLabel(reference.label, reference.kind, reference.size, None if lasting else reference.day))
    if plot.ahead:
        texts.append(SizeLabel(plot.ahead.label, "ahead", plot.ahead.size, plot.ahead.day))
    return sorted(texts, key=lambda label: _FIRST.index(label.kind))


def is_late(plot: Plot, day: date | None) -> bool:
    """Tells whether a day is among the last ones, whose labels stand beside the drawing; None means several days."""
    return day is None or (plot.last - day).days <= _LATE * (plot.last - plot.first).days


def tick_labels(area: ChartArea, words: Sequence[str]) -> Iterator[Label]:
    """Yields the labels of both axes."""
    letter = area.size.letter
    for size, text in zip(area.plot.heights.ticks, words, strict=True):
        yield Label(round(area.left - 8), round(area.y(float(size)) + letter * 0.35), "end", "tick", text)
    room_for = int((area.right - area.left) // area.size.tick)
    free = 0.0
    for day, text in axes.days(area.plot.first, area.plot.last, max(2, room_for), area.plot.language):
        label = Label(round(area.x(day)), area.size.height - 6, "middle", "tick", text)
        cover = box(label, letter)
        if cover.left >= free and cover.right <= area.size.width:
            free = cover.right + letter / 2
            yield label


def above(area: ChartArea) -> Iterator[FloatingLabel]:
    """Yields the labels above the drawing."""
    plot, letter = area.plot, area.size.letter
    row = area.top - 6
    if plot.today:
        x = area.x(plot.today)
        yield FloatingLabel(plot.today_label, "today", ((x, row, "middle"), (x + 6, row, "end"), (x - 6, row, "start")))
    for day, text in plot.turns:
        x, high = area.x(day - _DAY), row - letter - 5
        after, before = area.size.width - x - 6, x - 6
        words = cut(text, max(after, before), letter)
        yield FloatingLabel(words, "turn", ((x + 4, high, "start"), (x - 4, high, "end")))


def inside(area: ChartArea) -> Iterator[FloatingLabel]:
    """Yields the labels at a mark or a level, the most important first."""
    plot, down = area.plot, area.size.letter
    for text, kind, size, day in size_labels(plot):
        y = area.y(size)
        if area.size.beside and is_late(plot, day):
            continue
        if day is None:
            middle = (area.left + area.right) / 2
            ends = ((area.right, "end"), (area.left + 4, "start"), (middle, "middle"))
            yield FloatingLabel(
                text, kind, tuple((x, line, side) for x, side in ends for line in (y - 7, y + down + 3))
            )
        else:
            late = kind == "latest" or is_late(plot, day)
            yield FloatingLabel(text, kind, _around(area.x(day), y, down, "end" if late else "start"))


def path(area: ChartArea) -> Iterator[FloatingLabel]:
    """Yields the label of the path, with points along the path where it may stand."""
    plot, down = area.plot, area.size.letter
    spots: list[tuple[float, float, str]] = []
    for x, y in area.along(plot.path, (0.72, 0.6, 0.84, 0.45, 0.3, 0.15)):
        spots += [(x - 6, y - 5, "end"), (x + 6, y + down + 2, "start")]
        spots += [(x + 6, y - 5, "start"), (x - 6, y + down, "end")]
    if spots:
        yield FloatingLabel(plot.path_label, "path", tuple(spots))


def _around(x: float, y: float, letter: int, side: str) -> tuple[tuple[float, float, str], ...]:
    """Returns the places for a label at a point, best first; `side` is the anchor to try first."""
    opposite = "start" if side == "end" else "end"
    offset = {"start": 9, "end": -9}
    low, high, beside = y + letter + 6, y - 9, y + letter * 0.35
    return (
        (x + offset[side] / 2, high, side),
        (x, high, "middle"),
        (x + offset[side], beside, side),
        (x + offset[opposite] / 2, low, opposite),
        (x, low, "middle"),
        (x + offset[opposite] / 2, high, opposite),
        (x + offset[side] / 2, low, side),
        (x + offset[opposite], beside, opposite),
        (x, high - letter, side),
        (x, low + letter, opposite),
    )
