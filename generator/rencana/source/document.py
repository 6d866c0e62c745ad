"""What a YAML file says, before anything knows that it is a campaign: plain data whose scalars are still text.

Beside the data stands a tree of marks, so that any part can be shown to the user by line and column.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any, NamedTuple, TypeAlias

from msgspec import Struct, field

from rencana.finding import Finding
from rencana.span import Span


class Empty(Enum):
    """The value of a key with nothing after it. It differs from an empty text, so a message can say "left empty"."""

    EMPTY = "empty"

    def __repr__(self) -> str:
        return "EMPTY"


EMPTY = Empty.EMPTY

Data: TypeAlias = "str | Empty | list[Data] | dict[str, Data]"
Path: TypeAlias = Sequence[str | int]


class SourcePoint(NamedTuple):
    """A place as PyYAML counts it, from 0: it hands out a point for the start and the end of all that it reads."""

    line: int = 0
    column: int = 0


_TOP: Any = SourcePoint()


class Mark(Struct, gc=False):
    """The places of one value and of its key, and the marks of what it holds.

    A file has many values, and few of them are ever shown: a span is made only when it is asked for.
    """

    start: Any = _TOP
    end: Any = _TOP
    parts: "dict[str, Mark] | list[Mark] | None" = None
    key_start: Any = _TOP
    key_end: Any = _TOP

    @property
    def span(self) -> Span:
        """The span of the value."""
        return _span(self.start, self.end)

    @property
    def key(self) -> Span:
        """The span of the key that it stands at."""
        return _span(self.key_start, self.key_end)


def _span(start: Any, end: Any) -> Span:  # noqa: ANN401  points of either of PyYAML's parsers
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


class Document(Struct, frozen=True):
    """One YAML file. Where it cannot be read, `data` is empty, `readable` is False and `findings` say why."""

    path: str
    text: str
    data: dict[str, Data]
    mark: Mark = field(default_factory=Mark)
    findings: tuple[Finding, ...] = ()
    readable: bool = True

    def place(self, path: Path) -> Span:
        """Returns the span of the value at `path`, or of the nearest part around it that exists."""
        return self._walk(path).span

    def key_place(self, path: Path) -> Span:
        """Returns the span of the last key of `path`; of the value where it is an item of a list."""
        around = self._walk(path[:-1])
        key = path[-1] if path else ""
        inner = _part(around, key) if isinstance(key, str) else None
        return inner.key if inner else self.place(path)

    def lines_of(self, key: str) -> tuple[int, int]:
        """Returns the first and the last line of a key of the file: to the next key, with all remarks between."""
        start = self.key_place([key]).line
        later = [line for name in self.data if (line := self.key_place([name]).line) > start]
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


def text_spans(mark: Mark) -> Iterator[Span]:
    """Yields the spans of all values that are no mapping and no list: a # inside one begins no comment."""
    if isinstance(mark.parts, dict):
        for part in mark.parts.values():
            yield from text_spans(part)
    elif isinstance(mark.parts, list):
        for part in mark.parts:
            yield from text_spans(part)
    else:
        yield mark.span
