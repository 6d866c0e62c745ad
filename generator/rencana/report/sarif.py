"""Findings as SARIF 2.1.0, which code hosts show beside a change: https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""

import json
from typing import Any
from urllib.parse import quote

from rencana.finding import Edit, Finding, Severity
from rencana.report.machine import fingerprints
from rencana.report.report import Known, Report, everything_known
from rencana.span import Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def as_sarif(report: Report) -> str:
    """Returns the run with all rules, those that found nothing too."""
    known = everything_known()
    index = {one.name: at for at, one in enumerate(known)}
    marks = fingerprints(report.findings)
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "rencana", "version": report.version, "rules": [_rule(one) for one in known]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, index, mark) for one, mark in zip(report.findings, marks, strict=True)],
        "invocations": [_invocation(report)],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _invocation(report: Report) -> dict[str, Any]:
    if report.failure is None:
        return {"executionSuccessful": True}
    text = f"{report.failure.message} {report.failure.help}".strip()
    return {
        "executionSuccessful": False,
        "toolExecutionNotifications": [{"level": "error", "message": {"text": text}}],
    }


def _rule(one: Known) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": one.name,
        "shortDescription": {"text": one.title},
        "properties": {"tags": [one.family], "code": one.code},
    }
    if one.text:
        rule["help"] = {"text": one.text, "markdown": one.text}
    return rule


def _result(one: Finding, index: dict[str, int], mark: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": index[one.rule],
        "level": _LEVELS[one.severity],
        "message": {"text": f"{one.message} {one.help}".strip()},
        "locations": [{"physicalLocation": {"artifactLocation": _file(one.file), "region": _region(one.span)}}],
        "partialFingerprints": {"rencana/v1": mark},
    }
    if one.ignored is not None:
        suppression: dict[str, Any] = {"kind": "inSource"}
        result["suppressions"] = [suppression | ({"justification": one.ignored} if one.ignored else {})]
    if one.fix:
        result["fixes"] = [{"description": {"text": one.help}, "artifactChanges": [_change(edit) for edit in one.fix]}]
    return result


def _change(edit: Edit) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
    return {"artifactLocation": _file(edit.file), "replacements": [replacement]}


def _file(path: str) -> dict[str, str]:
    return {"uri": quote(path)}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
