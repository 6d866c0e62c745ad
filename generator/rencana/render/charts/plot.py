"""What a drawing is made from (`Plot`, in a `Size`), and the finished `Drawing` of strokes and labels.

Sizes are floats here, because they are only drawn; the texts about them were formatted before, from exact numbers.
"""

from datetime import date

from msgspec import Struct

from rencana.render.charts.axes import Heights
from rencana.render.charts.labels import Label


class Spot(Struct, frozen=True):
    """A point of the course. `low` and `high` are the bounds of the true size; `kind` says how certain it is.

    A `range` is drawn between its ends alone: its `size` is only where its label stands.
    """

    day: date
    size: float
    kind: str = "dot"
    low: float | None = None
    high: float | None = None


class ComparedSize(Struct, frozen=True):
    """A size that the course is compared with: on a day, from that day on (`on`), or without a day at all times.

    `far` is the second size of a band; a `limit` has no size below which the course would be too small.
    """

    size: float
    kind: str
    label: str
    day: date | None
    far: float | None = None
    on: bool = False


class Ahead(Struct, frozen=True):
    """A projection: the size at which the course ends if it goes on, between two bounds."""

    day: date
    size: float
    low: float
    high: float
    label: str


class Plot(Struct, frozen=True):
    """Everything that a chart shows, in days and sizes, with its labels."""

    first: date
    last: date
    heights: Heights
    ticks: tuple[str, ...]
    runs: tuple[tuple[Spot, ...], ...]
    latest: str
    path: tuple[tuple[date, float], ...] = ()
    path_label: str = ""
    goals: tuple[ComparedSize, ...] = ()
    base: ComparedSize | None = None
    gaps: tuple[tuple[date, date], ...] = ()
    turns: tuple[tuple[date, str], ...] = ()
    today: date | None = None
    today_label: str = ""
    ahead: Ahead | None = None
    language: str = "en"


class Size(Struct, frozen=True):
    """The size of a drawing: its sides, the height of its letters, and `tick`, the width for the label of a day.

    `beside` tells whether labels at the last days stand beside the drawing or in it.
    """

    width: int
    height: int
    letter: int
    tick: int
    beside: bool


WIDE = Size(720, 280, 13, 72, beside=True)
NARROW = Size(316, 224, 12, 58, beside=False)


class Stroke(Struct, frozen=True):
    """A line or a shape: the kind, which has a style, and its SVG path."""

    kind: str
    d: str


class Drawing(Struct, frozen=True):
    """A chart as paths and labels. The line of the readings has a field of its own, because scripts read its points."""

    width: int
    height: int
    under: tuple[Stroke, ...]
    line: str
    over: tuple[Stroke, ...]
    ticks: tuple[Label, ...]
    labels: tuple[Label, ...]
