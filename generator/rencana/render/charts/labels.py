"""Labels on a drawing: estimates their widths, and finds places where no two overlap."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

from msgspec import Struct

_LETTER = 0.6
"""The width of a letter as a part of its height, rather too large; a Chinese letter is as wide as high."""
_LINE = 1.2
_FAR = 0.4
"""A later spot is better than an earlier one only if it saves so much for each place in the list."""


class Box(NamedTuple):
    """A rectangle of a drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, boxes: "Iterable[Box]") -> int:
        """Returns how many rectangles overlap with it."""
        left, top, right, bottom = self
        return sum(left < end and start < right and top < low and high < bottom for start, high, end, low in boxes)

    def holds(self, box: "Box") -> bool:
        """Tells whether another rectangle lies inside."""
        return self.left <= box.left and box.right <= self.right and self.top <= box.top and box.bottom <= self.bottom


class Label(Struct, frozen=True):
    """A text at a point; `anchor` is `start`, `middle` or `end`, and `y` is the baseline of the letters."""

    x: int
    y: int
    anchor: str
    kind: str
    text: str


class FloatingLabel(Struct, frozen=True):
    """A text without a place yet; `spots` are the points where it may stand, the best first."""

    text: str
    kind: str
    spots: tuple[tuple[float, float, str], ...]


class SideLabel(Struct, frozen=True):
    """A text beside the drawing, at the height `y` of what it is about."""

    text: str
    kind: str
    y: float


def room(text: str, letter: int) -> float:
    """Returns how wide a text is, about."""
    return sum(1.0 if east_asian_width(sign) in "WF" else _LETTER for sign in text) * letter


def cut(text: str, width: float, letter: int) -> str:
    """Returns a text that fits a width, shortened where it is too long."""
    if room(text, letter) <= width:
        return text
    while text and room(text + "…", letter) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def box(label: Label, letter: int) -> Box:
    """Returns the rectangle that a label covers."""
    return _box(room(label.text, letter), label.x, label.y, label.anchor, letter)


def _box(width: float, x: float, y: float, anchor: str, letter: int) -> Box:
    edge = x - (width if anchor == "end" else width / 2 if anchor == "middle" else 0)
    return Box(edge, y - letter, edge + width, y + letter * (_LINE - 1))


def place(
    floating: Iterable[FloatingLabel], area: Box, covered: Sequence[Box], busy: Sequence[Box], letter: int
) -> list[Label]:
    """Returns labels at free places: never on one another or on what is `covered`, and rarely on what is `busy`.

    A text without a free place is left out of the drawing; the table beside the chart has all of them.
    """
    labels: list[Label] = []
    full = list(covered)
    for words in floating:
        best, least, width = None, float("inf"), room(words.text, letter)
        for far, (x, y, anchor) in enumerate(words.spots):
            cover = _box(width, round(x), round(y), anchor, letter)
            if not area.holds(cover) or cover.meets(full):
                continue
            cost = cover.meets(busy) + far * _FAR
            if cost < least:
                best, least = (Label(round(x), round(y), anchor, words.kind, words.text), cover), cost
            # No later spot can be better: it would cost this much even on free ground.
            if least <= (far + 1) * _FAR:
                break
        if best:
            labels.append(best[0])
            full.append(best[1])
    return labels


def stack(asides: Sequence[SideLabel], x: int, top: float, bottom: float, letter: int) -> list[tuple[Label, float]]:
    """Returns labels one below the other, each as close to its own height as possible, with that height."""
    step = letter * _LINE + 1
    ordered = sorted(asides[: max(1, int((bottom - top) // step))], key=lambda aside: aside.y)
    heights: list[float] = []
    # First each label is moved down from the one above; then the last ones are moved up into the drawing again.
    for aside in ordered:
        heights.append(max(aside.y, heights[-1] + step if heights else top + step / 2))
    limit = bottom
    for index in range(len(heights) - 1, -1, -1):
        heights[index] = min(heights[index], limit)
        limit = heights[index] - step
    return [
        (Label(x, round(height + letter * 0.35), "start", aside.kind, aside.text), aside.y)
        for aside, height in zip(ordered, heights, strict=True)
    ]
