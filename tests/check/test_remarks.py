"""Remarks that set a rule aside: where they count, and what is no remark."""

import pytest
from fragments import findings, lay

from rencana.check import RULES, apply
from rencana.check.remarks import RemarkEntry, as_used, key_of, read_remarks
from rencana.finding import Finding, Severity
from rencana.source import read_yaml
from rencana.span import Span

GOALLESS = "  o: {type: service, statement: S., yardsticks: [recall]}"


@pytest.mark.parametrize(
    ("plan", "reason"),
    [
        (f"objectives:\n{GOALLESS}  # rencana: ignore[objective-serving-nothing] Later.\n", "Later."),
        (f"objectives:\n  # rencana: ignore[objective-serving-nothing] Later.\n{GOALLESS}\n", "Later."),
        (f"objectives:\n  #rencana:ignore[objective-serving-nothing]: Later.\n{GOALLESS}\n", "Later."),
        (
            f"objectives:\n  # rencana: ignore[alt-missing,objective-serving-nothing] Later.\n  # More.\n{GOALLESS}\n",
            "Later.",
        ),
        (f"objectives:\n{GOALLESS}\n  # rencana: ignore[objective-serving-nothing] Below.\n", None),
        (f"# rencana: ignore[objective-serving-nothing] Too far.\nobjectives:\n{GOALLESS}\n", None),
        (f"objectives:\n  # rencana: ignore[objective-without-type] Another.\n{GOALLESS}\n", None),
        (f"objectives:\n  # rencana ignore objective-serving-nothing\n{GOALLESS}\n", None),
    ],
)
def test_remark_counts_in_its_line_and_above(plan: str, reason: str | None) -> None:
    """A remark speaks of its own line, or of the next line of the plan below its block of comments."""
    (finding,) = (finding for finding in findings(lay([plan])) if finding.rule == "objective-serving-nothing")
    assert finding.ignored == reason


@pytest.mark.parametrize(
    "text",
    [
        'note: "# rencana: ignore[nothing-such] no"',
        "note: |\n    # rencana: ignore[nothing-such] no",
        "note: a#rencana: ignore[nothing-such] no",
    ],
)
def test_text_is_no_remark(text: str) -> None:
    """What stands inside a text is a text."""
    case = lay([f"campaign:\n  title: T\n  {text}\n"])
    assert [finding.rule for finding in findings(case) if finding.rule.startswith("ignore-")] == []


def test_fault_of_language_cannot_be_set_aside() -> None:
    """A fault of the plan language stays, and the remark is told that it names no rule."""
    plan = "campaign:\n  title: T\n  # rencana: ignore[reference-unknown] Wrong.\n  owner: nobody\n"
    reasons = {finding.rule: finding.ignored for finding in findings(lay([plan]))}
    assert reasons["reference-unknown"] is None
    assert "ignore-unknown" in reasons


def entries(text: str) -> dict[tuple[int, str], RemarkEntry]:
    """The remarks of a plan, by the line that they speak of and the rule."""
    remarks = read_remarks({"a.yaml": read_yaml("a.yaml", text.encode())})
    return {(line, rule): entry for (_, line, rule), entry in remarks.items()}


def test_names_of_a_remark_have_places_of_their_own() -> None:
    """Each name of a remark stands at itself, and all of them have its reason."""
    read = entries("a:\n  b: c  # rencana: ignore[first, second] - Later: soon.\n")
    assert {key: entry.place[1] for key, entry in read.items()} == {
        (2, "first"): Span(2, 27, 2, 32),
        (2, "second"): Span(2, 34, 2, 40),
    }
    assert {entry.reason for entry in read.values()} == {"Later: soon."}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# rencana: ignore[x] R.\na: b\n", 2),
        ("# rencana: ignore[x] R.\n\n# More.\n\na: b\n", 5),
        ("a: b\n# rencana: ignore[x] R.\n", 2),
        ("a:  # rencana: ignore[x] R.\n  b: c\n", 1),
    ],
)
def test_remark_speaks_of_one_line(text: str, line: int) -> None:
    """A remark behind something speaks of its line, one alone of the next line; at the end of a file, of itself."""
    assert [*entries(text)] == [(line, "x")]


@pytest.mark.parametrize(
    ("text", "rule", "after"),
    [
        ("a: b  # rencana: ignore[x] R.\n", "x", "a: b\n"),
        ("a: b  # rencana: ignore[x, y] R.\n", "x", "a: b  # rencana: ignore[y] R.\n"),
        ("a: b  # rencana: ignore[x,y , z] R.\n", "y", "a: b  # rencana: ignore[x, z] R.\n"),
        ("# rencana: ignore[x] R.\na: b\n", "x", "a: b\n"),
        ("  # rencana: ignore[x, y] R.\na: b\n", "y", "  # rencana: ignore[x] R.\na: b\n"),
        ("a: b\n# rencana: ignore[x] R.", "x", "a: b\n"),
    ],
)
def test_removal_takes_out_one_name(text: str, rule: str, after: str) -> None:
    """The fix takes a name out of its remark, and the remark with the last one; its line goes where it stood alone."""
    (entry,) = (entry for (_, name), entry in entries(text).items() if name == rule)
    assert apply([entry.removal], {"a.yaml": text}) == {"a.yaml": after}


@pytest.mark.parametrize(
    ("rule", "used", "ran", "names_rule", "was_used"),
    [
        ("alt-missing", True, True, True, True),
        ("alt-missing", False, True, True, False),
        ("alt-missing", False, False, True, True),
        ("nothing-such", False, False, False, False),
    ],
)
def test_remark_of_a_rule_that_did_not_run_is_not_blamed(
    rule: str, used: bool, ran: bool, names_rule: bool, was_used: bool
) -> None:
    """Whether a remark is of use is known only where its rule has run; one that names no rule is of none."""
    remarks = read_remarks({"a.yaml": read_yaml("a.yaml", f"a: b  # rencana: ignore[{rule}] R.\n".encode())})
    (remark,) = as_used(remarks, [*remarks] if used else [], RULES, ran=[rule] if ran else [])
    assert (remark.names_rule, remark.used) == (names_rule, was_used)
    assert (remark.name, remark.reason, remark.fix) == (rule, "R.", (remarks["a.yaml", 1, rule].removal,))


def test_remark_is_found_by_file_line_and_rule() -> None:
    """A finding is set aside by a remark of its rule that speaks of its first line."""
    finding = Finding("alt-missing", "CAL007", Severity.NOTE, "a.yaml", "Wrong.", Span(7, 3, 9, 1))
    assert key_of(finding) == ("a.yaml", 7, "alt-missing")
