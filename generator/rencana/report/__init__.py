"""Findings in the forms that people and machines read; each form is one pure function."""

from rencana.report.ci import as_github, as_junit, github_summary
from rencana.report.diff_machine import diff_github, diff_json
from rencana.report.diff_markdown import diff_markdown, marker
from rencana.report.diff_text import diff_text
from rencana.report.machine import as_gitlab, as_json, failed
from rencana.report.report import Failure, FindingKind, Report, finding_kinds
from rencana.report.sarif import as_sarif
from rencana.report.text import Style, summary, text

FORMS = {
    "github": as_github,
    "gitlab": as_gitlab,
    "json": as_json,
    "junit": as_junit,
    "sarif": as_sarif,
}
"""The forms for machines, by name; `text` is for people."""

__all__ = [
    "FORMS",
    "Failure",
    "FindingKind",
    "Report",
    "Style",
    "as_github",
    "as_gitlab",
    "as_json",
    "as_junit",
    "as_sarif",
    "diff_github",
    "diff_json",
    "diff_markdown",
    "diff_text",
    "failed",
    "finding_kinds",
    "github_summary",
    "marker",
    "summary",
    "text",
]
