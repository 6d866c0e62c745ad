"""Turns the numbers of a chart into a drawing: paths and labels at coordinates, for a wide or a narrow screen.

It knows days and sizes, but no plans. Paths are finished SVG strings, so that the template only writes them down.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

from rencana.render.charts import axes
from rencana.render.charts.labels import Box, FloatingLabel, Label, SideLabel, box, cut, place, room, stack
from rencana.render.charts.plot import ComparedSize, Drawing, Plot, Size, Stroke

_DAY = timedelta(days=1)
_LATE = 0.04
"""The last part of the days: what is there has its label beside the drawing."""
_DOT = 13
"""Where the average distance of points is smaller, only uncertain points and the newest one have a dot."""
_SAMPLES = tuple(index / 24 for index in range(25))
_MOST_BESIDE, _MOST_LEFT = 0.38, 0.26
"""The largest parts of the width for the labels beside the drawing, and for those at its left."""
_FIRST = ("target", "latest", "stretch", "ahead", "base", "former")
"""Labels by importance: where there is no room for all, the first ones stay."""
_HEAVY = 4
"""A label across a level line is as bad as one across so many points of a sloping line."""
_DIAMOND = "m0,-6l6,6 -6,6 -6,-6z"
_SHAPES = {
    "target": _DIAMOND,
    "stretch": _DIAMOND,
    "former": "m-5,0a5,5 0 1 0 10,0a5,5 0 1 0 -10,0m-3,0h16",
    "base": "m-5,-5h10v10h-10z",
    "open": "m-4,0a4,4 0 1 0 8,0a4,4 0 1 0 -8,0",
    "over": "m-5,4h10l-5,-9z",
    "under": "m-5,-4h10l-5,9z",
}
"""The outline of each kind of mark, relative to its middle."""


class _Sheet(Struct, frozen=True):
    """The coordinates of days and sizes on a drawing."""

    plot: Plot
    size: Size
    left: float
    right: float
    top: float
    bottom: float

    def x(self, day: date) -> float:
        """Returns the x coordinate of a day, never outside of the drawing."""
        part = (day - self.plot.first).days / (self.plot.last - self.plot.first).days
        return self.left + (self.right - self.left) * max(0.0, min(1.0, part))

    def y(self, size: float) -> float:
        """Returns the y coordinate of a size, never outside of the drawing."""
        scale = self.plot.heights
        part = (size - scale.low) / (scale.high - scale.low)
        return self.bottom - (self.bottom - self.top) * max(0.0, min(1.0, part))

    def at(self, day: date, size: float) -> str:
        """Returns a point as it is written in a path."""
        return f"{self.x(day):.0f},{self.y(size):.0f}"


def draw(plot: Plot, size: Size) -> Drawing:
    """Draws a plot in a size."""
    letter = size.letter
    beside = sorted(_beside(plot) if size.beside else (), key=lambda words: _FIRST.index(words[1]))
    most = size.width * _MOST_BESIDE
    beside = [(cut(text, most, letter), kind, at) for text, kind, at in beside]
    rows = 2 if plot.turns else 1
    ticks = [cut(text, size.width * _MOST_LEFT, letter) for text in plot.ticks]
    sheet = _Sheet(
        plot,
        size,
        left=round(max((room(text, letter) for text in ticks), default=0) + 10),
        right=round(size.width - max((room(text, letter) + 14 for text, _, _ in beside), default=10)),
        top=rows * (letter + 5) + 6,
        bottom=size.height - letter - 14,
    )
    asides = [SideLabel(text, kind, sheet.y(at)) for text, kind, at in beside]
    stacked = stack(asides, round(sheet.right) + 10, sheet.top - letter / 2, sheet.bottom, letter)
    axis = tuple(_tick_labels(sheet, ticks))
    covered = [box(label, letter) for label in (*axis, *(label for label, _ in stacked))]
    top = place(_above(sheet), Box(0, 0, size.width, size.height), covered, (), letter)
    covered += [box(label, letter) for label in top]
    inside = Box(sheet.left, sheet.top - 4, sheet.right + 5, sheet.bottom - 1)
    busy = list(_busy(sheet))
    words = place(_inside(sheet), inside, covered, busy, letter)
    covered += [box(label, letter) for label in words]
    words += place(_path(sheet), inside, covered, [*busy, *_newest(sheet)], letter)
    over = [*_points(sheet), *_marks(sheet), *_uprights(sheet), *_leaders(sheet, stacked)]
    line = "".join("M" + " ".join(sheet.at(spot.day, spot.size) for spot in run) for run in plot.runs)
    labels = (*top, *words, *(label for label, _ in stacked))
    return Drawing(size.width, size.height, tuple(_grounds(sheet)), line, tuple(over), axis, labels)


def _is_late(plot: Plot, day: date) -> bool:
    """Tells whether a day is so late that its label stands beside the drawing."""
    return (plot.last - day).days <= _LATE * (plot.last - plot.first).days


def _beside(plot: Plot) -> Iterator[tuple[str, str, float]]:
    """Yields the labels beside the drawing: text, kind, and the size that each is about."""
    for text, kind, size, day in _words(plot):
        if day is None or _is_late(plot, day):
            yield text, kind, size


def _tick_labels(sheet: _Sheet, words: Sequence[str]) -> Iterator[Label]:
    """Yields the labels of both axes."""
    letter = sheet.size.letter
    for size, text in zip(sheet.plot.heights.ticks, words, strict=True):
        yield Label(round(sheet.left - 8), round(sheet.y(float(size)) + letter * 0.35), "end", "tick", text)
    room_for = int((sheet.right - sheet.left) // sheet.size.tick)
    free = 0.0
    for day, text in axes.days(sheet.plot.first, sheet.plot.last, max(2, room_for), sheet.plot.language):
        label = Label(round(sheet.x(day)), sheet.size.height - 6, "middle", "tick", text)
        cover = box(label, letter)
        if cover.left >= free and cover.right <= sheet.size.width:
            free = cover.right + letter / 2
            yield label


def _grounds(sheet: _Sheet) -> Iterator[Stroke]:
    """Yields what is drawn below the line: grid, days without a reading, bands, path, projection."""
    plot, left, right = sheet.plot, sheet.left, sheet.right
    levels = [sheet.y(float(tick)) for tick in plot.heights.ticks]
    yield Stroke("grid", "".join(f"M{left:.0f},{y:.0f}H{right:.0f}" for y in levels))
    foot = sheet.y(max(0.0, plot.heights.low)) if plot.heights.high > 0 else sheet.y(0)
    yield Stroke("axis-cut" if plot.heights.cut else "axis", f"M{left:.0f},{foot:.0f}H{right:.0f}")
    for start, end in plot.gaps:
        begin, until = sheet.x(start - _DAY), sheet.x(end)
        yield Stroke("gap", f"M{begin:.0f},{sheet.top:.0f}H{max(until, begin + 2):.0f}V{sheet.bottom:.0f}H{begin:.0f}z")
    if plot.base and (plot.base.day is None):
        yield Stroke("level-base", f"M{left:.0f},{sheet.y(plot.base.size):.0f}H{right:.0f}")
    for goal in plot.goals:
        yield from _level(sheet, goal)
    if len(plot.path) > 1:
        yield Stroke("path", "M" + " ".join(sheet.at(*point) for point in plot.path))
    if plot.ahead:
        last, ahead = plot.runs[-1][-1], plot.ahead
        here = sheet.at(last.day, last.size)
        yield Stroke("band", f"M{here} {sheet.at(ahead.day, ahead.high)} {sheet.at(ahead.day, ahead.low)}z")
        yield Stroke("ahead", f"M{here} {sheet.at(ahead.day, ahead.size)}")


def _level(sheet: _Sheet, goal: ComparedSize) -> Iterator[Stroke]:
    """Yields the line or the band of a target that holds for more than a day."""
    start = sheet.left if goal.day is None else sheet.x(goal.day)
    if goal.far is not None:
        begin = min(start, sheet.right - 8)
        yield Stroke(
            "range", f"M{begin:.0f},{sheet.y(goal.size):.0f}H{sheet.right:.0f}V{sheet.y(goal.far):.0f}H{begin:.0f}z"
        )
    elif goal.day is None or goal.on:
        yield Stroke(f"level-{goal.kind}", f"M{start:.0f},{sheet.y(goal.size):.0f}H{sheet.right:.0f}")


def _points(sheet: _Sheet) -> Iterator[Stroke]:
    """Yields the points of the line, by how well each is known; the newest one is always drawn."""
    spots = [spot for run in sheet.plot.runs for spot in run]
    alone = [run[0] for run in sheet.plot.runs if len(run) == 1]
    dense = (sheet.x(spots[-1].day) - sheet.x(spots[0].day)) < _DOT * (len(spots) - 1)
    drawn = [spot for spot in spots if not dense or spot.kind != "dot" or spot is spots[-1] or spot in alone]
    bars, dots, hollow = [], [], []
    for spot in drawn:
        x, y = round(sheet.x(spot.day)), round(sheet.y(spot.size))
        if spot.low is not None and spot.high is not None:
            low, high = round(sheet.y(spot.low)), round(sheet.y(spot.high))
            bars.append(f"M{x},{low}V{high}M{x - 4},{low}h8M{x - 4},{high}h8")
        if spot.kind == "dot":
            dots.append(f"M{x},{y}h0")
        elif spot.kind in _SHAPES:
            hollow.append(f"M{x},{y}{_SHAPES[spot.kind]}")
    for kind, parts in (("bar", bars), ("dots", dots), ("hollow", hollow)):
        if parts:
            yield Stroke(kind, "".join(parts))


def _marks(sheet: _Sheet) -> Iterator[Stroke]:
    """Yields the marks of baseline and targets."""
    for reference in (*([sheet.plot.base] if sheet.plot.base else []), *sheet.plot.goals):
        if reference.day is not None:
            place = sheet.at(reference.day, reference.size)
            yield Stroke(f"mark-{reference.kind}", f"M{place}{_SHAPES[reference.kind]}")


def _uprights(sheet: _Sheet) -> Iterator[Stroke]:
    """Yields the vertical lines of single days: today, and each change of what is counted."""
    if sheet.plot.today:
        yield Stroke("today", f"M{sheet.x(sheet.plot.today):.0f},{sheet.top:.0f}V{sheet.bottom:.0f}")
    for day, _ in sheet.plot.turns:
        yield Stroke("turn", f"M{sheet.x(day - _DAY):.0f},{sheet.top - sheet.size.letter:.0f}V{sheet.bottom:.0f}")


def _leaders(sheet: _Sheet, stacked: Sequence[tuple[Label, float]]) -> Iterator[Stroke]:
    """Yields a line to each label beside the drawing that was moved away from its height."""
    half = sheet.size.letter * 0.35
    moved = [(label, y) for label, y in stacked if abs(label.y - half - y) > half]
    if moved:
        parts = (f"M{sheet.right + 3:.0f},{y:.0f}L{label.x - 2},{label.y - half:.0f}" for label, y in moved)
        yield Stroke("leader", "".join(parts))


def _above(sheet: _Sheet) -> Iterator[FloatingLabel]:
    """Yields the labels above the drawing."""
    plot, letter = sheet.plot, sheet.size.letter
    row = sheet.top - 6
    if plot.today:
        x = sheet.x(plot.today)
        yield FloatingLabel(plot.today_label, "today", ((x, row, "middle"), (x + 6, row, "end"), (x - 6, row, "start")))
    for day, text in plot.turns:
        x, high = sheet.x(day - _DAY), row - letter - 5
        after, before = sheet.size.width - x - 6, x - 6
        words = cut(text, max(after, before), letter)
        yield FloatingLabel(words, "turn", ((x + 4, high, "start"), (x - 4, high, "end")))


def _inside(sheet: _Sheet) -> Iterator[FloatingLabel]:
    """Yields the labels at a mark or a level, the most important first."""
    plot, down = sheet.plot, sheet.size.letter
    for text, kind, size, day in sorted(_words(plot), key=lambda words: _FIRST.index(words[1])):
        y = sheet.y(size)
        if sheet.size.beside and (day is None or _is_late(plot, day)):
            continue
        if day is None:
            middle = (sheet.left + sheet.right) / 2
            ends = ((sheet.right, "end"), (sheet.left + 4, "start"), (middle, "middle"))
            yield FloatingLabel(
                text, kind, tuple((x, line, side) for x, side in ends for line in (y - 7, y + down + 3))
            )
        else:
            late = kind == "latest" or _is_late(plot, day)
            yield FloatingLabel(text, kind, _around(sheet.x(day), y, down, "end" if late else "start"))


def _path(sheet: _Sheet) -> Iterator[FloatingLabel]:
    """Yields the label of the path, with points along the path where it may stand."""
    plot, down = sheet.plot, sheet.size.letter
    spots: list[tuple[float, float, str]] = []
    for x, y in _along(sheet, plot.path, (0.72, 0.6, 0.84, 0.45, 0.3, 0.15)):
        spots += [(x - 6, y - 5, "end"), (x + 6, y + down + 2, "start")]
        spots += [(x + 6, y - 5, "start"), (x - 6, y + down, "end")]
    if spots:
        yield FloatingLabel(plot.path_label, "path", tuple(spots))


def _words(plot: Plot) -> Iterator[tuple[str, str, float, date | None]]:
    """Yields all labels with the size and the day that they are about; the day is None for a size of several days."""
    last = plot.runs[-1][-1]
    yield plot.latest, "latest", last.size, last.day
    for reference in (*plot.goals, *([plot.base] if plot.base else [])):
        lasting = reference.on and reference.day and not _is_late(plot, reference.day)
        yield reference.label, reference.kind, reference.size, None if lasting else reference.day
    if plot.ahead:
        yield plot.ahead.label, "ahead", plot.ahead.size, plot.ahead.day


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


def _along(
    sheet: _Sheet, points: Sequence[tuple[date, float]], parts: Sequence[float]
) -> Iterator[tuple[float, float]]:
    """Yields points on a line at parts of its width."""
    places = [(sheet.x(day), sheet.y(size)) for day, size in points]
    for part in parts if len(places) > 1 else ():
        x = places[0][0] + (places[-1][0] - places[0][0]) * part
        for (x1, y1), (x2, y2) in pairwise(places):
            if x1 <= x <= x2 and x2 > x1:
                yield x, y1 + (y2 - y1) * (x - x1) / (x2 - x1)
                break


def _newest(sheet: _Sheet) -> Iterator[Box]:
    """Yields the surroundings of the newest point: a reader would take another label there for its own."""
    last = sheet.plot.runs[-1][-1]
    x, y = sheet.x(last.day), sheet.y(last.size)
    yield from (Box(x - 24, y - 16, x + 24, y + 16) for _ in range(_HEAVY))


def _busy(sheet: _Sheet) -> Iterator[Box]:
    """Yields what labels should avoid: the lines and the marks."""
    plot = sheet.plot
    line = [(spot.day, spot.size) for run in plot.runs for spot in run]
    for points in (line, plot.path):
        for x, y in _along(sheet, points, _SAMPLES):
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
        for x, y in _along(sheet, (start, end), _SAMPLES):
            yield Box(x - 3, y - 3, x + 3, y + 3)
    for upright in (plot.today, *(day for day, _ in plot.turns)):
        if upright:
            x = sheet.x(upright)
            yield Box(x - 1, sheet.top, x + 1, sheet.bottom)
