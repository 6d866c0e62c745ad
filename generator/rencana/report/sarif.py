"""Findings as SARIF 2.1.0, which code hosts show beside a change: https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""

import json
from typing import Any
from urllib.parse import quote

from rencana.finding import Finding, Severity
from rencana.report.machine import fingerprints
from rencana.report.report import FindingKind, Report, finding_kinds, in_full
from rencana.span import Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def as_sarif(report: Report) -> str:
    """Returns the run with all rules, those that found nothing too."""
    kinds = finding_kinds()
    index = {kind.name: at for at, kind in enumerate(kinds)}
    invocation: dict[str, Any] = {"executionSuccessful": report.failure is None}
    if report.failure:
        notification = {"level": "error", "message": {"text": in_full(report.failure)}}
        invocation["toolExecutionNotifications"] = [notification]
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "rencana", "version": report.version, "rules": [_rule(kind) for kind in kinds]}},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, index, fingerprint)
            for finding, fingerprint in zip(report.findings, fingerprints(report.findings), strict=True)
        ],
        "invocations": [invocation],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(kind: FindingKind) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": kind.name,
        "shortDescription": {"text": kind.title},
        "properties": {"tags": [kind.family], "code": kind.code},
    }
    if kind.text:
        rule["help"] = {"text": kind.text, "markdown": kind.text}
    return rule


def _result(finding: Finding, index: dict[str, int], fingerprint: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": in_full(finding)},
        "locations": [{"physicalLocation": {"artifactLocation": _file(finding.file), "region": _region(finding.span)}}],
        "partialFingerprints": {"rencana/v1": fingerprint},
    }
    if finding.ignored is not None:
        suppression: dict[str, Any] = {"kind": "inSource"}
        result["suppressions"] = [suppression | ({"justification": finding.ignored} if finding.ignored else {})]
    if finding.fix:
        changes = [
            {
                "artifactLocation": _file(edit.file),
                "replacements": [{"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}],
            }
            for edit in finding.fix
        ]
        result["fixes"] = [{"description": {"text": finding.help}, "artifactChanges": changes}]
    return result


def _file(path: str) -> dict[str, str]:
    return {"uri": quote(path)}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
