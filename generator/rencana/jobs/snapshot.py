"""What lies in folders: files by size and time where they are ours, by content where somebody edits them."""

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from rencana.jobs.store import digest

Footprint: TypeAlias = dict[str, tuple[int, int]]
"""The files of a folder by their path in it, each with its size and the time of its last change."""


def footprint(folder: Path) -> Footprint:
    """Returns the files of a site; whoever changes one of them changes its time or its size.

    What is hidden at its top is no part of it: a repository, a mark for a host.
    """
    start = len(str(folder)) + 1
    entries = ((entry.path[start:].replace(os.sep, "/"), entry) for entry in _files(str(folder)))
    return {path: _size_and_time(entry.stat(follow_symlinks=False)) for path, entry in entries if path[:1] != "."}


def renewed(before: Footprint, folder: Path, paths: Iterable[str]) -> Footprint:
    """Returns the files of a site of which some were just written."""
    return before | {path: _size_and_time((folder / path).lstat()) for path in paths}


def footprint_digest(files: Footprint) -> str:
    """Returns the digest of a footprint."""
    return sha256(repr(sorted(files.items())).encode("utf-8", "surrogateescape")).hexdigest()


class Snapshot(Struct, frozen=True, dict=True):
    """Files that somebody edits, as they were when they were read; folders are read whole."""

    places: tuple[str, ...]
    digests: Mapping[str, bytes]
    """The digest of each file, by its path."""
    states: Mapping[str, tuple[int, ...]]
    """What the system knew of each file before it was read: size, times, inode."""
    at: int
    """The time before anything was read, in nanoseconds."""

    @cached_property
    def digest(self) -> str:
        """The digest of all files."""
        of_all = sha256()
        for path, file_digest in self.digests.items():
            of_all.update(f"{path}\0".encode("utf-8", "surrogateescape"))
            of_all.update(file_digest)
        return of_all.hexdigest()

    def below(self, folder: Path) -> dict[str, bytes]:
        """Returns the digests of the files in a folder, by their paths from there, with forward slashes."""
        start = f"{folder}{os.sep}"
        inside = ((path, digest) for path, digest in self.digests.items() if path.startswith(start))
        return {path[len(start) :].replace(os.sep, "/"): digest for path, digest in inside}

    def holds(self) -> bool:
        """Tells whether nobody has touched a file since; one that was changed and changed back counts as touched."""
        return dict(_states(self.places)) == self.states

    def untouched(self, states: Mapping[str, tuple[int, ...]]) -> dict[str, bytes]:
        """Returns the digests of the files of which the system still knows the same; `states` is what it knows now.

        It notes each change with a time that no program can set. A file that was changed just before the snapshot is
        left out: if it was changed once more, the two times could be the same.
        """
        latest = self.at - _JUST_BEFORE
        return {
            path: self.digests[path]
            for path, state in states.items()
            if state and state == self.states.get(path) and state[_CHANGED] < latest
        }


_CHANGED = 2
"""The place of the time of the last change in the state of a file."""
_JUST_BEFORE = 2_000_000_000


def take_snapshot(paths: Iterable[str], before: Snapshot | None = None) -> Snapshot:
    """Reads files and folders; of a file that does not exist it notes that.

    `before` is a snapshot by the same program: what nobody has touched since is not read again.
    """
    places, at = tuple(paths), time.time_ns()
    states = dict(_states(places))
    # On Windows a program can set the time of the last change.
    unchanged = before.untouched(states) if before and os.name == "posix" else {}
    return Snapshot(places, {path: unchanged.get(path) or _digest_of(path) for path in states}, states, at)


def _digest_of(path: str) -> bytes:
    try:
        # A pipe would keep its reader waiting, and a device never ends: neither is opened so, or read.
        with open(path, "rb", buffering=0, opener=_open_at_once) as file:
            kind = stat.S_IFMT(os.fstat(file.fileno()).st_mode)
            return digest(file.read()) if kind == stat.S_IFREG else repr(kind).encode()
    except OSError as error:
        return repr(error.errno).encode()


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _states(paths: Iterable[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112  a text serves, here and below: there are thousands
            yield from _inside(path, (os.path.realpath(path),))
        else:
            yield path, _state(path)


def _inside(folder: str, above: tuple[str, ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yields the files of a folder; links are followed, as those who read the folder do, but not in circles."""
    for entry in _entries(folder):
        if not entry.is_dir():
            yield entry.path, _state(entry)
        elif entry.name != "__pycache__":
            # Only a link can lead back.
            real = os.path.realpath(entry.path) if entry.is_symlink() else f"{above[-1]}{os.sep}{entry.name}"
            if real not in above:
                yield from _inside(entry.path, (*above, real))


def _state(file: "str | os.DirEntry[str]") -> tuple[int, ...]:
    try:
        status = os.stat(file) if isinstance(file, str) else file.stat()  # noqa: PTH116  see above
    except OSError:
        return ()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _size_and_time(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def _files(folder: str) -> "Iterator[os.DirEntry[str]]":
    for entry in _entries(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
        else:
            yield entry


def _entries(folder: str) -> "list[os.DirEntry[str]]":
    try:
        return sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return []
