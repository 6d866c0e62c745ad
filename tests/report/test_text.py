"""Findings in a terminal look like a compiler's: the mark stands under the place, whatever the line holds."""

from rencana.finding import Finding, Severity
from rencana.report import Style, summary, text
from rencana.span import Span


def _shown(line: str, start: int, end: int) -> list[str]:
    finding = Finding("a-rule", "X001", Severity.ERROR, "p.yaml", "Wrong.", Span(1, start, 1, end), "Mend it.")
    return text([finding], lambda _: line, Style()).splitlines()


def test_marks_the_place() -> None:
    """The marks stand under the characters of the span."""
    assert _shown("key: value", 6, 11) == [
        "p.yaml:1:6: error: Wrong. [a-rule]",
        "  1 | key: value",
        "    |      ^^^^^",
        "  help: Mend it.",
    ]


def test_wide_letters_take_two_columns() -> None:
    """The marks stand right after letters that take two columns of a terminal, and under them."""
    assert _shown("咖啡: 咖啡", 5, 7)[2] == "    |       ^^^^"


def test_long_lines_are_shown_around_the_place() -> None:
    """Of a line of twenty thousand letters only the part around the place is shown."""
    shown = _shown("x" * 20_000 + "HERE" + "y" * 20_000, 20_001, 20_005)
    assert len(shown[1]) < 120
    assert shown[1].startswith("  1 | …x")
    assert shown[1][shown[2].index("^") :][:4] == "HERE"


def test_colour_only_where_it_is_wanted() -> None:
    """Without colour there is no escape sequence in the text."""
    finding = Finding("a-rule", "X001", Severity.WARNING, "p.yaml", "Wrong.")
    assert "\033[" not in text([finding], lambda _: "", Style())
    assert "\033[" in text([finding], lambda _: "", Style(color=True))


def test_summary_counts() -> None:
    """The last line counts findings by weight, and files."""
    error = Finding("a", "X", Severity.ERROR, "a.yaml", "m")
    note = Finding("a", "X", Severity.NOTE, "b.yaml", "m")
    assert summary([error, note, note], 3) == "1 error, 2 notes in 2 files."
    assert summary([], 1) == "No findings in 1 plan."
