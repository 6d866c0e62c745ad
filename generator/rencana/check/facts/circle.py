"""Finds circles where each thing may be a part of one other: audiences, campaigns."""

from collections.abc import Iterator, Mapping


def circle(parents: Mapping[str, str | None]) -> Iterator[tuple[str, ...]]:
    """Yields each circle once, from the first of its members in the order of the map."""
    visited: set[str] = set()
    for name in parents:
        path: list[str] = []
        here: str | None = name
        while here is not None and here not in path and here not in visited:
            path.append(here)
            here = parents.get(here)
        # The path may lead into a circle without being on it: only the part from `here` on goes round.
        if here in path:
            yield tuple(path[path.index(here) :])
        visited.update(path)
