"""Annotations of GitHub, its page of a step, and JUnit."""

import xml.etree.ElementTree as ET

import pytest

from rencana.finding import Finding, Severity
from rencana.report import Failure, Report, as_github, as_junit, github_summary
from rencana.report.ci import _MOST_BYTES
from rencana.span import START, Span


def finding(
    severity: Severity = Severity.ERROR,
    message: str = "Wrong.",
    span: Span = START,
    file: str = "a.yaml",
    url: str = "",
) -> Finding:
    """A finding with a help line."""
    return Finding("a-rule", "X001", severity, file, message, span, "Mend it.", url=url)


@pytest.mark.parametrize(
    ("span", "place"),
    [
        (Span(3, 5, 3, 9), "line=3,endLine=3,title=a-rule,col=5,endColumn=8"),
        (Span(3, 5, 3, 6), "line=3,endLine=3,title=a-rule,col=5,endColumn=5"),
        (Span(3, 5, 3, 5), "line=3,endLine=3,title=a-rule,col=5,endColumn=5"),
        (Span(3, 5, 4, 9), "line=3,endLine=4,title=a-rule"),
    ],
)
def test_annotation_ends_on_its_last_sign(span: Span, place: str) -> None:
    """GitHub's end column is the last sign and not the one behind it; over several lines there are no columns."""
    assert as_github(Report((finding(span=span),))) == f"::error file=a.yaml,{place}::Wrong. Mend it."


@pytest.mark.parametrize(
    ("severity", "command"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")]
)
def test_severity_is_a_command(severity: Severity, command: str) -> None:
    """Each severity has the workflow command that GitHub knows for it."""
    assert as_github(Report((finding(severity),))).startswith(f"::{command} ")


def test_failure_is_an_error_without_place() -> None:
    """A run that failed is one error, whatever else is in the report."""
    report = Report((finding(),), failure=Failure("No workspace: 100%", "Run\ninit."))
    assert as_github(report) == "::error title=rencana::No workspace: 100%25 Run%0Ainit."


def test_nothing_open_says_nothing() -> None:
    """Without open findings there is no annotation, and the page has the counts alone."""
    assert as_github(Report()) == ""
    assert github_summary(Report()) == "## Campaign plans\n\n0 error, 0 warning, 0 note, 0 ignored\n\n"


def test_page_of_a_step_is_a_table() -> None:
    """Signs that would break a cell or become HTML are escaped; the rule leads to its page where it has one."""
    report = Report(
        (
            finding(Severity.NOTE, "a|b <i>&\nc", Span(7, 1, 7, 2)),
            finding(url="https://k.example/rules/a-rule/"),
        )
    )
    assert github_summary(report).splitlines()[4:] == [
        "| | place | finding |",
        "|---|---|---|",
        "| error | `a.yaml:1` | Wrong. Mend it. [a-rule](https://k.example/rules/a-rule/) |",
        "| note | `a.yaml:7` | a\\|b &lt;i&gt;&amp; c Mend it. `a-rule` |",
    ]


def test_page_counts_what_it_leaves_out() -> None:
    """The page is as long as GitHub allows and no longer; it ends with the number of findings that are not in it."""
    report = Report(tuple(finding(message="é" * 5_000) for _ in range(150)))
    page = github_summary(report)
    rows = sum(line.startswith("| error") for line in page.splitlines())
    assert page.endswith(f"\n{150 - rows} more.\n")
    row = len(next(line for line in page.splitlines() if line.startswith("| error")).encode()) + 1
    assert _MOST_BYTES - row < len(page.encode()) <= _MOST_BYTES + len("\n150 more.\n")


def cases(report: Report) -> list[tuple[str, str, str | None]]:
    """Suite, name and text of what fails or is told of each case of a report."""
    root = ET.fromstring(as_junit(report))
    return [
        (suite.attrib["name"], case.attrib["name"], (case[0].get("message") or case[0].text) if len(case) else None)
        for suite in root
        for case in suite
    ]


def test_each_file_is_a_suite() -> None:
    """Files without findings pass as one case; errors fail, and judgements are told in cases that pass."""
    report = Report(
        (finding(Severity.WARNING, span=Span(2, 3, 2, 4)), finding(), finding(file="c.yaml")), ("a.yaml", "b.yaml")
    )
    assert cases(report) == [
        ("a.yaml", "a-rule:2:3", "warning: Wrong. Mend it."),
        ("a.yaml", "a-rule:1:1", "Wrong. Mend it."),
        ("b.yaml", "no findings", None),
        ("c.yaml", "a-rule:1:1", "Wrong. Mend it."),
    ]
    root = ET.fromstring(as_junit(report))
    assert (root.attrib["tests"], root.attrib["failures"], root.attrib["errors"]) == ("4", "2", "0")
    assert [(suite.attrib["tests"], suite.attrib["failures"]) for suite in root] == [("2", "1"), ("1", "0"), ("1", "1")]


def test_failed_run_is_an_error_of_its_own() -> None:
    """A run that could not go on is an error beside the suites of files."""
    report = Report(files=("a.yaml",), failure=Failure("No <workspace>.", 'Say "init".'))
    assert cases(report) == [("a.yaml", "no findings", None), ("rencana", "check", 'No <workspace>. Say "init".')]
    root = ET.fromstring(as_junit(report))
    assert (root.attrib["tests"], root.attrib["failures"], root.attrib["errors"]) == ("2", "0", "1")


def test_signs_that_xml_cannot_hold_are_replaced() -> None:
    """A control character in a file's name or in an error has a stand-in, so that the XML can be read."""
    report = Report((finding(message="bell \x07 & <b>", file="a\x00.yaml"),))
    assert cases(report) == [("a\ufffd.yaml", "a-rule:1:1", "bell \ufffd & <b> Mend it.")]


@pytest.mark.parametrize("severity", Severity)
def test_whatever_a_text_holds_the_xml_is_read(severity: Severity) -> None:
    """No sign of a message, a name or a failure breaks the XML or GitHub's commands."""
    signs = "".join(map(chr, (*range(0xA0), 0x2028, 0x202E, 0xD800, 0xFFFE, 0xFFFF))) + "]]>&<\"'"
    failed = Failure(signs, signs)
    report = Report((finding(severity, message=signs, file=signs),), (signs,), failure=failed)
    assert ET.fromstring(as_junit(report)).tag == "testsuites"
    lines = as_github(Report((finding(severity, message=signs, file=signs),))) + as_github(Report(failure=failed))
    assert lines.replace("\t", "").isprintable()
