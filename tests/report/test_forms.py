"""Findings in every form: valid by the schema of whoever reads it, on every way out."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from fragments import Case, findings, lay
from plain import check

from rencana import report
from rencana.finding import Edit, Finding, Severity
from rencana.report import FORMS, Failure, Report
from rencana.source import MemoryTree
from rencana.span import Span

TESTS = Path(__file__).parents[1]
BROKEN = sorted(path for path in (TESTS / "cases" / "broken").glob("*/*") if path.suffix in (".yaml", ".csv"))
STRANGE = Finding(
    "alt-missing",
    "CAL007",
    Severity.ERROR,
    "plans/a b/plan, 50%: é.yaml",
    'Says "no" <b>&\n100% | ☕ \x07',
    Span(2, 3, 4, 1),
    "Do: this, or\r\nthat.",
    fix=(Edit("plans/a b/plan, 50%: é.yaml", Span(2, 3, 2, 3), "x"),),
)
GITLAB = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^[^./]"},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"minimum": 1}}},
                },
            },
        },
    },
}
"""What GitLab's documentation asks of a Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/."""


def reports() -> dict[str, Report]:
    """Reports of all kinds: nothing, rules, ignored ones, strange signs, and a run that failed."""
    goalless = "objectives:\n  # rencana: ignore[objective-serving-nothing] Later.\n  a: {statement: A.}\n"
    ruled = findings(lay([f"{goalless}calendar:\n  c: {{channels: [instagram], link: https://k.example/}}\n"]))
    return {
        "nothing": Report((), ("plans/a/plan.yaml",), "1"),
        "rules": Report(ruled, tuple(sorted({finding.file for finding in ruled})), "1"),
        "strange": Report((STRANGE, STRANGE), (STRANGE.file,), "1"),
        "failed": Report(version="1", failure=Failure("There is no workspace <here>.", 'Say "init".')),
    }


every_report = pytest.mark.parametrize("checked", reports().values(), ids=reports())


@pytest.fixture(scope="module")
def sarif() -> jsonschema_rs.Validator:
    """The official schema of SARIF 2.1.0, as Microsoft's package carries it."""
    path = TESTS / "npm/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    # A stray bracket in it, which strict engines refuse; we write no language.
    for part in ("run", "toolComponent"):
        del schema["definitions"][part]["properties"]["language"]["pattern"]
    return jsonschema_rs.validator_for(schema)


