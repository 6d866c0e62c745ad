"""A diff for programs: our own JSON, and annotations of GitHub."""

import json
from typing import Any

from msgspec.structs import replace

from rencana.changes import PlanChange, PostPreview, Weight, WorkspaceDiff
from rencana.check import RULES, Scope
from rencana.finding import Finding
from rencana.report.ci import as_github, workflow_command
from rencana.report.machine import finding_data
from rencana.report.report import Report

VERSION = 1
_OF_A_FINDING = ("rule", "code", "severity", "file", "line", "column", "message", "help")
_OF_CHANGES = frozenset(rule.name for rule in RULES if rule.scope is Scope.CHANGE)
_COMMANDS = {Weight.HIGH: "warning", Weight.NORMAL: "notice", Weight.LOW: "notice"}


def diff_json(diff: WorkspaceDiff, base: str, head: str) -> str:
    """Returns our own JSON: see the manual, "What machines read"."""
    data: dict[str, Any] = {
        "version": VERSION,
        "base": base,
        "head": head,
        "on": diff.on.isoformat(),
        "changes": [_change(change) for change in diff.ranked],
        "findings": {
            "new": [_finding(finding) for finding in diff.new],
            "fixed": [_finding(finding) for finding in diff.fixed],
        },
        "statuses": [
            {
                "campaign": turn.campaign,
                "part": turn.part or "campaign",
                "id": turn.id,
                "before": turn.before,
                "after": turn.after,
            }
            for turn in diff.turned
        ],
        "posts": [_post(post) for post in diff.posts],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _change(change: PlanChange) -> dict[str, Any]:
    return {
        "campaign": change.campaign or None,
        "kind": change.kind,
        "weight": change.weight.value,
        "subject": change.subject,
        "before": change.before or None,
        "after": change.after or None,
        "message": change.message,
        "file": change.file,
        "line": change.span.line,
        "column": change.span.column,
        "in": "base" if change.in_base else "head",
    }


def _finding(finding: Finding) -> dict[str, Any]:
    data = finding_data(finding)
    return {key: data[key] for key in _OF_A_FINDING}


def _post(post: PostPreview) -> dict[str, Any]:
    return {
        "campaign": post.campaign,
        "item": post.item,
        "title": post.title,
        "channel": post.channel,
        "day": post.day.isoformat() if post.day else None,
        "time": post.clock.strftime("%H:%M") if post.clock else None,
        "shown": post.before_fold,
        "folded": post.after_fold,
        "length": post.length,
        "limit": post.limit,
    }


def diff_github(diff: WorkspaceDiff, prefix: str = "") -> str:
    """Returns an annotation for each change of weight; `prefix` is the way from the repository to the workspace.

    What is gone has no line in the new state, so it is annotated at the beginning of its file, if that is still there.
    Of the new findings those are annotated that only a comparison finds; the others are annotated by `rencana check`.
    """
    changes = [_annotation(change, prefix) for change in diff.ranked if change.weight is not Weight.LOW]
    findings = [replace(new, file=f"{prefix}{new.file}") for new in diff.new if new.rule in _OF_CHANGES]
    return "\n".join([*changes, *filter(None, [as_github(Report(tuple(findings)))])])


def _annotation(change: PlanChange, prefix: str) -> str:
    line = 1 if change.in_base else change.span.line
    place = {"file": f"{prefix}{change.file}", "line": str(line), "title": change.kind}
    return workflow_command(_COMMANDS[change.weight], place, change.message)
