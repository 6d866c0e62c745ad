"""Puts edits into texts by their spans, so that comments, order and quoting of all else stay as they were."""

from collections.abc import Iterable, Mapping

from rencana.finding import Edit


def apply(edits: Iterable[Edit], texts: Mapping[str, str]) -> dict[str, str]:
    """Returns the files that change, with their new texts; of edits that touch one another the first is made."""
    by_file: dict[str, list[Edit]] = {}
    for edit in sorted(set(edits), key=lambda one: (one.file, one.span)):
        done = by_file.setdefault(edit.file, [])
        if not done or _end(done[-1]) <= (edit.span.line, edit.span.column):
            done.append(edit)
    return {file: _edited(texts[file], some) for file, some in by_file.items()}


def _end(edit: Edit) -> tuple[int, int]:
    return edit.span.end_line, edit.span.end_column


def _edited(text: str, edits: list[Edit]) -> str:
    starts = _line_starts(text)
    for edit in reversed(edits):
        first = starts[edit.span.line - 1] + edit.span.column - 1
        last = starts[edit.span.end_line - 1] + edit.span.end_column - 1
        text = text[:first] + edit.text + text[last:]
    return text


def _line_starts(text: str) -> list[int]:
    """Returns where each line begins, and the end of the text as one line more."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts
