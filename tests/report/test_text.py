"""Findings in a terminal look like a compiler's: the mark stands under the place, whatever the line holds."""

import pytest

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
    lines = _shown("x" * 20_000 + "HERE" + "y" * 20_000, 20_001, 20_005)
    assert len(lines[1]) < 120
    assert lines[1].startswith("  1 | …x")
    assert lines[1][lines[2].index("^") :][:4] == "HERE"


def test_colour_only_where_it_is_wanted() -> None:
    """Without colour there is no escape sequence in the text."""
    finding = Finding("a-rule", "X001", Severity.WARNING, "p.yaml", "Wrong.")
    assert "\033[" not in text([finding], lambda _: "", Style())
    assert "\033[" in text([finding], lambda _: "", Style(color=True))


def test_only_paint_steers_the_terminal() -> None:
    """No sign of a file, its name or a message reaches the terminal as a command; marks stay under their place."""
    finding = Finding("a-rule", "X001", Severity.ERROR, "p\033.yaml", "No \033[31m.", Span(1, 5, 1, 7), "Say \u202e.")
    assert text([finding], lambda _: "a: \033]0;\x07", Style()).splitlines() == [
        "p\ufffd.yaml:1:5: error: No \ufffd[31m. [a-rule]",
        "  1 | a: \ufffd]0;\ufffd",
        "    |     ^^",
        "  help: Say \ufffd.",
    ]


def test_summary_counts() -> None:
    """The last line counts findings by weight, and files."""
    error = Finding("a", "X", Severity.ERROR, "a.yaml", "m")
    note = Finding("a", "X", Severity.NOTE, "b.yaml", "m")
    assert summary([error, note, note], 3) == "1 error, 2 notes in 2 files."
    assert summary([], 1) == "No findings in 1 plan."


@pytest.mark.parametrize(
    ("content", "span", "excerpt"),
    [
        ("a: b", Span(1, 1, 1, 1), ["  1 | a: b", "    | ^"]),
        ("a: b\nc: d", Span(1, 4, 2, 2), ["  1 | a: b", "    |    ^"]),
        ("a: long\nc: d", Span(1, 4, 2, 2), ["  1 | a: long", "    |    ^^^^"]),
        ("\tkey: b", Span(1, 2, 1, 5), ["  1 |  key: b", "    |  ^^^"]),
        ("e\u0301e: b", Span(1, 3, 1, 4), ["  1 | e\u0301e: b", "    |  ^"]),
        ("a: b", Span(1, 9, 1, 12), ["  1 | a: b", "    |     ^"]),
        ("\n" * 9 + "a: b", Span(10, 4, 10, 5), ["  10 | a: b", "     |    ^"]),
    ],
)
def test_carets_stand_under_the_place(content: str, span: Span, excerpt: list[str]) -> None:
    """There is one caret at least; over several lines they go to the end of the first, and tabs count as one column."""
    finding = Finding("a-rule", "X001", Severity.NOTE, "p.yaml", "Wrong.", span)
    assert text([finding], lambda _: content, Style()).splitlines()[1:] == excerpt


@pytest.mark.parametrize(("content", "line"), [("", 1), ("a: b", 2), ("a\n   \nb", 2), ("a\n\t\nb", 2)])
def test_line_without_words_is_not_shown(content: str, line: int) -> None:
    """Of a line that is blank or not there nothing is shown but where it would be."""
    finding = Finding("a-rule", "X001", Severity.NOTE, "p.yaml", "Wrong.", Span(line, 1, line, 1))
    assert text([finding], lambda _: content, Style()) == f"p.yaml:{line}:1: note: Wrong. [a-rule]\n"


@pytest.mark.parametrize(
    ("length", "start", "line"),
    [
        (96, 90, "x" * 96),
        (97, 1, "x" * 96 + "…"),
        (97, 41, "x" * 96 + "…"),
        (97, 42, "…" + "x" * 96),
        (200, 100, "…" + "x" * 96 + "…"),
    ],
)
def test_window_shows_forty_signs_before_the_place(length: int, start: int, line: str) -> None:
    """A line of up to 96 signs is whole; of a longer one dots say on which side something is missing."""
    assert _shown("x" * length, start, start + 1)[1] == f"  1 | {line}"


def test_findings_are_parted_by_a_blank_line() -> None:
    """Each finding is a block of its own, with its line from its own file."""
    findings = [Finding("a-rule", "X001", Severity.NOTE, f"{name}.yaml", "Wrong.") for name in "ab"]
    contents = {"a.yaml": "first", "b.yaml": "second"}
    assert text(findings, contents.__getitem__, Style()) == (
        "a.yaml:1:1: note: Wrong. [a-rule]\n  1 | first\n    | ^\n"
        "\n"
        "b.yaml:1:1: note: Wrong. [a-rule]\n  1 | second\n    | ^\n"
    )
    assert text([], contents.__getitem__, Style()) == ""


