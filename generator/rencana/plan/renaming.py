"""How a campaign gets another id: the edits of all files that name it, by spans, so that all else stays as it was.

A campaign is named by its folder, by `part_of` of other plans, and in the words of people: in comments, and in the
reasons of portfolio.yaml. The id that it had goes into `campaign.was`, so that old links lead on.
"""

import json
import re
from collections.abc import Iterator

from rencana.finding import Edit
from rencana.plan.header import Header
from rencana.plan.layout import PORTFOLIO
from rencana.source.document import EMPTY, Data, Document, Mark, text_spans
from rencana.span import Span

_ORDER = tuple(Header.model_fields)
_PLAIN = re.compile(r"[^\W_][\w-]*")
_NULLS = frozenset({"null", "~"})
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
"""An anchor or a tag before a value, which stays."""


def rename_edits(document: Document, old: str, new: str) -> Iterator[Edit]:
    """Yields the edits of one file that names a campaign; of the campaign's own plan also that of `was`."""
    header = document.data.get("campaign")
    if document.path == f"plans/{old}/plan.yaml" and isinstance(header, dict):
        yield from _former(document, header, old, new)
    if document.path != PORTFOLIO and isinstance(header, dict) and header.get("part_of") == old:
        yield _replaced(document, document.place(["campaign", "part_of"]), new)
    mention = mention_of(old)
    spans = list(text_spans(document.mark))
    reasons = [document.place(["check", "ignore", name]) for name in _reasons(document)]
    for number, line in enumerate(document.text.split("\n"), start=1):
        for match in mention.finditer(line):
            place = number, match.start() + 1
            is_text = any(span[:2] <= place < span[2:] for span in spans)
            is_reason = any(span[:2] <= place < span[2:] for span in reasons)
            if is_reason or (not is_text and _is_comment(line[: match.start()], number, spans)):
                yield Edit(document.path, Span(number, match.start() + 1, number, match.end() + 1), new)


def renamed_data(document: Document, old: str, new: str) -> dict[str, Data]:
    """Returns what a file says once a campaign is renamed: what its edits must come to."""
    data = dict(document.data)
    header = data.get("campaign")
    if document.path == PORTFOLIO:
        check = data.get("check")
        if isinstance(check, dict) and isinstance(reasons := check.get("ignore"), dict):
            mention = mention_of(old)
            renamed = {
                name: mention.sub(new, text) if isinstance(text, str) else text for name, text in reasons.items()
            }
            data["check"] = {**check, "ignore": renamed}
    elif isinstance(header, dict):
        header = {**header, "part_of": new} if header.get("part_of") == old else dict(header)
        if document.path == f"plans/{old}/plan.yaml":
            names = _names(header.get("was"))
            header["was"] = [old if name == new else name for name in names] + ([] if new in names else [old])
        data["campaign"] = header
    return data


def mention_of(id: str) -> re.Pattern[str]:
    """Returns what finds a campaign in words: its id, or its folder where the id may be a word of the language."""
    word = re.escape(id)
    if re.search(r"[\W\d_]", id):
        return re.compile(rf"(?<![\w-]){word}(?![\w-])")
    return re.compile(rf"(?:(?<=\bplans/)|(?<=`)){word}(?![\w-])")


def _names(value: "Data | None") -> list[Data]:
    if value is None or value is EMPTY:
        return []
    return list(value) if isinstance(value, list) else [value]


def _reasons(document: Document) -> Iterator[str]:
    check = document.data.get("check") if document.path == PORTFOLIO else None
    reasons = check.get("ignore") if isinstance(check, dict) else None
    yield from reasons if isinstance(reasons, dict) else ()


def _is_comment(before: str, number: int, spans: list[Span]) -> bool:
    """Tells whether a comment begins in what stands before a place of a line: at a # that is in no text."""
    for match in re.finditer(r"(?:^|(?<=[ \t]))#", before):
        place = number, match.start() + 1
        if not any(span[:2] <= place < span[2:] for span in spans):
            return True
    return False


