"""Words on a drawing: how much room they take, and places for them where no two lie on one another."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

from msgspec import Struct

_LETTER = 0.6
"""What a letter takes of its height, about and rather too much; a Chinese one takes all of it."""
_LINE = 1.2
_FAR = 0.4
"""A spot further down the list has to be free of so much more to be better."""


class Box(NamedTuple):
    """A part of a drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, others: "Iterable[Box]") -> int:
        """Tells with how many parts it shares any point."""
        left, top, right, bottom = self
        return sum(left < end and start < right and top < low and high < bottom for start, high, end, low in others)

    def holds(self, other: "Box") -> bool:
        """Tells whether another part lies inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


class Label(Struct, frozen=True):
    """Words at a point; `anchor` is `start`, `middle` or `end`, and `y` the line that letters stand on."""

    x: int
    y: int
    anchor: str
    kind: str
    text: str


class Wanted(Struct, frozen=True):
    """Words that look for a place: the points that would do, the best first."""

    text: str
    kind: str
    spots: tuple[tuple[float, float, str], ...]


class Aside(Struct, frozen=True):
    """Words that stand beside the drawing at the height of something; where room is short, the first ones stay."""

    text: str
    kind: str
    y: float


def room(text: str, letter: int) -> float:
    """Returns how wide words are, about."""
    return sum(1.0 if east_asian_width(sign) in "WF" else _LETTER for sign in text) * letter


def cut(text: str, width: float, letter: int) -> str:
    """Returns words that fit a width, shortened where they would not."""
    if room(text, letter) <= width:
        return text
    while text and room(text + "…", letter) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def box(label: Label, letter: int) -> Box:
    """Returns the part of the drawing that a label covers."""
    return _box(room(label.text, letter), label.x, label.y, label.anchor, letter)


def _box(width: float, x: float, y: float, anchor: str, letter: int) -> Box:
    left = x - (width if anchor == "end" else width / 2 if anchor == "middle" else 0)
    return Box(left, y - letter, left + width, y + letter * (_LINE - 1))


def place(wanted: Iterable[Wanted], area: Box, taken: Sequence[Box], busy: Sequence[Box], letter: int) -> list[Label]:
    """Returns the labels that find a place: never on one another, nor on what is `taken`, seldom on what is `busy`.

    Words without a free place are left out of the drawing; the table beside it has them all.
    """
    found: list[Label] = []
    full = list(taken)
    for one in wanted:
        best, least, width = None, float("inf"), room(one.text, letter)
        for far, (x, y, anchor) in enumerate(one.spots):
            own = _box(width, round(x), round(y), anchor, letter)
            if not area.holds(own) or own.meets(full):
                continue
            cost = own.meets(busy) + far * _FAR
            if cost < least:
                best, least = (Label(round(x), round(y), anchor, one.kind, one.text), own), cost
            if least <= (far + 1) * _FAR:
                break
        if best:
            found.append(best[0])
            full.append(best[1])
    return found


def stack(asides: Sequence[Aside], x: int, top: float, bottom: float, letter: int) -> list[tuple[Label, float]]:
    """Returns words one below the other, each as near to its own height as the others allow, with that height."""
    step = letter * _LINE + 1
    kept = sorted(asides[: max(1, int((bottom - top) // step))], key=lambda one: one.y)
    heights: list[float] = []
    for one in kept:
        heights.append(max(one.y, heights[-1] + step if heights else top + step / 2))
    limit = bottom
    for index in range(len(heights) - 1, -1, -1):
        heights[index] = min(heights[index], limit)
        limit = heights[index] - step
    return [
        (Label(x, round(height + letter * 0.35), "start", one.kind, one.text), one.y)
        for one, height in zip(kept, heights, strict=True)
    ]