@pytest.mark.parametrize(
    ("severities", "plans", "ignored", "line"),
    [
        (
            [],
            0,
            0,
            (
                "No plan was found. A plan is plans/<campaign>/plan.yaml, in a folder that you may read and that is "
                "no link. Nothing was checked."
            ),
        ),
        (
            [Severity.WARNING],
            0,
            1,
            (
                "No plan was found. A plan is plans/<campaign>/plan.yaml, in a folder that you may read and that is "
                "no link. 1 warning in 1 file. 1 finding ignored."
            ),
        ),
        ([], 2, 1, "No findings in 2 plans. 1 finding ignored."),
        ([Severity.WARNING], 2, 2, "1 warning in 1 file. 2 findings ignored."),
        (
            [Severity.NOTE, Severity.ERROR, Severity.WARNING, Severity.ERROR],
            2,
            0,
            "2 errors, 1 warning, 1 note in 1 file.",
        ),
    ],
)
def test_summary_names_the_worst_first(severities: list[Severity], plans: int, ignored: int, line: str) -> None:
    """Severities come from the worst on; what was set aside is said only where there is any."""
    findings = [Finding("a", "X", severity, "a.yaml", "m") for severity in severities]
    assert summary(findings, plans, ignored) == line


def test_lines_of_a_file_are_read_once() -> None:
    """The work grows with the findings, not with their square: a file is asked for once, however many it has."""
    files: list[str] = []

    def content(file: str) -> str:
        files.append(file)
        return "a: b\n" * 3

    findings = [Finding("a-rule", "X001", Severity.NOTE, name, "Wrong.") for name in ("p.yaml", "q.csv") * 50]
    text(findings, content, Style())
    assert files == ["p.yaml", "q.csv"]


def test_rest_of_a_file_is_counted_by_rule() -> None:
    """Of one file a hundred findings are shown and the rest is one line; another file has its own hundred."""
    rules = ["shown"] * 100 + ["rare", *["frequent"] * 1233]
    findings = [Finding(rule, "X001", Severity.NOTE, "p.csv", "Wrong.") for rule in rules]
    other = Finding("a-rule", "X001", Severity.NOTE, "q.csv", "Wrong.")
    lines = text([*findings, other], lambda _: "", Style()).splitlines()
    assert [line for line in lines if "[shown]" in line] == ["p.csv:1:1: note: Wrong. [shown]"] * 100
    assert [line for line in lines if line and "[shown]" not in line] == [
        "p.csv: 1234 more findings (1233 frequent, 1 rare); --format json has them all.",
        "q.csv:1:1: note: Wrong. [a-rule]",
    ]


def test_hundred_findings_have_no_rest() -> None:
    """Nothing is counted where all is shown."""
    findings = [Finding("a-rule", "X001", Severity.NOTE, "p.csv", "Wrong.")] * 100
    assert "more finding" not in text(findings, lambda _: "", Style())
    assert "1 more finding (1 a-rule);" in text([*findings, findings[0]], lambda _: "", Style())


def test_errors_that_say_the_same_are_joined() -> None:
    """From four on, errors of one file that differ only in names are one, with the lines of the others."""
    errors = [
        Finding("r", "X001", Severity.ERROR, "p.yaml", f"There is no team “{name}”.", Span(line, 1, line, 2))
        for line, name in enumerate("abcd", 1)
    ]
    assert text(errors, lambda _: "", Style()).splitlines() == [
        "p.yaml:1:1: error: There is no team “a”. [r]",
        "  The same holds for 3 more: lines 2, 3, 4; --all shows each.",
    ]
    assert text(errors, lambda _: "", Style(), every=True).count("There is no team") == 4
    assert text(errors[:3], lambda _: "", Style()).count("There is no team") == 3


def test_the_gravest_of_many_are_shown() -> None:
    """Of a file with very many findings an error is shown, however far down it stands."""
    notes = [
        Finding("n", "X001", Severity.NOTE, "p.yaml", "Perhaps.", Span(line, 1, line, 2)) for line in range(1, 200)
    ]
    error = Finding("e", "X002", Severity.ERROR, "p.yaml", "Wrong.", Span(500, 1, 500, 2))
    output = text([*notes, error], lambda _: "", Style())
    assert "p.yaml:500:1: error: Wrong. [e]" in output
    assert "100 more findings (100 n)" in output
