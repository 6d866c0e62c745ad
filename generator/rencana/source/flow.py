"""Text inside braces: `{because: There, at night.}` is two keys for YAML, and half of the reason is lost."""

import json
import re
from collections.abc import Mapping

from msgspec.structs import replace

from rencana.finding import Edit, Finding, short
from rencana.source.document import EMPTY, Data, Mark
from rencana.source.fault import fault
from rencana.span import Span

_LIKE_TEXT = re.compile(r"\s|[A-Z]|[.!?…]$")


def take_split_texts(path: str, text: str, values: dict[str, Data], parts: Mapping[str, Mark]) -> list[Finding]:
    """Takes the pieces of a text that a comma has cut out of a mapping in braces, and returns a finding for each text.

    YAML reads each piece as a key without a value. Where the text stands on one line, quotes around it are the fix.
    """
    findings = []
    for before, pieces in _runs(values):
        owner = f"of {short(before, 30)} " if before else ""
        message = f"A comma inside braces cuts the text {owner}before {short(pieces[0], 30)}."
        last = parts[pieces[-1]].key
        first = parts[before].key if before in parts else last
        place = Span(first.line, first.column, last.end_line, last.end_column)
        help = "Put the text on a line of its own, without braces, or in quotes."
        finding = fault("text-inside-braces", path, message, place, help=help)
        findings.append(replace(finding, fix=_quotes(path, text, parts, before, pieces[-1])))
        for piece in pieces:
            values.pop(piece)
    return findings


def _runs(values: dict[str, Data]) -> list[tuple[str, list[str]]]:
    """Returns the pieces of text that follow each key, in their order; the key is empty where they stand first."""
    runs: list[tuple[str, list[str]]] = []
    before, inside = "", False
    for name, value in values.items():
        if value is not EMPTY or not _LIKE_TEXT.search(name):
            before, inside = name, False
        elif inside:
            runs[-1][1].append(name)
        else:
            runs.append((before, [name]))
            inside = True
    return runs


def _quotes(path: str, text: str, parts: Mapping[str, Mark], before: str, last: str) -> tuple[Edit, ...]:
    """Returns the edit that puts the whole text of a key into quotes; none where it is not plain or not on one line."""
    part = parts.get(before)
    if part is None or part.parts is not None:
        return ()
    start, end = part.span, parts[last].key
    span = Span(start.line, start.column, end.end_line, end.end_column)
    words = text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]
    if span.line != span.end_line or not words or words[0] in "\"'&*!|>[{":
        return ()
    return (Edit(path, span, json.dumps(words, ensure_ascii=False)),)
