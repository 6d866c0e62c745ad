"""The faults of the plan language: their names and codes, and how the reader of a scalar reports one."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NoReturn

from pydantic_core import PydanticCustomError

from rencana.finding import Finding, Severity
from rencana.finding import short as short  # all that words a fault of the language takes it from here
from rencana.span import Span
from rencana.words.visible import hidden_sign

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
        "number-ambiguous": "PLN031",
        "number-grouped": "PLN020",
        "portfolio-missing": "PLN021",
        "prose-over-limit": "PLN030",
        "reading-without-value": "PLN022",
        "reference-unknown": "PLN024",
        "target-without-size": "PLN025",
        "wrong-kind": "PLN026",
        "wrong-unit": "PLN027",
        "file-unread": "PLN028",
        "file-unreadable": "PLN033",
    }
)


def fail(rule: str, message: str, *, help: str = "") -> NoReturn:
    """Refuses one value, with our own words; pydantic goes on with the other values and collects all refusals."""
    # The words may hold braces that a user wrote, so they are handed over as context and never as the template.
    raise PydanticCustomError("rencana", "{message}", {"rule": rule, "message": message, "help": help})


_LONGEST_WORD = 80
"""A longer text is no id, choice or number in which a sign could hide."""
_HIDING = frozenset(
    {
        "bad-choice",
        "bad-id",
        "bad-link",
        "bad-number",
        "bad-path",
        "bad-rhythm",
        "bad-text",
        "bad-time",
        "column-unknown",
        "impossible-date",
        "number-grouped",
        "reference-unknown",
        "wrong-unit",
    }
)
"""The faults that a sign which nobody sees may be the reason of."""


def name_hidden(rule: str, value: object, message: str, help: str) -> tuple[str, str]:
    """Returns message and help of a fault; where a sign that nobody sees is the reason, they name it instead."""
    if rule not in _HIDING or not isinstance(value, str) or len(value) > _LONGEST_WORD:
        return message, help
    if not (sign := hidden_sign(value)):
        return message, help
    return f"{short(value, 40)} holds an invisible sign ({sign}).", "Delete the sign, or type the word again."


_JOINT = re.compile(r"[,;|/&+\n]")


def several(text: str) -> list[str]:
    """Returns the names that a single text holds, joined by commas or the like; empty where it holds one."""
    names = [name.strip() for name in _JOINT.split(text)]
    return [name for name in names if name] if len(names) > 1 else []


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
