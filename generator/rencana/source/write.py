"""Writes plain data as YAML that reads back as the same: short parts in one line, long texts over several, comments."""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from rencana.source.document import EMPTY, Empty

WIDTH = 120
_COMMENT_WIDTH = 108
"""So wide is a comment, wherever it is indented."""
_PLAIN = re.compile(r"[^\W_](?:[^\s:#]|:(?=\w)|#(?<=\S#)| (?=[^\s#]))*")
_AMOUNT = re.compile(r"[+~<]?[0-9](?:[\w.+%-]|:(?=\w))*")
_IN_FLOW = re.compile(rf"[^\W_](?:[\w.+%/-]|:(?=[\w/]))*(?: [\w.+-]+){{0,3}}|{_AMOUNT.pattern}")
_NULLS = frozenset({"~", "null"})
_LONGEST_IN_FLOW = 32


class Comment(Struct, frozen=True):
    """Lines that stand in the place of a key, for people alone."""

    lines: Sequence[str]


Writable: TypeAlias = "str | Empty | Comment | Sequence[Writable] | Mapping[str, Writable]"


def to_yaml(data: Mapping[str, Writable]) -> str:
    """Returns a whole file, or its first keys, as YAML: the maps of the first rank stand in blocks."""
    lines: list[str] = []
    for key, value in data.items():
        if isinstance(value, Mapping) and value:
            if all(isinstance(part, Comment) for part in value.values()):
                # A key with comments alone would be left empty.
                lines += _map(value, "")
                continue
            lines += [f"{_key(key)}:", *_map(value, "  ")]
        else:
            lines += _map({key: value}, "")
    return "".join(f"{line}\n" for line in lines)


def comment_lines(text: str, mark: str = "") -> Iterator[str]:
    """Yields a text as comments that say nothing to the tool, `mark` before the first of them."""
    # What begins like a remark that sets a rule aside would be one, wherever it stands in a comment.
    words = " ".join(text.split()).replace("rencana:", "rencana :")
    lines = textwrap.wrap(words, _COMMENT_WIDTH - len(mark), break_long_words=False, break_on_hyphens=False)
    for number, line in enumerate(lines):
        yield f"# {mark if number == 0 else ' ' * len(mark)}{line}"


def _map(data: Mapping[str, Writable], indent: str) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, Comment):
            yield from (f"{indent}{line}".rstrip() for line in value.lines)
        else:
            yield from _entry(f"{indent}{_key(key)}:", value, indent)


def _entry(start: str, value: Writable, indent: str) -> Iterator[str]:
    """Yields what stands at a key, or behind the dash of a list."""
    flow = _flow(value)
    if flow is not None and len(start) + 1 + len(flow) <= WIDTH:
        yield f"{start} {flow}".rstrip()
    elif isinstance(value, str):
        yield from _text(start, value, indent)
    elif isinstance(value, Mapping):
        lines = list(_map(value, f"{indent}  "))
        # A dash takes the first line of a map to its right; a key takes none.
        if start.endswith("-") and not lines[0].lstrip().startswith("#"):
            lines[0] = f"{start} {lines[0].lstrip()}"
            start = ""
        yield from ([start, *lines] if start else lines)
    elif isinstance(value, Sequence):
        yield start
        for part in value:
            yield from _entry(f"{indent}  -", part, f"{indent}  ")


def _flow(value: Writable) -> str | None:
    """Returns a value as it stands in one line; None where it needs more, or is easier to read in several."""
    if value is EMPTY:
        return ""
    if isinstance(value, str):
        if _is_plain(value):
            return value
        return _quoted(value) if len(value) < WIDTH and "\n" not in value.strip() else None
    if isinstance(value, Mapping):
        if not value:
            return "{}"
        parts = [_atom(part) if isinstance(part, str) else _atoms(part) for part in value.values()]
        if None in parts:
            return None
        return "{" + ", ".join(f"{_key(key)}: {part}" for key, part in zip(value, parts, strict=True)) + "}"
    return _atoms(value)


def _atoms(value: Writable) -> str | None:
    if isinstance(value, (str, Comment, Empty, Mapping)):
        return None
    parts = [_atom(part) if isinstance(part, str) else None for part in value]
    return None if None in parts else f"[{', '.join(map(str, parts))}]"


def _atom(text: str) -> str | None:
    """Returns a word that can stand in brackets and braces; prose never does, as a comma would cut it."""
    if len(text) > _LONGEST_IN_FLOW or not _IN_FLOW.fullmatch(text):
        return None
    return text if _is_plain(text) else _quoted(text)


def _key(key: str) -> str:
    return key if _IN_FLOW.fullmatch(key) and _is_plain(key) else _quoted(key)


def _is_plain(text: str) -> bool:
    if text.lower() in _NULLS or len(text) > WIDTH:
        return False
    return text.isprintable() and bool(_PLAIN.fullmatch(text) or _AMOUNT.fullmatch(text))


def _quoted(text: str) -> str:
    """Returns a text in double quotes; what cannot be seen is written as an escape."""
    escaped = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in escaped)


def _text(start: str, text: str, indent: str) -> Iterator[str]:
    """Yields a long text: folded where it is one paragraph, line by line where it has several, else in quotes."""
    inner = f"{indent}  "
    if text == " ".join(text.split()) and text.isprintable():
        yield f"{start} >-"
        yield from textwrap.wrap(
            text, WIDTH, initial_indent=inner, subsequent_indent=inner, break_long_words=False, break_on_hyphens=False
        )
    elif "\n" in text.strip() and text[:1].strip() and text[-1:].strip() and text.replace("\n", "").isprintable():
        yield f"{start} |-"
        yield from (f"{inner}{line}" if line else "" for line in text.split("\n"))
    else:
        yield f"{start} {_quoted(text)}"
