"""Findings as SARIF."""

import json
from typing import Any

import pytest
from msgspec.structs import replace

from rencana.check import RULES
from rencana.finding import Edit, Finding, Severity
from rencana.report import Failure, Report, as_sarif
from rencana.report.machine import fingerprints
from rencana.span import Span

FINDING = Finding("alt-missing", "CAL007", Severity.ERROR, "plans/a b/é.yaml", "Wrong.", Span(2, 3, 4, 5), "Mend it.")


def run(report: Report) -> dict[str, Any]:
    """The one run of a report."""
    (only,) = json.loads(as_sarif(report))["runs"]
    assert isinstance(only, dict)
    return only


def result(finding: Finding) -> dict[str, Any]:
    """What SARIF says of a finding."""
    (only,) = run(Report((finding,)))["results"]
    assert isinstance(only, dict)
    return only


def test_result_has_rule_place_and_fingerprint() -> None:
    """A result names its rule by name and by index, says message and help, and stands in a file with a quoted path."""
    rules = run(Report())["tool"]["driver"]["rules"]
    output = result(FINDING)
    assert rules[output["ruleIndex"]]["id"] == output["ruleId"] == "alt-missing"
    assert output["message"] == {"text": "Wrong. Mend it."}
    assert output["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "plans/a%20b/%C3%A9.yaml"},
                "region": {"startLine": 2, "startColumn": 3, "endLine": 4, "endColumn": 5},
            }
        }
    ]
    assert output["partialFingerprints"] == {"rencana/v1": fingerprints([FINDING])[0]}
    assert "suppressions" not in output
    assert "fixes" not in output


@pytest.mark.parametrize("severity", Severity)
def test_level_is_the_severity(severity: Severity) -> None:
    """SARIF has the same three words."""
    assert result(replace(FINDING, severity=severity))["level"] == severity.value


@pytest.mark.parametrize(
    ("ignored", "suppression"),
    [("Later.", {"kind": "inSource", "justification": "Later."}), ("", {"kind": "inSource"})],
)
def test_ignored_finding_is_suppressed(ignored: str, suppression: dict[str, str]) -> None:
    """A finding that was set aside is there, with its reason as far as there is one."""
    assert result(replace(FINDING, ignored=ignored))["suppressions"] == [suppression]


def test_fix_holds_every_edit() -> None:
    """A fix is described by the help line, and each edit is a replacement in its file."""
    edits = (Edit("a.yaml", Span(1, 2, 1, 4), "x"), Edit("b.yaml", Span(3, 1, 4, 1), ""))
    (fix,) = result(replace(FINDING, fix=edits))["fixes"]
    assert fix["description"] == {"text": "Mend it."}
    assert [change["artifactLocation"]["uri"] for change in fix["artifactChanges"]] == ["a.yaml", "b.yaml"]
    assert [change["replacements"] for change in fix["artifactChanges"]] == [
        [
            {
                "deletedRegion": {"startLine": 1, "startColumn": 2, "endLine": 1, "endColumn": 4},
                "insertedContent": {"text": "x"},
            }
        ],
        [
            {
                "deletedRegion": {"startLine": 3, "startColumn": 1, "endLine": 4, "endColumn": 1},
                "insertedContent": {"text": ""},
            }
        ],
    ]


def test_rules_carry_their_pages() -> None:
    """A rule has title, family, code and page; a fault of files has no page."""
    rules = {rule["id"]: rule for rule in run(Report())["tool"]["driver"]["rules"]}
    (missing,) = (rule for rule in RULES if rule.name == "alt-missing")
    assert rules["alt-missing"] == {
        "id": "alt-missing",
        "shortDescription": {"text": missing.title},
        "properties": {"tags": ["calendar"], "code": "CAL007"},
        "help": {"text": missing.text, "markdown": missing.text},
    }
    assert "help" not in rules["key-doubled"]


def test_failed_run_says_why() -> None:
    """A run that could not go on is told as such, and one that went well is told nothing more."""
    assert run(Report(version="1.2"))["tool"]["driver"]["version"] == "1.2"
    assert run(Report())["invocations"] == [{"executionSuccessful": True}]
    assert run(Report(failure=Failure("No workspace.", "Run init.")))["invocations"] == [
        {
            "executionSuccessful": False,
            "toolExecutionNotifications": [{"level": "error", "message": {"text": "No workspace. Run init."}}],
        }
    ]
