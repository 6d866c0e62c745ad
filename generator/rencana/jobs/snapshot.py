"""What lies in folders: files by size and time where they are ours, by content where somebody edits them.

Only regular files are opened. A link in the folders of documents or of templates is the choice of whoever builds the
site, who runs what lies there anyway, so it is followed wherever it leads. A link below plans/ may be committed by
anybody, so it is followed only where the reader of plans follows it: to a file of the workspace.
"""

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct, field

from rencana.errors import WorkspaceError
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
    """What the system knew of each file before it was read: size, times, inode, and kind; nothing of one not there."""
    at: int
    """The time before anything was read, in nanoseconds."""
    bounds: Mapping[str, str] = field(default_factory=dict)
    """Of places whose links do not lead everywhere: the folder that they may not lead out of."""

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
        return dict(_states(self.places, self.bounds)) == self.states

    @property
    def unreadable(self) -> Iterator[str]:
        """The paths of what cannot be read, or is no file; what is hidden is left out."""
        for path, state in self.states.items():
            no_file = not state or not stat.S_ISREG(state[_KIND])
            # The rights of who runs this process, not of who started it; where the system can tell them apart.
            effective = os.access in os.supports_effective_ids
            if os.path.basename(path)[0] != "." and (no_file or not os.access(path, os.R_OK, effective_ids=effective)):  # noqa: PTH119  as below
                yield path

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


_SIZE, _CHANGED, _KIND = 0, 2, 4
"""The places of the size, of the time of the last change and of the kind in the state of a file."""
_JUST_BEFORE = 2_000_000_000
LARGEST_READ = 64 * 2**20
"""A file of more bytes is a film: whether it has changed is told by what the system knows of it."""
MOST_LINKED = 20_000
"""So many files may lie in the folders that links lead to: more are no templates, but a system."""


def take_snapshot(
    paths: Iterable[str], before: Snapshot | None = None, bounds: Mapping[str, str] | None = None
) -> Snapshot:
    """Reads files and folders; of a file that does not exist it notes that.

    `before` is a snapshot by the same program: what nobody has touched since is not read again. `bounds` is as in
    Snapshot.
    """
    places, bounds, at = tuple(paths), bounds or {}, time.time_ns()
    states = dict(_states(places, bounds))
    # On Windows a program can set the time of the last change.
    unchanged = before.untouched(states) if before and os.name == "posix" else {}
    digests = {path: unchanged.get(path) or _digest_of(path, state) for path, state in states.items()}
    return Snapshot(places, digests, states, at, bounds)


def _digest_of(path: str, state: tuple[int, ...]) -> bytes:
    if state and (not stat.S_ISREG(state[_KIND]) or state[_SIZE] > LARGEST_READ):
        return digest(repr(state).encode())
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  thousands of files
            return digest(file.read())
    except OSError as error:
        return repr(error.errno).encode()


def _states(paths: Iterable[str], bounds: Mapping[str, str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for path in paths:
        if path in bounds:
            bound = os.path.realpath(bounds[path])
            if _is_below(os.path.realpath(path), bound):
                yield from _inside_bounds(path, bound)
        elif os.path.isdir(path):  # noqa: PTH112  a text serves, here and below: there are thousands
            yield from _inside(path, (os.path.realpath(path),), [0])
        else:
            yield path, _state(path)


def _inside(folder: str, above: tuple[str, ...], linked: list[int]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yields the files of a folder; links are followed, as those who read the folder do, but not in circles.

    `linked` counts the files in folders that links have led to; it is the same list for all folders of a place.
    """
    entries = _entries(folder)
    if entries is None:
        yield folder, ()
    for entry in entries or ():
        if not _is_folder(entry):
            yield entry.path, _state(entry)
        elif entry.name != "__pycache__":
            # Only a link can lead back.
            real = os.path.realpath(entry.path) if entry.is_symlink() else f"{above[-1]}{os.sep}{entry.name}"
            if real not in above:
                yield from _inside(entry.path, (*above, real), linked)
    if not _is_below(above[-1], above[0]):
        linked[0] += len(entries or ())
        if linked[0] > MOST_LINKED:
            message = f"{folder} is reached by a link that leads to more than {MOST_LINKED:,} files."
            raise WorkspaceError(message, help="Let the link lead to the folder that is meant.")


def _inside_bounds(top: str, bound: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yields the files of a folder; links are followed to files below another folder, and nowhere else."""
    # A list, since folders may be nested deeper than calls.
    folders = [top]
    while folders:
        folder = folders.pop()
        entries = _entries(folder)
        if entries is None:
            yield folder, ()
        for entry in entries or ():
            if entry.is_dir(follow_symlinks=False):
                folders += [entry.path] if entry.name != "__pycache__" else []
            elif entry.is_symlink() and not _is_below(os.path.realpath(entry.path), bound):
                yield entry.path, _state(entry, follow=False)
            else:
                yield entry.path, _state(entry)


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads back to itself
        return False


def _state(file: "str | os.DirEntry[str]", *, follow: bool = True) -> tuple[int, ...]:
    try:
        status = os.stat(file) if isinstance(file, str) else file.stat(follow_symlinks=follow)  # noqa: PTH116  see above
    except OSError:
        return ()
    kind = stat.S_IFMT(status.st_mode)
    # Whoever uses a pipe or a device changes its times.
    if kind not in (stat.S_IFREG, stat.S_IFLNK):
        return 0, 0, 0, 0, kind
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, kind


def _size_and_time(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def _files(folder: str) -> "Iterator[os.DirEntry[str]]":
    for entry in _entries(folder) or ():
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
        else:
            yield entry


def _entries(folder: str) -> "list[os.DirEntry[str]] | None":
    """Returns what lies in a folder, sorted; None where it cannot be opened."""
    try:
        return sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return None
