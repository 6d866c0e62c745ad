"""Findings stand in the order in which they are best mended."""

from rencana.check.order import causes_first
from rencana.finding import Finding, Severity
from rencana.span import Span


def _finding(rule: str, file: str, line: int = 1, code: str = "X001") -> Finding:
    return Finding(rule, code, Severity.ERROR, file, "Wrong.", Span(line, 1, line, 2))


def test_causes_stand_first() -> None:
    """Files that cannot be read come first, then the portfolio with an error, then all others by name and place."""
    late, early = _finding("a", "plans/a/plan.yaml", 9), _finding("b", "plans/a/plan.yaml", 2)
    portfolio = _finding("wrong-kind", "plans/portfolio.yaml")
    damaged = _finding("yaml-syntax", "plans/z/plan.yaml", code="SRC026")
    assert causes_first([late, portfolio, early, damaged]) == (damaged, portfolio, early, late)


def test_a_judgement_of_the_portfolio_is_no_cause() -> None:
    """A note of portfolio.yaml stands at its name among the other files."""
    note = Finding("goal-unserved", "POR001", Severity.NOTE, "plans/portfolio.yaml", "Nobody serves it.")
    plan = _finding("a", "plans/a/plan.yaml")
    assert causes_first([note, plan]) == (plan, note)


def test_of_a_newer_file_only_that_is_said() -> None:
    """What else was found in a file of a newer language is not shown."""
    newer, other = (
        _finding("newer-format", "plans/b/plan.yaml"),
        _finding("tag-used", "plans/b/plan.yaml", code="SRC023"),
    )
    assert causes_first([other, newer]) == (newer,)
