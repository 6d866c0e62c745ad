"""What the user sees when something in a file is wrong: place, words and what to do."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from msgspec import Struct

from rencana.span import START, Span


class Severity(StrEnum):
    """How much a finding weighs: an error makes the plan wrong, a warning or a note is a judgement."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Edit(NamedTuple):
    """A change of a file: what stands at `span` gives way to `text`."""

    file: str
    span: Span
    text: str


class Finding(Struct, frozen=True):
    """One fault in one file.

    `file` is the path below the workspace, with forward slashes. `message` says what is wrong in the plan's words,
    `help` says what to do. `ignored` holds the reason where the user has set the finding aside. `fix` is there where
    the tool can mend the fault safely. `url` leads to the page of the rule, where the workspace says where its site is.
    """

    rule: str
    code: str
    severity: Severity
    file: str
    message: str
    span: Span = START
    help: str = ""
    ignored: str | None = None
    fix: tuple[Edit, ...] = ()
    url: str = ""

    def as_row(self) -> tuple[object, ...]:
        """Returns the finding as plain data that JSON can hold."""
        weight, remaining = self.severity.value, (self.help, self.ignored, self.fix, self.url)
        return (self.rule, self.code, weight, self.file, self.message, self.span, *remaining)

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> "Finding":
        """Returns the finding of a row that JSON has held."""
        rule, code, weight, file, message, span, help, ignored, fix, url = row
        edits = tuple(Edit(path, Span(*place), text) for path, place, text in fix)
        return cls(rule, code, Severity(weight), file, message, Span(*span), help, ignored, edits, url)


def still_open(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Returns the findings that nobody has set aside."""
    return tuple(finding for finding in findings if finding.ignored is None)
