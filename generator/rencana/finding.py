"""What the user sees when something in a file is wrong: the place, the words, what to do, and perhaps a safe edit."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from msgspec import Struct

from rencana.span import START, Span
from rencana.words.visible import visible


class Severity(StrEnum):
    """How much a finding weighs: an error makes the plan wrong, a warning or a note is a judgement."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Edit(NamedTuple):
    """A change of a file: what stands at `span` is replaced by `text`."""

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
        place_and_words = (self.file, self.message, self.span, self.help)
        return (self.rule, self.code, self.severity.value, *place_and_words, self.ignored, self.fix, self.url)

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> "Finding":
        """Returns the finding that `as_row` has written, after its way through JSON."""
        rule, code, severity, file, message, span, help, ignored, fix, url = row
        edits = tuple(Edit(path, Span(*place), text) for path, place, text in fix)
        return cls(rule, code, Severity(severity), file, message, Span(*span), help, ignored, edits, url)


def still_open(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Returns the findings that nobody has set aside."""
    return tuple(finding for finding in findings if finding.ignored is None)


def first_error(findings: Iterable[Finding]) -> Finding | None:
    """Returns the first finding that is an error."""
    return next((finding for finding in findings if finding.severity is Severity.ERROR), None)


def short(text: object, limit: int = 60) -> str:
    """Returns what the user wrote, quoted and cut, so that a message stays readable whatever its length."""
    words = " ".join(visible(str(text)).split())
    return f"“{words if len(words) <= limit else words[: limit - 1] + '…'}”"
