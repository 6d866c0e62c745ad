"""A remark comes along where the same is found at the same key, and nowhere else."""

from rencana.check import apply
from rencana.finding import Finding, Severity
from rencana.lessons import carried_remarks
from rencana.lessons.remarks import key_at
from rencana.source import read_yaml
from rencana.span import Span

EARLIER = read_yaml(
    "plans/a/plan.yaml",
    b"campaign: {title: A}\nkpis:\n  # rencana: ignore[one, two] Known.\n"
    b"  seen: {metric: views}\n  other: {metric: likes}\n",
)
NEW = read_yaml("plans/b/plan.yaml", b"kpis:\n  other: {metric: likes}\n  seen:\n    metric: views\n")


def found(rule: str, line: int, file: str = NEW.path) -> Finding:
    """A finding in a line of the new plan."""
    return Finding(rule, "X001", Severity.NOTE, file, "Wrong.", Span(line, 3, line, 7))


def test_remark_stands_above_the_same_key() -> None:
    """Of two rules that were set aside only the one that finds something again is named."""
    edits = carried_remarks(EARLIER, NEW, [found("two", 3), found("one", 2), found("three", 3)])
    text = apply(edits, {NEW.path: NEW.text})[NEW.path]
    assert text == NEW.text.replace("  seen:", "  # rencana: ignore[two] Known.\n  seen:")


def test_other_files_are_left_alone() -> None:
    """What is found in another plan is set aside there or not at all."""
    assert list(carried_remarks(EARLIER, NEW, [found("one", 3, EARLIER.path)])) == []


def test_key_of_a_line_is_its_first() -> None:
    """A line of several keys is known by the first; one without a key by none."""
    assert key_at(EARLIER.mark, 4) == ("kpis", "seen")
    assert key_at(EARLIER.mark, 3) is None
