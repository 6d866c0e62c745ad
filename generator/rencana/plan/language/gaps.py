"""What a file declares in parts that could not be read: nobody is blamed for naming something that may stand there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from rencana.finding import Finding, Severity, first_error
from rencana.plan.language.scalar import mended_id
from rencana.source.document import EMPTY, Document
from rencana.span import Span

Section = tuple[str, ...]
"""The path at which things of one kind are declared; `*` is every entry."""
Path = tuple[str | int, ...]


class Refusals(Struct):
    """The paths of what was refused in a file while it was read, and which of them are keys that nobody knows."""

    paths: set[Path] = field(default_factory=set)
    unknown_keys: set[Path] = field(default_factory=set)


class Gaps(Struct, frozen=True):
    """The kinds of things of which any may stand in a part that could not be read, and the ids that are written.

    `cause` is what was found first in the file.
    """

    kinds: frozenset[str] = frozenset()
    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    cause: Finding | None = None

    def may_hold(self, kind: str, name: str) -> bool:
        """Tells whether something is declared where it could not be read, as far as anybody knows."""
        return kind in self.kinds or name in self.ids.get(kind, ())

    def __or__(self, other: "Gaps") -> "Gaps":
        kinds = {*self.ids, *other.ids}
        ids = {kind: self.ids.get(kind, frozenset()) | other.ids.get(kind, frozenset()) for kind in kinds}
        return Gaps(self.kinds | other.kinds, ids, self.cause or other.cause)

    def with_kind(self, kind: str) -> "Gaps":
        """Returns the gaps with one more kind."""
        return Gaps(self.kinds | {kind}, self.ids, self.cause)

    def without(self, kind: str) -> "Gaps":
        """Returns the gaps without those of a kind."""
        return Gaps(self.kinds - {kind}, {name: ids for name, ids in self.ids.items() if name != kind}, self.cause)


NO_GAPS = Gaps()


def gaps_in(
    document: Document, findings: Sequence[Finding], refusals: Refusals, sections: Mapping[str, Section]
) -> Gaps:
    """Returns the gaps of a file with what was found in it; `sections` says where each kind is declared."""
    cause = first_error((*document.findings, *findings))
    if cause is None:
        return NO_GAPS
    faults = [finding.span for finding in document.findings if finding.severity is Severity.ERROR]
    kinds = (
        kind
        for kind, section in sections.items()
        if any(_covers(path, section) for path in refusals.paths)
        or any(_may_mean(path, section, document) for path in refusals.unknown_keys)
        or any(_is_beside_entries(fault, section, document) for fault in faults)
    )
    ids = {kind: frozenset(_written(document, section)) for kind, section in sections.items()}
    return Gaps(frozenset(kinds), ids, cause)


def _covers(path: Path, section: Section) -> bool:
    """Tells whether what was refused is a section or holds it; of one with `*`, also whether the section holds it."""
    if len(path) > len(section) and "*" not in section:
        return False
    return all(step in ("*", other) for step, other in zip(section, path, strict=False))


def _may_mean(path: Path, section: Section, document: Document) -> bool:
    """Tells whether an unknown key may be the name of a section that is absent: it holds what a section could hold."""
    depth = len(path)
    if depth > len(section) or path[:-1] != section[: depth - 1]:
        return False
    value = _value(document, path)
    return section[depth - 1] not in _keys(document, path[:-1]) and (value is EMPTY or isinstance(value, dict | list))


def _is_beside_entries(fault: Span, section: Section, document: Document) -> bool:
    """Tells whether a fault of the file lies in a section, or in what should hold it, and in none of its entries."""
    steps: list[str] = []
    for step in section:
        if step not in _keys(document, steps):
            break
        steps.append(step)
    entries = (document.place([*steps, key]) for key in _keys(document, steps))
    return _lies_in(fault, document.place(steps)) and not any(_lies_in(fault, entry) for entry in entries)


def _lies_in(inner: Span, outer: Span) -> bool:
    return outer[:2] <= inner[:2] < outer[2:]


def _written(document: Document, section: Section) -> Iterator[str]:
    """Yields the ids that a section declares, as they are written and as they should be."""
    for name in _keys(document, section):
        yield name
        if better := mended_id(name):
            yield better


def _keys(document: Document, path: Sequence[str | int]) -> dict[str, Any]:
    value = _value(document, path)
    return value if isinstance(value, dict) else {}


def _value(document: Document, path: Sequence[str | int]) -> Any:  # noqa: ANN401  walks nested plain data
    """Returns what stands at a path; None where there is nothing."""
    value: Any = document.data
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value
