"""A site is written beside the former one, and takes its place when it is complete.

A build that fails or is killed leaves the former site as it was; the next build clears what it has left beside it. For
a moment, between two renames, there is no site. A build that is killed just then leaves none, until the next build
begins: that one first puts the former site back.
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

if sys.platform != "win32":
    import fcntl

log = logging.getLogger("mkdocs.rencana.build")

_DAY = 24 * 60 * 60.0


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """Hands out an empty folder beside a site, or the site's own folder where none can be made.

    At the end it is removed, unless it has taken the site's place by then.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear(target)
        new = _sibling(target, "new")
        new.mkdir()
    except OSError as error:
        log.warning("The site is written in its place, file by file: %s.", error)
        yield target
        return
    lock = _lock(new, wait=False)
    try:
        if target.is_dir():
            shutil.copymode(target, new)
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)
        _release(lock)


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
    is_placed = new == target
    while not is_placed:
        with locked(target):
            is_placed = _swap(new, target)


def _swap(new: Path, target: Path) -> bool:
    """Moves the former site aside and the new one into its place; tells whether that has worked.

    It has not where another build, which found no site just then, was faster: that site has to make room in its turn.
    """
    old, is_first = _sibling(target, "old"), False
    try:
        target.rename(old)
    except FileNotFoundError:
        is_first = True
    except OSError as error:
        log.warning("%s cannot be replaced as a whole, so its files are changed one by one: %s.", target, error)
        _overwrite(new, target)
        return True
    # A build that is killed here leaves no site; `beside` of the next one finds `old`, and puts it back.
    try:
        new.rename(target)
    except OSError:
        if not target.exists():
            raise
    if not is_first:
        _retire(old, target)
    return not new.exists()


def _overwrite(new: Path, target: Path) -> None:
    for entry in target.iterdir():
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    shutil.copytree(new, target, symlinks=True, dirs_exist_ok=True)


def _retire(old: Path, target: Path) -> None:
    """Removes a former site, after its hidden files were moved to the new one."""
    _move_missing(old.glob(".*"), target)
    shutil.rmtree(old)


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
        if target.exists():
            _retire(folder, target)
        else:
            folder.rename(target)
    for folder in _abandoned(target, "new"):
        shutil.rmtree(folder)


def _abandoned(target: Path, kind: str) -> Iterator[Path]:
    """Yields folders beside a site that no running build works on."""
    for folder in sorted(target.parent.glob(f".{glob.escape(target.name)}.{kind}-*")):
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