def _replaced(document: Document, span: Span, new: str) -> Edit:
    """Returns the edit that puts an id in the place of another one, in the same quotes."""
    written = _source(document, span)
    start = _PROPERTIES.match(written)
    prefix = start[0] if start else ""
    quote = written[len(prefix) : len(prefix) + 1]
    return Edit(document.path, span, f"{prefix}{quote}{new}{quote}" if quote in ("'", '"') else f"{prefix}{_yaml(new)}")


def _former(document: Document, header: dict[str, Data], old: str, new: str) -> Iterator[Edit]:
    """Yields the edit that notes the former id in the style of the list; a name that it gets back leaves its place."""
    names, mark = _names(header.get("was")), _mark(document, "campaign", "was")
    if new in names:
        path: list[str | int] = ["campaign", "was", *([names.index(new)] if isinstance(header["was"], list) else [])]
        yield Edit(document.path, document.place(path), _yaml(old))
    elif mark is None:
        yield _new_key(document, header, f"was: [{_yaml(old)}]")
    elif not names:
        place = document.key_place(["campaign", "was"])
        empty = isinstance(header["was"], list)
        span = mark.span if empty else Span(place.end_line, place.end_column + 1, place.end_line, place.end_column + 1)
        yield Edit(document.path, span, f"[{_yaml(old)}]" if empty else f" [{_yaml(old)}]")
    elif not isinstance(header["was"], list):
        yield Edit(document.path, mark.span, f"[{_source(document, mark.span)}, {_yaml(old)}]")
    elif isinstance(mark.parts, list):
        first, last = mark.parts[0].span, mark.parts[-1].span
        if _source(document, mark.span).startswith("["):
            yield Edit(document.path, _after(last), f", {_yaml(old)}")
        else:
            dash = document.text.split("\n")[first.line - 1][: first.column - 1]
            yield _new_line(document, last.end_line, f"{dash}{_yaml(old)}")


def _new_key(document: Document, header: dict[str, Data], line: str) -> Edit:
    """Returns the edit that adds a key to `campaign`, below the keys that come before it in the language."""
    campaign = _mark(document, "campaign")
    assert campaign is not None
    assert isinstance(campaign.parts, dict)
    before = [key for key in header if key in _ORDER and _ORDER.index(key) < _ORDER.index("was")]
    key = before[-1] if before else list(header)[-1]
    end = _last(campaign.parts[key])
    if _source(document, campaign.span).lstrip().startswith("{"):
        return Edit(document.path, _after(campaign.parts[key].span), f", {line}")
    number = end.end_line
    lines = document.text.split("\n")
    if end.end_column == 1:
        # A text over several lines ends where the next key begins; blank lines between the two stay there.
        number = next(at for at in range(number - 1, 0, -1) if lines[at - 1].strip())
    indent = " " * (document.key_place(["campaign", key]).column - 1)
    return _new_line(document, number, f"{indent}{line}")


def _new_line(document: Document, number: int, line: str) -> Edit:
    """Returns the edit that adds a line below another one, whose comment stays with it."""
    end = len(document.text.split("\n")[number - 1]) + 1
    return Edit(document.path, Span(number, end, number, end), f"\n{line}")


def _last(mark: Mark) -> Span:
    """Returns the span of the last text in a part: lists and maps end only where the next one begins."""
    parts = list(mark.parts.values()) if isinstance(mark.parts, dict) else mark.parts
    return max((_last(part) for part in parts), key=lambda span: span[2:]) if parts else mark.span


def _after(span: Span) -> Span:
    return Span(span.end_line, span.end_column, span.end_line, span.end_column)


def _mark(document: Document, *path: str) -> Mark | None:
    mark: Mark | None = document.mark
    for step in path:
        mark = mark.parts.get(step) if mark is not None and isinstance(mark.parts, dict) else None
    return mark


def _source(document: Document, span: Span) -> str:
    """Returns what is written in a span."""
    lines = document.text.split("\n")[span.line - 1 : span.end_line]
    if len(lines) == 1:
        return lines[0][span.column - 1 : span.end_column - 1]
    return "\n".join([lines[0][span.column - 1 :], *lines[1:-1], lines[-1][: span.end_column - 1]])


def _yaml(id: str) -> str:
    """Writes an id, or the name that a folder had, as YAML reads it back in a list of either style."""
    return id if _PLAIN.fullmatch(id) and id.lower() not in _NULLS else json.dumps(id, ensure_ascii=False)
