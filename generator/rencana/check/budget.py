"""Bounds how many findings of one kind a file has: a table may be wrong in each of a hundred thousand rows."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from rencana.check.flaw import Say
from rencana.finding import Finding

MOST = 1000
"""So many findings of one rule in one file are told apart; whoever has more has one mistake, made many times."""


def bounded(findings: Iterable[Finding], say: Say, most: int = MOST) -> Iterator[Finding]:
    """Yields findings; from so many of one rule in one file on they are counted, and the last one says how many."""
    counts: Counter[tuple[str, str]] = Counter()
    first_counted: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        kind = (finding.file, finding.rule)
        counts[kind] += 1
        if counts[kind] < most:
            yield finding
        else:
            first_counted.setdefault(kind, finding)
    for kind, finding in first_counted.items():
        more = counts[kind] - most
        same = say("The same holds for {count} more.", count=more)
        yield replace(finding, message=f"{finding.message} {same}") if more else finding
