"""The order of all findings: causes before what follows from them, so that the first one is the one to mend first."""

from collections.abc import Iterable

from rencana.finding import Finding, Severity, still_open
from rencana.plan.layout import PORTFOLIO

_NEWER = "newer-format"
_DAMAGED = frozenset({_NEWER, "file-unread", "file-unreadable", "portfolio-missing"})
"""Faults of the plan language that leave a file unread, beside those that a file itself can have."""


def causes_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Returns findings in their order: files that cannot be read, portfolio.yaml with an error, all others by name.

    The findings of one file stay together, by place. Of a file in a newer language only that is said.
    """
    all_findings = tuple(findings)
    errors = [finding for finding in still_open(all_findings) if finding.severity is Severity.ERROR]
    newer = {finding.file for finding in errors if finding.rule == _NEWER}
    damaged = {finding.file for finding in errors if finding.code.startswith("SRC") or finding.rule in _DAMAGED}
    first = {PORTFOLIO} & {finding.file for finding in errors}

    def rank(finding: Finding) -> tuple[object, ...]:
        file = finding.file
        return file not in damaged, file not in first, file, finding.span, finding.code, finding.message

    judged = (finding for finding in all_findings if finding.file not in newer or finding.rule == _NEWER)
    return tuple(sorted(judged, key=rank))