@pytest.mark.npm
@every_report
def test_sarif_is_valid(checked: Report, sarif: jsonschema_rs.Validator) -> None:
    """SARIF fits the official schema, lists all rules, counts columns as we do, and tells a failed run."""
    output = json.loads(FORMS["sarif"](checked))
    assert [error.message for error in sarif.iter_errors(output)] == []
    (run,) = output["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} >= {"kpi-without-target", "reference-unknown", "key-doubled"}
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["executionSuccessful"] is (checked.failure is None)
    assert len({result["partialFingerprints"]["rencana/v1"] for result in run["results"]}) == len(run["results"])


@every_report
def test_gitlab_is_valid(checked: Report) -> None:
    """A Code Quality report has what GitLab asks for, without what was set aside, each under a mark of its own."""
    output = json.loads(FORMS["gitlab"](checked))
    jsonschema_rs.validate(GITLAB, output)
    assert len(output) == len(checked.open)
    assert len({entry["fingerprint"] for entry in output}) == len(output)


@every_report
def test_junit_is_xml(checked: Report) -> None:
    """JUnit's counts are those of its cases; an error fails a case, a judgement does not."""
    root = ET.fromstring(FORMS["junit"](checked))
    cases = root.findall("testsuite/testcase")
    assert int(root.attrib["tests"]) == len(cases)
    assert int(root.attrib["failures"]) == len(root.findall("testsuite/testcase/failure")) == checked.summary["error"]
    assert int(root.attrib["errors"]) == int(checked.failure is not None)


@every_report
def test_github_is_one_line_each(checked: Report) -> None:
    """Each annotation is one line with escaped signs, the worst first; the page of the step stays below its limit."""
    output = FORMS["github"](checked)
    lines = output.splitlines()
    assert len(lines) == (1 if checked.failure else len(checked.open))
    kinds = [line[2:].split(" ")[0] for line in lines]
    assert kinds == sorted(kinds, key=["error", "warning", "notice"].index)
    assert len(report.github_summary(checked).encode()) < 1_048_576


def test_github_escapes() -> None:
    """What would end an annotation is written as GitHub reads it back."""
    line = FORMS["github"](Report((STRANGE,)))
    assert "file=plans/a b/plan%2C 50%25%3A é.yaml,line=2,endLine=4,title=alt-missing::" in line
    assert "col=" not in line
    assert "100%25" in line
    assert "%0D%0Athat." in line


def test_github_summary_is_cut_by_count() -> None:
    """A page that would be too long ends with how many are left."""
    many = Report((STRANGE,) * 20_000)
    page = report.github_summary(many)
    assert len(page.encode()) < 1_048_576
    assert page.rstrip().endswith("more.")


@every_report
def test_json_is_as_documented(checked: Report) -> None:
    """Our JSON has its version, its findings and its summary, whatever happened."""
    output = json.loads(FORMS["json"](checked))
    assert output["version"] == 1
    assert len(output["findings"]) == sum(output["summary"].values())
    assert ("failure" in output) is (checked.failure is not None)
    if output["findings"]:
        keys = "rule code severity file line column end_line end_column message help url ignored fixable"
        assert list(output["findings"][0]) == keys.split()


@pytest.mark.parametrize("form", FORMS)
def test_corpus_of_broken_files_in_all_forms(form: str) -> None:
    """Whatever is wrong with a file, every form says it, and stays valid."""
    for path in BROKEN:
        name = "plans/a/readings/r.csv" if path.name.endswith(".csv") else "plans/a/plan.yaml"
        tree = MemoryTree({"plans/portfolio.yaml": b"format: 1\n", name: path.read_bytes()})
        output = FORMS[form](Report(check(tree).findings, tuple(tree.paths())))
        json.loads(output) if form in ("json", "gitlab", "sarif") else None
        ET.fromstring(output) if form == "junit" else None


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "words",
    [["check", "-C", "/"], ["check", "--nonsense"], ["check", "--select", "nothing-such"], ["check", "missing.yaml"]],
    ids=["no-workspace", "unknown-option", "unknown-rule", "unknown-file"],
)
def test_every_way_out_is_readable(form: str, words: list[str], tmp_path: Path) -> None:
    """A run that could not be made leaves with 2, and still prints what its reader can read."""
    _workspace(lay([]), tmp_path)
    done = _rencana([*words, "--format", form], tmp_path)
    assert done.returncode == 2
    assert done.stderr
    if form in ("json", "sarif", "gitlab"):
        json.loads(done.stdout)
    elif form == "junit":
        assert ET.fromstring(done.stdout).attrib["errors"] == "1"
    else:
        assert done.stdout.startswith("::error")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 0),
        (["--fail-on", "note"], 1),
        (["--fail-on", "never"], 0),
        (["--severity", "objective-serving-nothing=error"], 1),
    ],
)
def test_exit_code_follows_fail_on(options: list[str], code: int, tmp_path: Path) -> None:
    """The exit code is 1 from findings of the level on that `--fail-on` names."""
    case = lay([])
    case.files["plans/base/plan.yaml"] = case.files["plans/base/plan.yaml"].replace("    serves: [retail-growth]\n", "")
    _workspace(case, tmp_path)
    assert _rencana(["check", "--on", "2026-03-01", *options], tmp_path).returncode == code


def _workspace(case: Case, folder: Path) -> None:
    for path, text in case.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def _rencana(words: list[str], folder: Path) -> subprocess.CompletedProcess[Any]:
    return subprocess.run(
        [sys.executable, "-m", "rencana", *words], cwd=folder, capture_output=True, text=True, check=False
    )
