"""Findings in the forms that people and machines read; each form is one pure function.

Those of a diff are not named here: a check of unchanged plans need not load what a comparison is made of.
"""

from rencana.report.ci import as_github, as_junit, github_summary
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
    "failed",
    "finding_kinds",
    "github_summary",
    "summary",
    "text",
]
