"""Findings for programs: our own JSON, and the form that GitLab shows beside a merge request."""

import json
from collections import Counter
from hashlib import sha256
from typing import Any

from rencana.finding import Finding, Severity
from rencana.report.report import Failure, Report

VERSION = 1
_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def as_json(report: Report) -> str:
    """Returns our own JSON: see the manual, "What machines read"."""
    said: dict[str, Any] = {
        "version": VERSION,
        "findings": [_finding(one) for one in report.findings],
        "summary": report.summary,
    }
    if report.failure:
        said["failure"] = {"message": report.failure.message, "help": report.failure.help}
    return json.dumps(said, ensure_ascii=False, indent=1)


def failed(part: str, failure: Failure) -> str:
    """Returns the JSON of a command that could not run: its list is empty, and `failure` says why."""
    said: dict[str, Any] = {
        "version": VERSION,
        "on": None,
        part: [],
        "failure": {"message": failure.message, "help": failure.help},
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "code": one.code,
        "severity": one.severity.value,
        "file": one.file,
        "line": one.span.line,
        "column": one.span.column,
        "end_line": one.span.end_line,
        "end_column": one.span.end_column,
        "message": one.message,
        "help": one.help,
        "url": one.url or None,
        "ignored": one.ignored,
        "fixable": bool(one.fix),
    }


def as_gitlab(report: Report) -> str:
    """Returns a Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""
    return json.dumps(
        [
            {
                "description": f"{one.message} {one.help}".strip(),
                "check_name": one.rule,
                "fingerprint": mark,
                "severity": _GITLAB[one.severity],
                "location": {"path": one.file, "lines": {"begin": one.span.line, "end": one.span.end_line}},
            }
            for one, mark in zip(report.open, fingerprints(report.open), strict=True)
        ],
        ensure_ascii=False,
        indent=1,
    )


def fingerprints(findings: tuple[Finding, ...]) -> list[str]:
    """Returns a mark for each finding that stays when lines above it come or go; equal findings are counted."""
    seen: Counter[tuple[str, ...]] = Counter()
    marks = []
    for one in findings:
        key = (one.file, one.rule, one.message)
        marks.append(sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest()[:32])
        seen[key] += 1
    return marks
