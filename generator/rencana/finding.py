"""What the user sees when something in a file is wrong: place, words and what to do."""

from dataclasses import dataclass
from enum import StrEnum

from rencana.span import START, Span


class Severity(StrEnum):
    """How much a finding weighs: an error makes the plan wrong, a warning or a note is a judgement."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault in one file.

    `file` is the path below the workspace, with forward slashes. `message` says what is wrong in the plan's words,
    `help` says what to do. `ignored` holds the reason where the user has set the finding aside.
    """

    rule: str
    code: str
    severity: Severity
    file: str
    message: str
    span: Span = START
    help: str = ""
    ignored: str | None = None
