"""`check --fix`, `--diff` and `--add-ignores`: what a check writes into plans, by spans, and only there."""

import difflib
from collections.abc import Callable, Iterable
from pathlib import Path

from rencana.check import RULES, apply
from rencana.check.remarks import remark_above
from rencana.cli.check import View
from rencana.disk import write
from rencana.errors import UsageError
from rencana.finding import Edit, Finding
from rencana.pipeline import WorkspaceCheck
from rencana.source.decode import encode_like

_ROUNDS = 5
"""A mended line may show another fault; so often the plans are checked again."""


def mend(
    root: Path,
    checked: WorkspaceCheck,
    view: View,
    run: Callable[[], WorkspaceCheck],
    *,
    fix: bool,
    reason: str | None,
) -> tuple[WorkspaceCheck, str]:
    """Writes fixes, then remarks with a `reason`, into the files of the findings that are shown.

    `run` checks anew after each change. Returns the last check, and what was done in one sentence.
    """
    parts = []
    if fix:
        count, files = 0, set()
        for _ in range(_ROUNDS):
            changes = fixed(checked, view.of(checked))
            if not changes:
                break
            count += sum(1 for finding in view.of(checked) if finding.fix and finding.ignored is None)
            files |= set(changes)
            _write(root, changes)
            checked = run()
        parts.append(f"Mended: {count}. Files changed: {len(files)}.")
    if reason is not None:
        words = " ".join(reason.split())
        if not words:
            raise UsageError("A remark needs a reason.", help='Write for example --add-ignores "Old plan, checked."')
        before = _of_rules(view.of(checked))
        remarks = list(_remarks(checked, before, words))
        _write(root, apply(remarks, _texts(checked, remarks)))
        checked = run()
        remaining = len(_of_rules(view.of(checked)))
        parts.append(f"Set aside: {len(before) - remaining}.")
        if remaining:
            parts.append(f"Left: {remaining}, in tables, which have no remarks; use `check.ignore` in portfolio.yaml.")
    return checked, " ".join(parts)


def fixed(checked: WorkspaceCheck, findings: Iterable[Finding]) -> dict[str, str]:
    """Returns the files that fixes change, with their new texts."""
    edits = [edit for finding in findings if finding.ignored is None for edit in finding.fix]
    return apply(edits, _texts(checked, edits))


def diff(checked: WorkspaceCheck, changes: dict[str, str]) -> str:
    """Returns what would change, as a unified diff."""
    return "\n".join(file_diff(checked.text(file), text, file, file) for file, text in changes.items())


def file_diff(before: str, after: str, path: str, new_path: str) -> str:
    """Returns what changes in one file, as a unified diff."""
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), f"a/{path}", f"b/{new_path}", lineterm="")
    return "\n".join(lines)


def _of_rules(findings: Iterable[Finding]) -> list[Finding]:
    """Returns the open findings of rules; faults of files and of the language cannot be set aside."""
    names = {rule.name for rule in RULES}
    return [finding for finding in findings if finding.ignored is None and finding.rule in names]


def _remarks(checked: WorkspaceCheck, findings: Iterable[Finding], reason: str) -> Iterable[Edit]:
    """Yields a remark above each line with findings."""
    by_line: dict[tuple[str, int], set[str]] = {}
    for finding in findings:
        if not finding.file.endswith(".csv"):
            by_line.setdefault((finding.file, finding.span.line), set()).add(finding.rule)
    for (file, line), rules in by_line.items():
        yield remark_above(file, checked.text(file), line, rules, reason)


def _texts(checked: WorkspaceCheck, edits: Iterable[Edit]) -> dict[str, str]:
    return {path: checked.text(path) for path in {edit.file for edit in edits}}


def _write(root: Path, changes: dict[str, str]) -> None:
    for file, text in changes.items():
        path = root / file
        write(path, [encode_like(path.read_bytes(), text)], within=root)
