"""Which findings a change brings, and which it mends; a finding that only moved to another line is neither."""

from collections import Counter
from collections.abc import Iterable, Mapping

from rencana.finding import Finding, still_open

_Sense = tuple[str, str, str]


def changed_findings(
    before: Iterable[Finding], after: Iterable[Finding], renamed: Mapping[str, str]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Returns the findings that are new and those that are gone; `renamed` are new ids of campaigns by old ones."""
    old = [(_sense(finding, renamed), finding) for finding in still_open(tuple(before))]
    new = [(_sense(finding, {}), finding) for finding in still_open(tuple(after))]
    return _beyond(new, Counter(sense for sense, _ in old)), _beyond(old, Counter(sense for sense, _ in new))


def _beyond(findings: Iterable[tuple[_Sense, Finding]], others: Counter[_Sense]) -> tuple[Finding, ...]:
    """Returns the findings for which the other side has none that says the same."""
    counts = others.copy()
    beyond = []
    for sense, finding in findings:
        if counts[sense]:
            counts[sense] -= 1
        else:
            beyond.append(finding)
    return tuple(beyond)


def _sense(finding: Finding, renamed: Mapping[str, str]) -> _Sense:
    steps = finding.file.split("/")
    if len(steps) > 1:
        steps[1] = renamed.get(steps[1], steps[1])
    return finding.rule, "/".join(steps), finding.message
