"""Text inside braces: `{because: There, at night.}` is two keys for YAML, and half of the reason is lost."""

import re

from rencana.finding import Finding
from rencana.source.document import EMPTY, Data, Mark
from rencana.source.fault import fault, short
from rencana.span import Span

_LIKE_TEXT = re.compile(r"\s|[A-Z]|[.!?…]$")


def take_split_texts(path: str, values: dict[str, Data], mark: Mark) -> list[Finding]:
    """Takes the pieces of text out of a mapping in braces that stand there as keys without value, and finds them."""
    findings = []
    before = ""
    for name in list(values):
        if values[name] is not EMPTY or not _LIKE_TEXT.search(name):
            before = name
            continue
        span = _joined(mark, before, name)
        whole = f"of {short(before, 30)} " if before else ""
        message = f"A comma inside braces cuts the text {whole}before {short(name, 30)}."
        help = "Put the text on a line of its own, without braces, or in quotes."
        findings.append(fault("text-inside-braces", path, message, span, help=help))
        values.pop(name)
    return findings


def _joined(mark: Mark, before: str, name: str) -> Span:
    last = mark.keys[name]
    first = mark.keys.get(before, last)
    return Span(first.line, first.column, last.end_line, last.end_column)
