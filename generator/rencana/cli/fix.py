"""`check --fix`, `--diff` and `--add-ignores`: what a check writes into plans, by spans, and only there."""

import difflib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from rencana.check import RULES, apply
from rencana.cli.files import write_bytes
from rencana.errors import UsageError
from rencana.examine import Examined
from rencana.finding import Edit, Finding
from rencana.source.decode import encode_like
from rencana.span import Span

_ROUNDS = 5
"""A mended line may show another fault; so often the plans are checked again."""


class Mended(Struct, frozen=True):
    """The plans after a change, and what was done in one sentence."""

    checked: Examined
    said: str


def mend(
    root: Path,
    checked: Examined,
    found: Callable[[Examined], Sequence[Finding]],
    again: Callable[[], Examined],
    asked: dict[str, Any],
) -> Mended:
    """Writes fixes, then remarks, as asked; `again` checks anew after each change."""
    parts = []
    if asked["fix"]:
        count, files = 0, set()
        for _ in range(_ROUNDS):
            changes = fixed(checked, found(checked))
            if not changes:
                break
            count += sum(1 for one in found(checked) if one.fix and one.ignored is None)
            files |= set(changes)
            _write(root, changes)
            checked = again()
        parts.append(f"Mended: {count}. Files changed: {len(files)}.")
    if asked["add_ignores"] is not None:
        reason = " ".join(asked["add_ignores"].split())
        if not reason:
            raise UsageError("A remark needs a reason.", help='Write for example --add-ignores "Old plan, checked."')
        before = _of_rules(found(checked))
        _write(root, apply(_remarks(checked, before, reason), _texts(checked)))
        checked = again()
        left = len(_of_rules(found(checked)))
        parts.append(f"Set aside: {len(before) - left}.")
        if left:
            parts.append(f"Left: {left}, in tables, which have no remarks; use `check.ignore` in portfolio.yaml.")
    return Mended(checked, " ".join(parts))


def fixed(checked: Examined, findings: Iterable[Finding]) -> dict[str, str]:
    """Returns the files that fixes change, with their new texts."""
    edits = [edit for one in findings if one.ignored is None for edit in one.fix]
    return apply(edits, _texts(checked))


def diff(checked: Examined, changes: dict[str, str]) -> str:
    """Returns what would change, as a unified diff."""
    lines: list[str] = []
    for file, text in changes.items():
        before = checked.text(file).splitlines(keepends=True)
        lines += difflib.unified_diff(before, text.splitlines(keepends=True), f"a/{file}", f"b/{file}")
    return "".join(lines).rstrip("\n")


def _of_rules(findings: Iterable[Finding]) -> list[Finding]:
    """Returns the open findings of rules; faults of files and of the language cannot be set aside."""
    names = {rule.name for rule in RULES}
    return [one for one in findings if one.ignored is None and one.rule in names]


def _remarks(checked: Examined, findings: Iterable[Finding], reason: str) -> Iterable[Edit]:
    """Yields a remark above each line with findings, indented as the line is."""
    by_line: dict[tuple[str, int], set[str]] = {}
    for one in findings:
        if not one.file.endswith(".csv"):
            by_line.setdefault((one.file, one.span.line), set()).add(one.rule)
    for (file, line), rules in by_line.items():
        text = checked.text(file).split("\n")[line - 1]
        indent = text[: len(text) - len(text.lstrip())]
        remark = f"{indent}# rencana: ignore[{', '.join(sorted(rules))}] {reason}\n"
        yield Edit(file, Span(line, 1, line, 1), remark)


def _texts(checked: Examined) -> dict[str, str]:
    return {path: checked.text(path) for path in checked.contents if not path.endswith(".csv")}


def _write(root: Path, changes: dict[str, str]) -> None:
    for file, text in changes.items():
        path = root / file
        write_bytes(path, encode_like(path.read_bytes(), text))
