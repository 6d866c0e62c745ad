"""The lines and shapes of a drawing: what is below the line of the readings, its points, and the marks above it."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby, pairwise

from rencana.render.charts.area import ChartArea
from rencana.render.charts.labels import Label
from rencana.render.charts.plot import Spot, Stroke

_DAY = timedelta(days=1)
_DOT = 13
"""Where the average distance of points is smaller, only uncertain points and the newest one have a dot."""
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


def grounds(area: ChartArea) -> Iterator[Stroke]:
    """Yields what is drawn below the line: grid, days without a reading, bands, path, projection."""
    plot, left, right = area.plot, area.left, area.right
    levels = [area.y(float(tick)) for tick in plot.heights.ticks]
    yield Stroke("grid", "".join(f"M{left:.0f},{y:.0f}H{right:.0f}" for y in levels))
    foot = area.y(max(0.0, plot.heights.low)) if plot.heights.high > 0 else area.y(0)
    yield Stroke("axis-cut" if plot.heights.cut else "axis", f"M{left:.0f},{foot:.0f}H{right:.0f}")
    for start, end in plot.gaps:
        begin, until = area.x(start - _DAY), area.x(end)
        yield Stroke("gap", f"M{begin:.0f},{area.top:.0f}H{max(until, begin + 2):.0f}V{area.bottom:.0f}H{begin:.0f}z")
    if plot.base and (plot.base.day is None):
        yield Stroke("level-base", f"M{left:.0f},{area.y(plot.base.size):.0f}H{right:.0f}")
    # A target that holds for more than a day is a band, or a line to the end.
    for goal in plot.goals:
        x, y = left if goal.day is None else area.x(goal.day), area.y(goal.size)
        if goal.far is not None:
            x = min(x, right - 8)
            yield Stroke("range", f"M{x:.0f},{y:.0f}H{right:.0f}V{area.y(goal.far):.0f}H{x:.0f}z")
        elif goal.day is None or goal.on:
            if goal.kind == "limit":
                yield Stroke("beyond", f"M{x:.0f},{y:.0f}H{right:.0f}V{area.top:.0f}H{x:.0f}z")
            yield Stroke(f"level-{goal.kind}", f"M{x:.0f},{y:.0f}H{right:.0f}")
    for run in plot.runs:
        yield from _spreads(area, run)
    if len(plot.path) > 1:
        yield Stroke("path", "M" + " ".join(area.at(*point) for point in plot.path))
    if plot.ahead:
        last, ahead = plot.runs[-1][-1], plot.ahead
        here = area.at(last.day, last.size)
        yield Stroke("band", f"M{here} {area.at(ahead.day, ahead.high)} {area.at(ahead.day, ahead.low)}z")
        yield Stroke("ahead", f"M{here} {area.at(ahead.day, ahead.size)}")


def line(area: ChartArea, run: Sequence[Spot]) -> str:
    """Returns the line through the points of a run; a range breaks it, as nobody knows where in it the size lies."""
    path = ""
    for before, spot in pairwise((None, *run)):
        assert spot is not None
        is_joined = before is not None and "range" not in (before.kind, spot.kind)
        path += (" " if is_joined else "M") + area.at(spot.day, spot.size)
    return path


def _spreads(area: ChartArea, run: Sequence[Spot]) -> Iterator[Stroke]:
    """Yields the area between the ends of ranges that follow each other, from the known point before them."""
    begin = 0
    for is_range, group in groupby(run, lambda spot: spot.kind == "range"):
        count = len([*group])
        spots = run[max(0, begin - 1) : begin + count] if is_range else ()
        begin += count
        if len(spots) > 1:
            lows = [area.at(spot.day, spot.size if spot.low is None else spot.low) for spot in spots]
            highs = [area.at(spot.day, spot.size if spot.high is None else spot.high) for spot in reversed(spots)]
            yield Stroke("spread", f"M{' '.join((*lows, *highs))}z")


def points(area: ChartArea) -> Iterator[Stroke]:
    """Yields the points of the line, by how well each is known; the newest one is always drawn."""
    spots = [spot for run in area.plot.runs for spot in run]
    alone = [run[0] for run in area.plot.runs if len(run) == 1]
    dense = (area.x(spots[-1].day) - area.x(spots[0].day)) < _DOT * (len(spots) - 1)
    drawn = [spot for spot in spots if not dense or spot.kind != "dot" or spot is spots[-1] or spot in alone]
    bars, dots, hollow = [], [], []
    for spot in drawn:
        x, y = round(area.x(spot.day)), round(area.y(spot.size))
        if spot.low is not None and spot.high is not None:
            low, high = round(area.y(spot.low)), round(area.y(spot.high))
            bars.append(f"M{x},{low}V{high}M{x - 4},{low}h8M{x - 4},{high}h8")
        if spot.kind == "dot":
            dots.append(f"M{x},{y}h0")
        elif spot.kind in _SHAPES:
            hollow.append(f"M{x},{y}{_SHAPES[spot.kind]}")
    for kind, parts in (("bar", bars), ("dots", dots), ("hollow", hollow)):
        if parts:
            yield Stroke(kind, "".join(parts))


def marks(area: ChartArea) -> Iterator[Stroke]:
    """Yields the marks of baseline and targets, and vertical lines for today and for each change of what is counted."""
    for reference in (*([area.plot.base] if area.plot.base else []), *area.plot.goals):
        if reference.day is not None and reference.kind in _SHAPES:
            place = area.at(reference.day, reference.size)
            yield Stroke(f"mark-{reference.kind}", f"M{place}{_SHAPES[reference.kind]}")
    if area.plot.today:
        yield Stroke("today", f"M{area.x(area.plot.today):.0f},{area.top:.0f}V{area.bottom:.0f}")
    for day, _ in area.plot.turns:
        yield Stroke("turn", f"M{area.x(day - _DAY):.0f},{area.top - area.size.letter:.0f}V{area.bottom:.0f}")


def leaders(area: ChartArea, stacked: Sequence[tuple[Label, float]]) -> Iterator[Stroke]:
    """Yields a line to each label beside the drawing that was moved away from its height."""
    half = area.size.letter * 0.35
    moved = [(label, y) for label, y in stacked if abs(label.y - half - y) > half]
    if moved:
        parts = (f"M{area.right + 3:.0f},{y:.0f}L{label.x - 2},{label.y - half:.0f}" for label, y in moved)
        yield Stroke("leader", "".join(parts))
