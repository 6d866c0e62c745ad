"""What a YAML file says, before anything knows that it is a campaign: plain data whose scalars are still text.

Beside the data stands a tree of marks, so that any part can be shown to the user by line and column.
"""

from collections.abc import Sequence
from enum import Enum
from typing import TypeAlias

from msgspec import Struct, field

from rencana.finding import Finding
from rencana.span import START, Span


class Empty(Enum):
    """Stands where a key has nothing after it; told apart from a text so that "left empty" can be said."""

    EMPTY = "empty"

    def __repr__(self) -> str:
        return "EMPTY"


EMPTY = Empty.EMPTY

Data: TypeAlias = "str | Empty | list[Data] | dict[str, Data]"
Path: TypeAlias = Sequence[str | int]


class Mark(Struct):
    """The places of one value: its own span, those of its keys (a mapping), and the marks of what it holds."""

    span: Span
    keys: dict[str, Span] = field(default_factory=dict)
    parts: "dict[str, Mark] | list[Mark] | None" = None


class Document(Struct, frozen=True):
    """One YAML file. Where it cannot be read, `data` is empty, `readable` is False and `findings` say why."""

    path: str
    text: str
    data: dict[str, Data]
    mark: Mark = field(default_factory=lambda: Mark(START))
    findings: tuple[Finding, ...] = ()
    readable: bool = True

    def place(self, path: Path) -> Span:
        """Returns the span of the value at `path`, or of the nearest part around it that exists."""
        return self._walk(path).span

    def key_place(self, path: Path) -> Span:
        """Returns the span of the last key of `path`; of the value where it is an item of a list."""
        around = self._walk(path[:-1])
        key = path[-1] if path else ""
        return around.keys[key] if isinstance(key, str) and key in around.keys else self.place(path)

    def lines_of(self, key: str) -> tuple[int, int]:
        """Returns the first and the last line of a key of the file: to the next key, with all remarks between."""
        start = self.key_place([key]).line
        later = [line for other in self.data if (line := self.key_place([other]).line) > start]
        return start, min(later, default=self.text.count("\n") + 2) - 1

    def _walk(self, path: Path) -> Mark:
        mark = self.mark
        for step in path:
            inner = _part(mark, step)
            if inner is None:
                break
            mark = inner
        return mark


def _part(mark: Mark, step: str | int) -> Mark | None:
    parts = mark.parts
    if isinstance(parts, dict) and isinstance(step, str):
        return parts.get(step)
    if isinstance(parts, list) and isinstance(step, int) and step < len(parts):
        return parts[step]
    return None
