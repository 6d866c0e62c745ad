"""What a run found, as every form sees it."""

import pytest

from rencana.check import RULES
from rencana.finding import Edit, Finding, Severity
from rencana.plan.language.fault import CODES
from rencana.report import Failure, Report, finding_kinds
from rencana.report.report import in_full
from rencana.source.fault import FAULTS
from rencana.span import START


def finding(severity: Severity, message: str = "Wrong.", *, ignored: str | None = None) -> Finding:
    """A finding of a severity."""
    return Finding("a-rule", "X001", severity, "p.yaml", message, ignored=ignored)


MIXED = Report(
    (
        finding(Severity.NOTE, "n1"),
        finding(Severity.ERROR, "e1"),
        finding(Severity.WARNING, "w1", ignored="Later."),
        finding(Severity.NOTE, "n2", ignored=""),
        finding(Severity.ERROR, "e2"),
        finding(Severity.WARNING, "w2"),
    )
)


def test_worst_findings_come_first() -> None:
    """Errors stand before warnings and these before notes; findings of one severity keep their order."""
    assert [finding.message for finding in MIXED.worst_first] == ["e1", "e2", "w2", "n1"]


def test_a_forge_sees_paths_from_the_top() -> None:
    """Findings, what would mend them, and files are named from the top of the repository; nothing else changes."""
    mended = Finding("a-rule", "X001", Severity.ERROR, "p.yaml", "Wrong.", fix=(Edit("p.yaml", START, "x"),))
    report = Report((mended,), ("p.yaml", "q.yaml"), "1.0")
    below = report.below("marketing/")
    assert below.files == ("marketing/p.yaml", "marketing/q.yaml")
    assert [finding.file for finding in below.findings] == ["marketing/p.yaml"]
    assert [edit.file for edit in below.findings[0].fix] == ["marketing/p.yaml"]
    assert (below.version, below.findings[0].message) == ("1.0", "Wrong.")
    assert report.below("") is report


def test_what_is_set_aside_is_not_open() -> None:
    """A finding with a reason is set aside, with an empty reason too."""
    assert [finding.message for finding in MIXED.open] == ["n1", "e1", "e2", "w2"]


def test_summary_counts_each_severity() -> None:
    """Each severity is there, from the worst on, with what was set aside at the end."""
    assert [*MIXED.summary.items()] == [("error", 2), ("warning", 1), ("note", 1), ("ignored", 2)]
    assert [*Report().summary.values()] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        (Failure("No workspace.", "Run init."), "No workspace. Run init."),
        (Failure("No workspace."), "No workspace."),
        (Finding("r", "X", Severity.NOTE, "p", "Wrong.", help="Mend it."), "Wrong. Mend it."),
        (Finding("r", "X", Severity.NOTE, "p", "Wrong."), "Wrong."),
    ],
)
def test_help_follows_the_message(statement: Finding | Failure, text: str) -> None:
    """Message and help are one text; without help nothing hangs at its end."""
    assert in_full(statement) == text


def test_kinds_are_rules_and_faults() -> None:
    """Every rule and every fault of files and language can be listed, by name, each once."""
    kinds = {kind.name: kind for kind in finding_kinds()}
    assert [*kinds] == sorted({*(rule.name for rule in RULES), *FAULTS, *CODES})
    assert len(finding_kinds()) == len(kinds)
    rule = RULES[0]
    assert (kinds[rule.name].family, kinds[rule.name].title, kinds[rule.name].text) == (
        rule.family,
        rule.title,
        rule.text,
    )


@pytest.mark.parametrize(
    ("name", "family", "title"),
    [("key-doubled", "files", "Key doubled"), ("reference-unknown", "language", "Reference unknown")],
)
def test_fault_has_family_and_title(name: str, family: str, title: str) -> None:
    """A fault has no page: its family says whether it is of files or of the language, and its title is its name."""
    (kind,) = (kind for kind in finding_kinds() if kind.name == name)
    assert (kind.family, kind.title, kind.text) == (family, title, "")
