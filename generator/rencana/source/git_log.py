"""Reads which commits have changed plans, and which files each of them has changed: one `git log` for all plans.

Commits are those of HEAD's own line: a branch that was merged is told as one change, on the day on which it came in.
"""

import os
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from rencana.source.git import Repository
from rencana.source.names import written
from rencana.source.scan import PLANS

_LINK, _SUBMODULE, _NOTHING = "120000", "160000", "000000"
_ALIKE = "70%"
"""So much of a file has to be the same for it to be the same file in another folder."""


class FileChange(Struct, frozen=True, array_like=True):
    """A file that a commit has changed: its path and the name of its content, before and after.

    Both are empty on a side where it is not there. Paths are those from the workspace.
    """

    old_path: str
    old_blob: str
    path: str
    blob: str


class Commit(Struct, frozen=True, array_like=True):
    """A commit that has changed plans. `at` are seconds since 1970; `is_cut` means that what came before is unknown."""

    name: str
    at: int
    author: str
    is_cut: bool
    changes: tuple[FileChange, ...]


class PlanLog(Struct, frozen=True):
    """The commits that have changed plans, the oldest first; `submodules` are folders that are repositories."""

    commits: tuple[Commit, ...]
    submodules: tuple[str, ...] = ()


def read_log(repository: Repository) -> PlanLog:
    """Returns the history of all plans of a workspace."""
    cut = repository.cut_off()
    commits, submodules = [], set[str]()
    for head, changes in _commits(repository.log(PLANS, _ALIKE), repository.prefix):
        name, at, author = head.split(" ", 2)
        submodules |= {change.path for change in changes if change.blob == _SUBMODULE}
        plain = tuple(change for change in changes if _SUBMODULE not in (change.blob, change.old_blob))
        commits.append(Commit(name, int(at), author, name in cut, plain))
    return PlanLog(tuple(reversed(commits)), tuple(sorted(submodules)))


def _commits(log: bytes, prefix: str) -> Iterator[tuple[str, list[FileChange]]]:
    """Yields the head of each commit, and what it has changed in the workspace."""
    head, changes = "", list[FileChange]()
    words = iter(log.split(b"\0"))
    for word in words:
        entry = word.lstrip(b"\n")
        if entry.startswith(b":"):
            old_mode, mode, old_blob, blob, kind = entry[1:].decode().split(" ")
            paths = [os.fsdecode(path) for path in islice(words, 2 if kind[0] in "RC" else 1)]
            changes.append(_change(paths, prefix, (old_mode, old_blob), (mode, blob)))
        elif entry:
            if head:
                yield head, changes
            head, changes = entry.decode(errors="replace"), []
    if head:
        yield head, changes


def _change(paths: list[str], prefix: str, *sides: tuple[str, str]) -> FileChange:
    """Returns a change of a file; a link is no plan, and of a submodule the mode stands for its content."""
    words: list[str] = []
    for path, (mode, blob) in zip((paths[0], paths[-1]), sides, strict=True):
        is_there = mode not in (_NOTHING, _LINK) and path.startswith(prefix)
        words += [written(path[len(prefix) :]), _SUBMODULE if mode == _SUBMODULE else blob] if is_there else ["", ""]
    return FileChange(*words)
