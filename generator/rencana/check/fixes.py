"""Puts edits into texts by their spans, so that comments, order and quoting of all else stay as they were."""

from collections.abc import Iterable, Mapping
from itertools import accumulate

from rencana.finding import Edit


def apply(edits: Iterable[Edit], texts: Mapping[str, str]) -> dict[str, str]:
    """Returns the files that change, with their new texts; of edits that overlap, only the first is made."""
    by_file: dict[str, list[Edit]] = {}
    for edit in sorted(set(edits), key=lambda edit: (edit.file, edit.span)):
        accepted = by_file.setdefault(edit.file, [])
        if not accepted or accepted[-1].span[2:] <= edit.span[:2]:
            accepted.append(edit)
    return {file: _edited(texts[file], accepted) for file, accepted in by_file.items()}


def _edited(text: str, edits: list[Edit]) -> str:
    # Where each line begins; the end of the text counts as one line more, for edits that take whole lines out.
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    # From the last edit to the first, so that the places of those before it stay true.
    for edit in reversed(edits):
        first = starts[edit.span.line - 1] + edit.span.column - 1
        last = starts[edit.span.end_line - 1] + edit.span.end_column - 1
        text = text[:first] + edit.text + text[last:]
    return text
