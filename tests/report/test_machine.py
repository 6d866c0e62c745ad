"""Findings for programs."""

import json

import pytest
from msgspec.structs import replace

from rencana.finding import Edit, Finding, Severity
from rencana.report import Failure, Report, as_gitlab, as_json, failed
from rencana.report.machine import fingerprints
from rencana.span import START, Span

FULL = Finding(
    "a-rule",
    "X001",
    Severity.WARNING,
    "a.yaml",
    "“Wrong”.",
    Span(2, 3, 4, 5),
    "Mend it.",
    ignored="Later.",
    fix=(Edit("a.yaml", START, "x"),),
    url="https://k.example/rules/a-rule/",
)
PLAIN = Finding("b-rule", "X002", Severity.NOTE, "b.yaml", "Wrong.")


def test_json_holds_every_field() -> None:
    """A finding has all of its keys, filled or not; letters of any language stay as they are."""
    output = as_json(Report((FULL, PLAIN)))
    assert "“Wrong”." in output
    full, plain = json.loads(output)["findings"]
    assert full == {
        "rule": "a-rule",
        "code": "X001",
        "severity": "warning",
        "file": "a.yaml",
        "line": 2,
        "column": 3,
        "end_line": 4,
        "end_column": 5,
        "message": "“Wrong”.",
        "help": "Mend it.",
        "url": "https://k.example/rules/a-rule/",
        "ignored": "Later.",
        "fixable": True,
    }
    assert (plain["url"], plain["ignored"], plain["fixable"], plain["help"]) == (None, None, False, "")


def test_failure_stands_beside_the_findings() -> None:
    """A run that failed has its reason; one that went well has no such key."""
    output = json.loads(as_json(Report(failure=Failure("No workspace.", "Run init."))))
    assert output["failure"] == {"message": "No workspace.", "help": "Run init."}
    assert output["findings"] == []
    assert "failure" not in json.loads(as_json(Report()))


def test_command_that_could_not_run_has_an_empty_list() -> None:
    """Readers of status and due find the list that they look for, and why it is empty."""
    assert json.loads(failed("campaigns", Failure("No workspace."))) == {
        "version": 1,
        "on": None,
        "campaigns": [],
        "failure": {"message": "No workspace.", "help": ""},
    }


def test_gitlab_hears_of_open_findings_alone() -> None:
    """What was set aside is not shown beside a merge request."""
    assert json.loads(as_gitlab(Report((FULL, replace(FULL, ignored=None))))) == [
        {
            "description": "“Wrong”. Mend it.",
            "check_name": "a-rule",
            "fingerprint": fingerprints([FULL])[0],
            "severity": "minor",
            "location": {"path": "a.yaml", "lines": {"begin": 2, "end": 4}},
        }
    ]


@pytest.mark.parametrize(
    ("severity", "gitlab"), [(Severity.ERROR, "major"), (Severity.WARNING, "minor"), (Severity.NOTE, "info")]
)
def test_gitlab_has_words_of_its_own(severity: Severity, gitlab: str) -> None:
    """Each severity has a word that GitLab knows."""
    assert json.loads(as_gitlab(Report((replace(PLAIN, severity=severity),))))[0]["severity"] == gitlab


def test_fingerprint_stays_when_lines_move() -> None:
    """A host knows a finding again after lines above it came or went, its weight changed or its help was reworded."""
    moved = replace(PLAIN, span=Span(9, 1, 9, 2), severity=Severity.ERROR, help="Other words.")
    assert fingerprints([moved]) == fingerprints([PLAIN])


@pytest.mark.parametrize(
    "other",
    [replace(PLAIN, file="c.yaml"), replace(PLAIN, rule="c-rule"), replace(PLAIN, message="Wrong again.")],
)
def test_fingerprint_differs_by_what_is_found(other: Finding) -> None:
    """Another file, rule or message is another finding."""
    assert fingerprints([other]) != fingerprints([PLAIN])


def test_equal_findings_are_counted() -> None:
    """Two findings that say the same in one file have two fingerprints; the first is that of one alone."""
    digests = fingerprints([PLAIN, FULL, PLAIN])
    assert len(set(digests)) == 3
    assert digests[0] == fingerprints([PLAIN])[0]
    assert all(len(digest) == 32 for digest in digests)
