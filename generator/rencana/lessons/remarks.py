"""Remarks that set a rule aside come along where the rule finds the same again: somebody has given a reason for it."""

from collections.abc import Iterable, Iterator

from rencana.check.remarks import read_remarks, remark_above
from rencana.finding import Edit, Finding
from rencana.source.document import Document, Mark

KeyPath = tuple[str | int, ...]


def carried_remarks(earlier: Document, new: Document, findings: Iterable[Finding]) -> Iterator[Edit]:
    """Yields the remarks of an earlier plan about what is found at the same key of a new one."""
    reasons = {
        (path, rule): entry.reason
        for (_, line, rule), entry in read_remarks({earlier.path: earlier}).items()
        if (path := key_at(earlier.mark, line)) is not None
    }
    rules: dict[tuple[int, str], set[str]] = {}
    for finding in findings:
        path = key_at(new.mark, finding.span.line)
        if finding.file == new.path and path is not None and (reason := reasons.get((path, finding.rule))):
            rules.setdefault((finding.span.line, reason), set()).add(finding.rule)
    for (line, reason), names in rules.items():
        yield remark_above(new.path, new.text, line, names, reason)


def key_at(mark: Mark, line: int) -> KeyPath | None:
    """Returns the path of the first key that stands in a line; None where there is none."""
    if isinstance(mark.parts, list):
        parts: Iterable[tuple[str | int, Mark]] = enumerate(mark.parts)
    else:
        parts = (mark.parts or {}).items()
    for step, part in parts:
        if isinstance(mark.parts, dict) and part.key.line == line:
            return (step,)
        if (inner := key_at(part, line)) is not None:
            return (step, *inner)
    return None
