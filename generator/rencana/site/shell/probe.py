"""Marks that are put into a theme in place of a page's texts, and found again in what it makes of them."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from rencana.site.shell.fill import ENTRIES, WAYS, SlottedText, TextSlot

_PROBE = "<i>x</i> &amp; & ' \""
"""What shows in which way a theme has written a text."""
ENTRY = "entry "
"""The beginning of the names of marks that stand for entries of a table of contents."""
SOME = 3
"""So many entries show what stands between any two of them, and that it is the same each time."""


class ThemeUnsupported(Exception):
    """The theme does with a page what no shell can do."""


class Placeholders(Struct, frozen=True):
    """Texts that nobody can have written, each of them known again in whatever way a theme writes it."""

    secret: str
    given: dict[str, str] = field(default_factory=dict)

    def mark(self, name: str) -> str:
        """Returns the mark with a name."""
        number = len(self.given)
        return self.given.setdefault(name, f"{self.secret}a{number}z{_PROBE}{self.secret}b{number}z")

    def stencil(self, output: str) -> SlottedText:
        """Returns what a theme has made of marks, as a text with places in it."""
        parts: list[str | TextSlot] = []
        last = 0
        names = list(self.given)
        for found in re.finditer(rf"{self.secret}a(\d+)z.*?{self.secret}b\1z", output, re.DOTALL):
            name = names[int(found[1])]
            parts += [self._literal(output[last : found.start()]), TextSlot(name, _way(found[0], self.given[name]))]
            last = found.end()
        return tuple(_joined([*parts, self._literal(output[last:])]))

    def _literal(self, text: str) -> str:
        if self.secret in text.lower():
            raise ThemeUnsupported("it cuts or changes a text of a page, or shows its address")
        return text


def _way(written: str, mark: str) -> str:
    for name, way in WAYS.items():
        if way(mark) == written:
            return name
    raise ThemeUnsupported("it writes a text of a page in a way of its own")


def _joined(parts: list[str | TextSlot]) -> Iterator[str | TextSlot]:
    """Yields parts with each run of entries as one place for any number of them."""
    size = 2 * SOME - 1
    at = 0
    while at < len(parts):
        names, between = [_name(part) for part in parts[at : at + size : 2]], parts[at + 1 : at + size : 2]
        if names == [f"{ENTRY}{number}" for number in range(SOME)] and len(set(between)) == 1:
            yield TextSlot(ENTRIES, str(between[0]))
            at += size
        else:
            yield parts[at]
            at += 1


def _name(part: str | TextSlot) -> str:
    return part.name if isinstance(part, TextSlot) else ""


class Told(str):  # noqa: SLOT000  there are a dozen of them
    """A mark that answers what a theme looks for in it as the text of a real page would, and notes the question.

    Whoever wants to know more of it, or to take it apart, needs the real text.
    """

    answers: dict[tuple[str, str], bool]
    name: str
    real: str | None
    """The real text; None where a mark stands for texts of many."""

    def __bool__(self) -> bool:
        """Says that there is a text: marks stand for no others."""
        return True

    def __str__(self) -> str:
        """Stays what it is, so that filters meet it too."""
        return self

    def __contains__(self, wanted: object) -> bool:
        """Answers as the real text would."""
        if self.real is None:
            raise ThemeUnsupported(f"it looks for {wanted!r} in the {self.name}")
        answer = str(wanted) in self.real
        self.answers[self.name, str(wanted)] = answer
        return answer

    def replace(self, old: object, *_: object) -> str:
        """Stays what it is, where the real text has nothing to replace."""
        if old in self:
            raise ThemeUnsupported(f"it replaces {old!r} in the {self.name}")
        return self

    def __len__(self) -> int:
        """Is not known."""
        raise ThemeUnsupported(f"it counts the {self.name}")

    def __eq__(self, other: object) -> bool:
        """Is not known."""
        raise ThemeUnsupported(f"it compares the {self.name}")

    __ne__ = __eq__
    __hash__ = str.__hash__

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401  as any attribute
        """Gives away nothing but what stands above."""
        if not name.startswith("__") and name not in ("answers", "name", "real", "replace"):
            raise ThemeUnsupported(f"it takes the {self.name} apart ({name})")
        return super().__getattribute__(name)


def told(mark: str, name: str, real: str | None, answers: dict[tuple[str, str], bool]) -> Told:
    """Returns a mark that answers as a text would."""
    made = Told(mark)
    made.name, made.real, made.answers = name, real, answers
    return made
