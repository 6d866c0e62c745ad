"""A site is written beside the former one, and takes its place when it is complete.

A build that fails or is killed leaves the former site as it was; the next build clears what it has left beside it. For
a moment, between two renames, there is no site. A build that is killed just then leaves none, until the next build
begins: that one first puts the former site back. Where no folder can be made beside a site, the new one is made in a
hidden folder inside, and takes its place entry by entry; where that fails, all entries are put back.
"""

import glob
import logging
import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rencana.errors import WorkspaceError

if sys.platform != "win32":
    import fcntl

log = logging.getLogger("mkdocs.rencana.build")

_DAY = 24 * 60 * 60.0
_HIDDEN = ".rencana"


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """Hands out an empty folder beside a site, or a hidden one inside where none can be made beside it.

    At the end it is removed, unless it has taken the site's place by then.
    """
    new = _make_room(target)
    lock = _lock(new, wait=False)
    try:
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)
        _release(lock)


def _make_room(target: Path) -> Path:
    """Makes an empty folder for a new site, and clears what killed builds have left."""
    help = "Check that it is yours, and that the disk has room."
    if target.is_dir() and not os.access(target, os.W_OK):
        raise WorkspaceError(f"{target} may not be written.", help=help)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear(target)
        new = _sibling(target, "new")
        new.mkdir()
        if target.is_dir():
            shutil.copymode(target, new)
    except OSError as error:
        log.info("The new site is made inside %s, as nothing can be made beside it: %s.", target, error.strerror)
    else:
        return new
    try:
        target.mkdir(parents=True, exist_ok=True)
        new = _inside(target, "new")
        new.mkdir()
    except OSError as error:
        raise WorkspaceError(f"{target} cannot be written: {error.strerror}.", help=help) from error
    return new


@contextmanager
def locked(target: Path) -> Iterator[None]:
    """Waits until no other build changes a site, and has other builds wait meanwhile."""
    while True:
        lock = _lock(target, wait=True)
        # The lock is one on a folder, not on its path: while this build waited, the other may have put a new folder
        # there, which is not locked. Then it has to be locked in its turn.
        if lock is None or not target.is_dir() or os.path.samestat(os.fstat(lock), target.stat()):
            break
        _release(lock)
    try:
        yield
    finally:
        _release(lock)


def take_place(new: Path, target: Path) -> None:
    """Puts a new site in the place of the former one; hidden files of that one stay, as MkDocs does it too."""
    is_placed = False
    while not is_placed:
        with locked(target):
            is_placed = _swap(new, target)


def _swap(new: Path, target: Path) -> bool:
    """Moves the former site aside and the new one into its place; tells whether that has worked.

    It has not where another build, which found no site just then, was faster: that site has to make room in its turn.
    """
    old, is_first = _sibling(target, "old"), False
    if new.parent == target:
        _exchange_entries(new, target)
        return True
    try:
        target.rename(old)
    except FileNotFoundError:
        is_first = True
    except OSError as error:
        log.info("The entries of %s are exchanged, as it cannot be replaced itself: %s.", target, error.strerror)
        copy = _inside(target, "new")
        try:
            shutil.copytree(new, copy, symlinks=True)
            _exchange_entries(copy, target)
        finally:
            shutil.rmtree(copy, ignore_errors=True)
        return True
    # A build that is killed here leaves no site; `beside` of the next one finds `old`, and puts it back.
    try:
        new.rename(target)
    except OSError:
        if not target.exists():
            old.rename(target)
            raise
    if not is_first:
        _retire(old, target)
    return not new.exists()


def _exchange_entries(new: Path, target: Path) -> None:
    """Puts the entries of a new site in the place of the former ones; where one cannot be moved, all are put back."""
    old, moved = _inside(target, "old"), list[tuple[Path, Path]]()
    old.mkdir()
    entries = sorted(new.iterdir())
    new_names = {entry.name for entry in entries}
    former = [entry for entry in sorted(target.iterdir()) if entry.name in new_names or entry.name[:1] != "."]
    try:
        for entry, folder in [*((entry, old) for entry in former), *((entry, target) for entry in entries)]:
            entry.rename(folder / entry.name)
            moved.append((entry, folder / entry.name))
    except OSError:
        for place, entry in reversed(moved):
            entry.rename(place)
        old.rmdir()
        raise
    _retire(old, target)


def _retire(old: Path, target: Path) -> None:
    """Removes a former site, after its hidden files were moved to the new one."""
    try:
        _move_missing(old.glob(".*"), target)
        shutil.rmtree(old)
    except OSError as error:
        # The new site is in its place; that is no reason to say that nothing was built.
        log.warning("The former site cannot be removed: %s. Remove %s.", error.strerror, old)


def _move_missing(entries: Iterable[Path], folder: Path) -> None:
    """Moves files and folders to where they are not yet."""
    for entry in entries:
        place = folder / entry.name
        if not os.path.lexists(place):
            entry.rename(place)
        elif entry.is_dir() and place.is_dir() and not entry.is_symlink():
            _move_missing(entry.iterdir(), place)


def _clear(target: Path) -> None:
    """Clears what killed builds have left, and puts a former site back where there is no site."""
    for folder in _abandoned(target, "old"):
        if folder.parent == target:
            _move_missing(folder.iterdir(), target)
        if target.exists():
            _retire(folder, target)
        else:
            folder.rename(target)
    for folder in _abandoned(target, "new"):
        shutil.rmtree(folder, ignore_errors=True)


def _abandoned(target: Path, kind: str) -> Iterator[Path]:
    """Yields folders beside a site, and hidden ones inside, that no running build works on."""
    beside_it = target.parent.glob(f".{glob.escape(target.name)}.{kind}-*")
    for folder in sorted([*beside_it, *target.glob(f"{_HIDDEN}.{kind}-*")]):
        lock = _lock(folder, wait=False)
        if lock is not None or (sys.platform == "win32" and _is_old(folder, target)):
            yield folder
        _release(lock)


def _is_old(folder: Path, target: Path) -> bool:
    """Guesses whether the build of a folder has ended, on a system where folders cannot be locked.

    The only site is put back at once: if its build runs after all, that build moves it aside again.
    """
    is_only_site = not target.exists() and folder.name.startswith(f".{target.name}.old-")
    return is_only_site or folder.stat().st_mtime < time.time() - _DAY


def _sibling(target: Path, kind: str) -> Path:
    return target.with_name(f".{target.name}.{kind}-{secrets.token_hex(4)}")


def _inside(target: Path, kind: str) -> Path:
    return target / f"{_HIDDEN}.{kind}-{secrets.token_hex(4)}"


def _lock(folder: Path, *, wait: bool) -> int | None:
    """Locks a folder until it is released, or this process ends; None where it cannot be locked.

    Windows has no such locks. There two builds of one site at the same time may disturb each other.
    """
    if sys.platform == "win32":
        return None
    try:
        lock = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return None
    return lock


def _release(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)
