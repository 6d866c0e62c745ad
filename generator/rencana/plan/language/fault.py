"""The faults of the plan language: their names and codes, and how the reader of a scalar reports one."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NoReturn

from pydantic_core import PydanticCustomError

from rencana.finding import Finding, Severity
from rencana.finding import short as short  # all that words a fault of the language takes it from here
from rencana.span import Span

CODES: Mapping[str, str] = MappingProxyType(
    {
        "absurd-number": "PLN001",
        "bad-choice": "PLN002",
        "bad-formula": "PLN029",
        "bad-id": "PLN004",
        "bad-link": "PLN005",
        "bad-number": "PLN006",
        "bad-path": "PLN007",
        "bad-rhythm": "PLN008",
        "bad-text": "PLN009",
        "bad-time": "PLN010",
        "cache-committed": "PLN032",
        "column-missing": "PLN011",
        "column-unknown": "PLN012",
        "doubled-id": "PLN013",
        "end-before-start": "PLN014",
        "impossible-date": "PLN015",
        "key-missing": "PLN016",
        "key-unknown": "PLN017",
        "left-empty": "PLN018",
        "newer-format": "PLN019",
        "number-grouped": "PLN020",
        "portfolio-missing": "PLN021",
        "prose-over-limit": "PLN030",
        "reading-without-value": "PLN022",
        "reference-unknown": "PLN024",
        "target-without-size": "PLN025",
        "wrong-kind": "PLN026",
        "wrong-unit": "PLN027",
        "file-unread": "PLN028",
        "file-unreadable": "PLN031",
    }
)


def fail(rule: str, message: str, *, help: str = "") -> NoReturn:
    """Refuses one value, with our own words; pydantic goes on with the other values and collects all refusals."""
    # The words may hold braces that a user wrote, so they are handed over as context and never as the template.
    raise PydanticCustomError("rencana", "{message}", {"rule": rule, "message": message, "help": help})


def refusal(read: Callable[[object], object], data: object) -> str:
    """Returns why a reader refuses a value, with what to do; empty where the reader accepts it."""
    try:
        read(data)
    except PydanticCustomError as error:
        ctx = error.context or {}
        return f"{ctx['message']} {ctx['help']}".strip()
    return ""


def fault(
    rule: str, file: str, span: Span, message: str, *, help: str = "", severity: Severity = Severity.ERROR
) -> Finding:
    """Returns the finding of a fault of the plan language."""
    return Finding(rule, CODES[rule], severity, file, message, span, help)
