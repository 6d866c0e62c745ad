"""Findings for servers that build: annotations of GitHub with a summary, and JUnit for all others."""

from collections.abc import Mapping
from html import escape

from rencana.finding import Finding, Severity
from rencana.report.report import Report, in_full
from rencana.words.visible import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MOST_BYTES = 1_000_000
"""GitHub takes a summary of one mebibyte."""


def as_github(report: Report) -> str:
    """Returns workflow commands, the worst findings first: GitHub shows ten of each kind and drops the rest.

    https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
    """
    if report.failure:
        return f"::error title=rencana::{_message(in_full(report.failure))}"
    return "\n".join(_annotation(finding) for finding in report.worst_first)


def _annotation(finding: Finding) -> str:
    span = finding.span
    place = {"file": finding.file, "line": str(span.line), "endLine": str(span.end_line), "title": finding.rule}
    if span.line == span.end_line:
        # Columns of an annotation over several lines are refused.
        place |= {"col": str(span.column), "endColumn": str(max(span.column, span.end_column - 1))}
    return workflow_command(_COMMANDS[finding.severity], place, in_full(finding))


def workflow_command(level: str, place: Mapping[str, str], message: str) -> str:
    """Returns an annotation of GitHub; `place` are its properties."""
    # A property ends with a comma and the last one with a colon, so both are escaped in it.
    properties = ",".join(
        f"{key}={_message(text).replace(':', '%3A').replace(',', '%2C')}" for key, text in place.items()
    )
    return f"::{level} {properties}::{_message(message)}"


def _message(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def github_summary(report: Report) -> str:
    """Returns the findings as Markdown for the page of a step; what exceeds GitHub's limit is counted, not cut."""
    counts = ", ".join(f"{count} {name}" for name, count in report.summary.items())
    head = f"## Campaign plans\n\n{counts}\n\n"
    if not report.open:
        return head
    lines = ["| | place | finding |\n|---|---|---|\n"]
    size = len(head) + len(lines[0])
    for at, finding in enumerate(report.worst_first):
        rule = f"[{finding.rule}]({finding.url})" if finding.url else f"`{finding.rule}`"
        text = visible(f"{finding.message} {finding.help}").replace("|", "\\|").replace("\n", " ")
        place = f"`{finding.file}:{finding.span.line}`"
        line = f"| {finding.severity.value} | {place} | {escape(text, quote=False)} {rule} |\n"
        size += len(line.encode())
        if size > _MOST_BYTES:
            lines.append(f"\n{len(report.open) - at} more.\n")
            break
        lines.append(line)
    return head + "".join(lines)


def as_junit(report: Report) -> str:
    """Returns JUnit's XML: a suite for each file; an error fails its case, a judgement is told in one that passes."""
    by_file: dict[str, list[Finding]] = {file: [] for file in report.files}
    for finding in report.open:
        by_file.setdefault(finding.file, []).append(finding)
    suites = "".join(_suite(file, findings) for file, findings in sorted(by_file.items()))
    failures = report.summary[Severity.ERROR.value]
    errors = int(report.failure is not None)
    if report.failure:
        suites += '<testsuite name="rencana" tests="1" failures="0" errors="1">\n<testcase name="check">'
        suites += f"<error message={_attribute(in_full(report.failure))}/></testcase>\n</testsuite>\n"
    tests = sum(max(1, len(findings)) for findings in by_file.values()) + errors
    head = f'<testsuites name="rencana" tests="{tests}" failures="{failures}" errors="{errors}">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{suites}</testsuites>'


def _suite(file: str, findings: list[Finding]) -> str:
    path = _attribute(file)
    failures = sum(finding.severity is Severity.ERROR for finding in findings)
    tests = max(1, len(findings))
    lines = [f'<testsuite name={path} tests="{tests}" failures="{failures}" errors="0">']
    if not findings:
        lines.append(f'<testcase classname={path} name="no findings"/>')
    for finding in findings:
        name = _attribute(f"{finding.rule}:{finding.span.line}:{finding.span.column}")
        if finding.severity is Severity.ERROR:
            inside = f'<failure type="{finding.severity.value}" message={_attribute(in_full(finding))}/>'
        else:
            words = f"{finding.severity.value}: {in_full(finding)}"
            inside = f"<system-out>{escape(visible(words), quote=False)}</system-out>"
        lines.append(f"<testcase classname={path} name={name}>{inside}</testcase>")
    return "\n".join([*lines, "</testsuite>\n"])


def _attribute(text: str) -> str:
    from xml.sax.saxutils import quoteattr  # noqa: PLC0415  it imports what speaks to the web; only JUnit should wait

    return quoteattr(visible(text))
