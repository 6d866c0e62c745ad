"""Remarks that set a rule aside: where they count, and what is no remark."""

import pytest
from fragments import findings, lay

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
    (one,) = (one for one in findings(lay([plan])) if one.rule == "objective-serving-nothing")
    assert one.ignored == reason


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
    assert [one.rule for one in findings(case) if one.rule.startswith("ignore-")] == []


def test_fault_of_language_cannot_be_set_aside() -> None:
    """A fault of the plan language stays, and the remark is told that it names no rule."""
    plan = "campaign:\n  title: T\n  # rencana: ignore[reference-unknown] Wrong.\n  owner: nobody\n"
    found = {one.rule: one.ignored for one in findings(lay([plan]))}
    assert found["reference-unknown"] is None
    assert "ignore-unknown" in found
