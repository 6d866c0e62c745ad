"""Where days and sizes lie on a drawing."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from rencana.render.charts.plot import Plot, Size


class ChartArea(Struct, frozen=True):
    """A plot in a size: the edges of its inside, and the coordinates of days and sizes."""

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

    def along(self, points: Sequence[tuple[date, float]], parts: Sequence[float]) -> Iterator[tuple[float, float]]:
        """Yields points on a line at parts of its width."""
        places = [(self.x(day), self.y(size)) for day, size in points]
        for part in parts if len(places) > 1 else ():
            x = places[0][0] + (places[-1][0] - places[0][0]) * part
            for (x1, y1), (x2, y2) in pairwise(places):
                if x1 <= x <= x2 and x2 > x1:
                    yield x, y1 + (y2 - y1) * (x - x1) / (x2 - x1)
                    break
