"""Findings for servers that build: annotations of GitHub with a summary, and JUnit for all others."""

from collections.abc import Iterator
from html import escape

from rencana.finding import Finding, Severity
from rencana.report.report import Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MOST_BYTES = 1_000_000
"""GitHub takes a summary of one mebibyte."""


def as_github(report: Report) -> str:
    """Returns workflow commands, the worst findings first: GitHub shows ten of each kind and drops the rest.

    https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
    """
    if report.failure:
        return f"::error title=rencana::{_message(f'{report.failure.message} {report.failure.help}'.strip())}"
    return "\n".join(_annotation(one) for one in report.worst_first)


def _annotation(one: Finding) -> str:
    span = one.span
    place = {"file": one.file, "line": str(span.line), "endLine": str(span.end_line), "title": one.rule}
    if span.line == span.end_line:
        # Columns of an annotation over several lines are refused.
        place |= {"col": str(span.column), "endColumn": str(max(span.column, span.end_column - 1))}
    properties = ",".join(f"{key}={_property(text)}" for key, text in place.items())
    return f"::{_COMMANDS[one.severity]} {properties}::{_message(f'{one.message} {one.help}'.strip())}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def github_summary(report: Report) -> str:
    """Returns the findings as Markdown for the page of a step; what exceeds GitHub's limit is counted, not cut."""
    counts = ", ".join(f"{count} {name}" for name, count in report.summary.items())
    head = f"## Campaign plans\n\n{counts}\n\n"
    if not report.open:
        return head
    lines = ["| | place | finding |\n|---|---|---|\n"]
    size = len(head) + len(lines[0])
    for at, one in enumerate(report.worst_first):
        line = f"| {one.severity.value} | `{one.file}:{one.span.line}` | {_cell(one)} |\n"
        size += len(line.encode())
        if size > _MOST_BYTES:
            lines.append(f"\n{len(report.open) - at} more.\n")
            break
        lines.append(line)
    return head + "".join(lines)


def _cell(one: Finding) -> str:
    words = f"{one.message} {one.help}".replace("|", "\\|").replace("\n", " ")
    rule = f"[{one.rule}]({one.url})" if one.url else f"`{one.rule}`"
    return f"{escape(words, quote=False)} {rule}"


def as_junit(report: Report) -> str:
    """Returns JUnit's XML: a suite for each file; an error fails its case, a judgement is told in one that passes."""
    by_file: dict[str, list[Finding]] = {file: [] for file in report.files}
    for one in report.open:
        by_file.setdefault(one.file, []).append(one)
    suites = "".join(_suite(file, some) for file, some in sorted(by_file.items()))
    failures = report.summary[Severity.ERROR.value]
    errors = int(report.failure is not None)
    if report.failure:
        words = _quoted(f"{report.failure.message} {report.failure.help}".strip())
        suites += '<testsuite name="rencana" tests="1" failures="0" errors="1">\n<testcase name="check">'
        suites += f"<error message={words}/></testcase>\n</testsuite>\n"
    tests = sum(max(1, len(some)) for some in by_file.values()) + errors
    head = f'<testsuites name="rencana" tests="{tests}" failures="{failures}" errors="{errors}">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{suites}</testsuites>'


def _suite(file: str, findings: list[Finding]) -> str:
    failures = sum(one.severity is Severity.ERROR for one in findings)
    tests = max(1, len(findings))
    head = f'<testsuite name={_attribute(file)} tests="{tests}" failures="{failures}" errors="0">'
    return "\n".join([head, *_cases(file, findings), "</testsuite>\n"])


def _cases(file: str, findings: list[Finding]) -> Iterator[str]:
    if not findings:
        yield f'<testcase classname={_attribute(file)} name="no findings"/>'
    for one in findings:
        name = _attribute(f"{one.rule}:{one.span.line}:{one.span.column}")
        words = _attribute(f"{one.message} {one.help}".strip())
        plain = escape(f"{one.severity.value}: {one.message} {one.help}".strip(), quote=False)
        inside = (
            f'<failure type="{one.severity.value}" message={words}/>'
            if one.severity is Severity.ERROR
            else f"<system-out>{plain}</system-out>"
        )
        yield f"<testcase classname={_attribute(file)} name={name}>{inside}</testcase>"


def _attribute(text: str) -> str:
    # Signs that XML 1.0 cannot hold are shown as a question mark.
    return _quoted("".join(sign if sign.isprintable() else "?" for sign in text))


def _quoted(text: str) -> str:
    from xml.sax.saxutils import quoteattr  # noqa: PLC0415  it imports what speaks to the web; only JUnit should wait

    return quoteattr(text)
