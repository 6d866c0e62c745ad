"""Finds circles where each thing may be a part of one other: audiences, campaigns."""

from collections.abc import Iterator, Mapping


def circle(parents: Mapping[str, str | None]) -> Iterator[tuple[str, ...]]:
    """Yields each circle once, from the first of its members in the order of the map."""
    seen: set[str] = set()
    for name in parents:
        way: list[str] = []
        here: str | None = name
        while here is not None and here not in way and here not in seen:
            way.append(here)
            here = parents.get(here)
        if here in way:
            yield tuple(way[way.index(here) :])
        seen.update(way)
