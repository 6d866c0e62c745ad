"""Writes files whole or not at all: a stop half-way leaves the former file, and no link leads a file elsewhere."""

import os
import secrets
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO

from rencana.errors import WorkspaceError

if sys.platform != "win32":
    import fcntl


_DRAFT = ".rencana-*.part"
"""How a file is called until it is whole."""


def write(path: Path, pieces: Iterable[bytes], *, within: Path) -> None:
    """Writes a file below the folder `within`, and makes its folder where that is missing; it keeps its rights.

    A link to another file below that folder stays a link, and that file is written. One that leads out is refused:
    links come with a repository, and whoever clones it has not chosen what they would overwrite.
    """
    target, folder = inside(path, within), path.parent
    missing = [] if folder.is_dir() else [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear(target.parent)
        with _draft(target) as (draft, file):
            if target.exists():
                shutil.copymode(target, draft)
            file.writelines(pieces)
            file.close()
            draft.replace(target)
    except OSError as error:
        _remove_empty(missing)
        help = "Check that it is yours, and that the disk has room."
        raise WorkspaceError(f"{path} cannot be written: {error.strerror}.", help=help) from error


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes new files below a folder, all of them or none."""
    places = sorted({place for path in files for place in (folder / path).parents}, reverse=True)
    missing, new_files = [place for place in places if not place.exists()], list[Path]()
    try:
        for path, content in files.items():
            write(folder / path, [content], within=folder)
            new_files.append(folder / path)
    except BaseException:
        for file in new_files:
            with suppress(OSError):
                file.unlink()
        _remove_empty(missing)
        raise


@contextmanager
def rewritten(folder: Path, files: Mapping[str, bytes]) -> Iterator[None]:
    """Writes files that exist below a folder, for what is done next; all are as before where either of both fails."""
    former = {path: (folder / path).read_bytes() for path in files}
    rewritten_paths = list[str]()
    try:
        for path, content in files.items():
            write(folder / path, [content], within=folder)
            rewritten_paths.append(path)
        yield
    except BaseException:
        for path in rewritten_paths:
            write(folder / path, [former[path]], within=folder)
        raise


def _remove_empty(folders: Iterable[Path]) -> None:
    """Removes folders that were made for nothing, the deepest one first."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


@contextmanager
def _draft(target: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Hands out a new file beside another one, locked as long as this run works on it; it is gone at the end."""
    draft = target.with_name(_DRAFT.replace("*", secrets.token_hex(8)))
    # The file is made anew or not at all (O_EXCL), so that no link can lie in wait under its name.
    with draft.open("xb") as file:
        # Windows moves no file that is open, and has no such locks.
        lock = None if sys.platform == "win32" else os.dup(file.fileno())
        try:
            if lock is not None:
                _lock(lock)
            if lock is None or os.fstat(lock).st_nlink:
                yield draft, file
                return
        finally:
            with suppress(OSError):
                draft.unlink()
            if lock is not None:
                os.close(lock)
    # Just before it was locked, another run has taken it for one that was left behind.
    with _draft(target) as again:
        yield again


def _lock(file: int) -> bool:
    """Locks an open file until it is closed, or this process ends; tells whether nobody else has locked it."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@cache
def _clear(folder: Path) -> None:
    """Removes, once in a run, the drafts that runs which were killed have left in a folder."""
    for draft in folder.glob(_DRAFT):
        with suppress(OSError):
            if draft.is_symlink() or not draft.is_file():
                continue
            file = os.open(draft, os.O_RDONLY)
            if _lock(file):
                draft.unlink()
            os.close(file)


def holds_only_drafts(folder: Path) -> bool:
    """Tells whether a folder holds nothing but what runs that were killed have left in it."""
    return folder.is_dir() and all(entry.match(_DRAFT) for entry in folder.iterdir())


def inside(path: Path, within: Path) -> Path:
    """Returns where a path leads, links followed; WorkspaceError where that is not below the folder `within`."""
    try:
        target = path.resolve()
        if target.is_relative_to(within.resolve()):
            return target
    except (OSError, RuntimeError) as error:
        raise WorkspaceError(f"{path} is a link that leads nowhere.", help="Remove the link.") from error
    message = f"{path} is not written: a link leads from it to {target}, out of {within}."
    raise WorkspaceError(message, help="Put a file or a folder in the place of the link.")
