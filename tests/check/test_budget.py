"""A file that is wrong everywhere gives so many findings of one kind, and says how many more there are."""

from rencana.check.budget import bounded
from rencana.finding import Finding, Severity
from rencana.span import Span
from rencana.words.languages import texts


def finding(rule: str, file: str, line: int) -> Finding:
    """Returns an error in a line of a file."""
    return Finding(rule, "X001", Severity.ERROR, file, "Wrong.", Span(line, 1, line, 2))


def test_each_kind_is_bounded_alone() -> None:
    """Findings are counted by rule and file: the last one that is told stands for those after it, and none is lost."""
    many = [finding("a", "x.csv", line) for line in range(1, 11)]
    few = [finding("b", "x.csv", 1), finding("a", "y.csv", 1), finding("b", "x.csv", 2)]
    bound = list(bounded([*many, *few], texts("en").say, most=3))
    assert [other for other in bound if other in few] == few
    of_many = [(finding_told.span.line, finding_told.message) for finding_told in bound if finding_told not in few]
    assert of_many == [(1, "Wrong."), (2, "Wrong."), (3, "Wrong. The same holds for 7 more.")]


def test_findings_within_the_bound_stay_as_they_are() -> None:
    """Up to the bound each finding is told with its own words."""
    findings = [finding("a", "x.csv", line) for line in range(1, 4)]
    assert list(bounded(findings, texts("en").say, most=3)) == findings
