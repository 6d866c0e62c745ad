"""Faults of the plan language have a code each, and carry the user's words unharmed."""

import pytest
from pydantic_core import PydanticCustomError

from rencana.finding import Severity
from rencana.plan.language.fault import CODES, fail, fault, refusal
from rencana.source.fault import FAULTS
from rencana.span import Span


def test_codes_are_unique() -> None:
    """A code means one fault for ever, so no two faults share one; nor does a name stand in both tables."""
    codes = [*CODES.values(), *(code for code, _ in FAULTS.values())]
    assert len(set(codes)) == len(codes)
    assert CODES.keys().isdisjoint(FAULTS)
    assert all(code[:3] == "PLN" and code[3:].isdigit() and len(code) == 6 for code in CODES.values())


@pytest.mark.parametrize("words", ["{rule}", "{0}", "{", "}}", "100 %s"])
def test_words_are_no_template(words: str) -> None:
    """Braces that a user wrote reach the message as they are."""
    with pytest.raises(PydanticCustomError) as caught:
        fail("bad-text", words, help=words)
    assert caught.value.message() == words
    assert (caught.value.context or {})["help"] == words


def test_refusal_says_why_and_what_to_do() -> None:
    """The refusal of a reader is its message and its help; of a value that is taken there is none."""

    def read(data: object) -> object:
        return data if data == "good" else fail("bad-text", "It is bad.", help="Write good.")

    def read_curtly(data: object) -> object:
        return fail("bad-text", f"{data} is bad.")

    assert refusal(read, "good") == ""
    assert refusal(read, "evil") == "It is bad. Write good."
    assert refusal(read_curtly, "It") == "It is bad."


def test_a_fault_is_a_finding_with_its_code() -> None:
    """A fault is an error where nothing else is stated, and has the code of its name."""
    place = Span(2, 3, 2, 5)
    finding = fault("bad-id", "plans/a/plan.yaml", place, "No id.", help="Write a.")
    assert (finding.rule, finding.code, finding.severity) == ("bad-id", "PLN004", Severity.ERROR)
    assert (finding.file, finding.span, finding.message, finding.help) == (
        "plans/a/plan.yaml",
        place,
        "No id.",
        "Write a.",
    )
    assert fault("file-unread", "a", place, "x", severity=Severity.WARNING).severity is Severity.WARNING
