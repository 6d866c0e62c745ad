"""Finds what was given another id: by what it says, since an id that went and one that came are else two changes."""

from collections.abc import Iterator, Mapping

from rencana.changes.change import Path
from rencana.changes.context import Side
from rencana.changes.meaning import Reader
from rencana.changes.walk import keyed_maps
from rencana.plan.language.part import PlanPart

_ALIKE = 0.6
"""So much of what two parts say has to be the same for one to be the other under a new id."""


def renamed_ids(before: Side, after: Side) -> dict[Path, dict[str, str]]:
    """Returns the new id of each part that was renamed, by its old one, for each map of parts that have ids."""
    maps_after = dict(keyed_maps(after.part))
    maps = {path: (parts, maps_after.get(path, {})) for path, parts in keyed_maps(before.part)}
    maps[("calendar",)] = (before.items, after.items)
    readers = Reader.of(before, {}), Reader.of(after, {})
    return {path: dict(renamed_parts(old, new, readers)) for path, (old, new) in maps.items()}


def renamed_parts(
    before: Mapping[str, object], after: Mapping[str, object], readers: tuple[Reader, Reader]
) -> Iterator[tuple[str, str]]:
    """Yields old and new id of each part of a map that says the same under another id."""
    dropped = {name: _statements(part, readers[0]) for name, part in before.items() if name not in after}
    new = {name: _statements(part, readers[1]) for name, part in after.items() if name not in before}
    # The most alike first, so that of two candidates the better one is taken; ids decide where they are equal.
    ranked = sorted(
        (-_likeness(old, other), name, other_name) for name, old in dropped.items() for other_name, other in new.items()
    )
    paired: set[str] = set()
    for score, name, other_name in ranked:
        if -score >= _ALIKE and name not in paired and other_name not in paired:
            paired |= {name, other_name}
            yield name, other_name


def _statements(part: object, reader: Reader) -> frozenset[object]:
    """Returns all that a part says, each field and each entry of a field for itself: one more tag is one statement."""
    meaning = reader.meaning(part)
    if not isinstance(part, PlanPart) or not isinstance(meaning, tuple):
        return frozenset((meaning,))
    return frozenset(
        (name, entry)
        for name, value in meaning
        for entry in (value if isinstance(value, (tuple, frozenset)) else (value,))
    )


def _likeness(statements: frozenset[object], others: frozenset[object]) -> float:
    everything = statements | others
    return len(statements & others) / len(everything) if everything else 0.0
