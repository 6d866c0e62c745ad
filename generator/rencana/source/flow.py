"""Commas inside braces: `{because: There, at night.}` or `{value: 9,000}` is two keys for YAML, and half is lost."""

import json
import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from rencana.finding import Edit, Finding, short
from rencana.source.document import EMPTY, Data, Mark
from rencana.source.fault import fault
from rencana.source.pasted import QUOTES_HELP
from rencana.span import Span

_LIKE_TEXT = re.compile(r"\s|[A-Z]|[.!?…“”»’‹›]$")
_BEFORE = re.compile(r"(?:\S*\.\.)?[<>~+-]* ?(?:[A-Z]{2,3} ?|Rp\.? ?|[€$£] ?)?[0-9][0-9.]*")
_POINT = re.compile(r"(?<!\.)\.(?!\.)")
_AFTER = re.compile(
    r"([0-9]+)(?:\.[0-9]+)?(?:\.\.\S+)?[KMB]?"
    r"(?: ?(?:%|pp|[A-Z]{3}|w|d|h|m|s|min|sec|(?:week|day|hour|minute|second)s?))?"
)
_WRITTEN = re.compile(r"[^,{}\[\]]*[0-9](?:,[0-9]+)+[^,{}\[\]]*")
_CURLY = frozenset("“”„«»‘‚‹")
_GROUP = 3
"""So many digits stand after a comma of thousands."""


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
        value = values.get(before)
        is_quoted = isinstance(value, str) and value[:1] in _CURLY
        help = QUOTES_HELP if is_quoted else "Put the text on a line of its own, without braces, or in quotes."
        finding = fault("text-inside-braces", path, message, place, help=help)
        findings.append(replace(finding, fix=_quotes(path, text, parts, before, pieces[-1])))
        for piece in pieces:
            values.pop(piece)
    return findings


def is_cut(pieces: Sequence[str]) -> bool:
    """Tells whether pieces are those of a number such as 9,000 or 12,5%: between are digits alone."""
    first, *inner, last = pieces
    is_begun = _BEFORE.fullmatch(first) and all(piece.isdigit() for piece in inner)
    return bool(is_begun and _AFTER.fullmatch(last))


def take_split_items(path: str, text: str, values: list[Data], marks: list[Mark]) -> list[Finding]:
    """Takes the pieces of numbers out of a list in brackets, and returns the findings.

    Only pieces with no space between count. `[100,200]` may be two numbers as well; but no plan has such a list.
    """
    findings = []
    index = 0
    while index < len(values) - 1:
        first, after = values[index], values[index + 1]
        start, end = marks[index].span, marks[index + 1].span
        touches = (start.end_line, start.end_column + 1) == (end.line, end.column)
        if touches and isinstance(first, str) and isinstance(after, str) and is_cut([first, after]):
            is_group = len(after) == _GROUP and len(first) <= _GROUP
            if is_group or not after.isdigit():
                values[index], finding = join_number(path, text, start, [first, after])
                findings.append(finding)
                length = findings[-1].span.end_column - start.column
                # The next pieces may be those of the same number: it is longer than its first two.
                while index + 1 < len(values) and marks[index + 1].span.column < start.column + length:
                    del values[index + 1], marks[index + 1]
        index += 1
    return findings


def join_number(path: str, text: str, start: Span, pieces: Sequence[str]) -> tuple[str, Finding]:
    """Returns a number that its own comma has cut as it should be written, and the finding of it."""
    match = _WRITTEN.match(text.split("\n")[start.line - 1], start.column - 1)
    written = match[0].rstrip() if match else ",".join(pieces)
    place = Span(start.line, start.column, start.line, start.column + len(written))
    pieces = [_POINT.sub("", written.split(",")[0]), *written.split(",")[1:]]
    group = _AFTER.fullmatch(pieces[1])
    if group and len(group[1]) == _GROUP:
        better = "".join(pieces)
        help = f"A comma separates things here. Write {better} or {'_'.join(pieces)}."
    else:
        better = ".".join(pieces)
        help = f"A comma separates things here. Write decimals with a point: {better}."
    message = f"The comma inside brackets or braces cuts the number {short(written, 30)}."
    return better, fault("number-cut-by-comma", path, message, place, help=help)


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
