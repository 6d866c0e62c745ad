"""Stretches of days as sets of days: merged, intersected, subtracted and counted without a step for each day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeAlias

Span: TypeAlias = tuple[date, date]
"""The first and the last day of a stretch, both included."""

Spans: TypeAlias = Sequence[Span]
"""Stretches in the order of their days, of which no two touch."""

_DAY = timedelta(days=1)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Returns the days of some stretches, in order; stretches that touch or overlap become one."""
    union: list[Span] = []
    for start, end in sorted(spans):
        if union and (start - union[-1][1]).days <= 1:
            if end > union[-1][1]:
                union[-1] = (union[-1][0], end)
        elif start <= end:
            union.append((start, end))
    return union


def common(first: Spans, second: Spans) -> list[Span]:
    """Returns the days that lie in both."""
    shared = []
    i, j = 0, 0
    while i < len(first) and j < len(second):
        start, end = max(first[i][0], second[j][0]), min(first[i][1], second[j][1])
        if start <= end:
            shared.append((start, end))
        if first[i][1] < second[j][1]:
            i += 1
        else:
            j += 1
    return shared


def without(spans: Spans, removed: Spans) -> list[Span]:
    """Returns the days of the first that do not lie in the second."""
    rest = []
    for start, end in spans:
        day = start
        for first, last in removed:
            if last < day or first > end:
                continue
            if first > day:
                rest.append((day, first - _DAY))
            if last >= end:
                break
            day = last + _DAY
        else:
            rest.append((day, end))
    return rest


def count(spans: Spans) -> int:
    """Returns how many days some stretches hold."""
    return sum((end - start).days + 1 for start, end in spans)


def clipped(spans: Spans, first: date | None, last: date | None) -> list[Span]:
    """Returns the days from the first to the last one; an end that is None is open."""
    if first and last and first > last:
        return []
    return [
        (max(start, first) if first else start, min(end, last) if last else end)
        for start, end in spans
        if (first is None or end >= first) and (last is None or start <= last)
    ]


def edges(several: Iterable[Spans]) -> Iterator[date]:
    """Yields the days on which something begins, and those after which something has ended."""
    for spans in several:
        for start, end in spans:
            yield start
            if end < date.max:
                yield end + _DAY
