"""Findings for programs: our own JSON, and the form that GitLab shows beside a merge request."""

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from rencana.finding import Finding, Severity
from rencana.report.report import Failure, Report, in_full

VERSION = 1
_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def as_json(report: Report) -> str:
    """Returns our own JSON: see the manual, "What machines read"."""
    data: dict[str, Any] = {
        "version": VERSION,
        "findings": [finding_data(finding) for finding in report.findings],
        "summary": report.summary,
    }
    if report.failure:
        data["failure"] = {"message": report.failure.message, "help": report.failure.help}
    return json.dumps(data, ensure_ascii=False, indent=1)


def failed(part: str, failure: Failure, *, version: int = VERSION) -> str:
    """Returns the JSON of a command that could not run: its list is empty, and `failure` says why."""
    data: dict[str, Any] = {
        "version": version,
        "on": None,
        part: [],
        "failure": {"message": failure.message, "help": failure.help},
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def finding_data(finding: Finding) -> dict[str, Any]:
    """Returns a finding as plain data."""
    return {
        "rule": finding.rule,
        "code": finding.code,
        "severity": finding.severity.value,
        "file": finding.file,
        "line": finding.span.line,
        "column": finding.span.column,
        "end_line": finding.span.end_line,
        "end_column": finding.span.end_column,
        "message": finding.message,
        "help": finding.help,
        "url": finding.url or None,
        "ignored": finding.ignored,
        "fixable": bool(finding.fix),
    }


def as_gitlab(report: Report) -> str:
    """Returns a Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""
    return json.dumps(
        [
            {
                "description": in_full(finding),
                "check_name": finding.rule,
                "fingerprint": fingerprint,
                "severity": _GITLAB[finding.severity],
                "location": {
                    "path": finding.file,
                    "lines": {"begin": finding.span.line, "end": finding.span.end_line},
                },
            }
            for finding, fingerprint in zip(report.open, fingerprints(report.open), strict=True)
        ],
        ensure_ascii=False,
        indent=1,
    )


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Returns a fingerprint of each finding that stays when lines above it come or go; equal findings are counted."""
    counts: Counter[tuple[str, ...]] = Counter()
    digests = []
    for finding in findings:
        key = (finding.file, finding.rule, finding.message)
        digests.append(sha256("\0".join((*key, str(counts[key]))).encode()).hexdigest()[:32])
        counts[key] += 1
    return digests
