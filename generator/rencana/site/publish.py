"""A site takes its place only when it is whole: it is written beside the former one, and the two change places.

A build that fails or is killed leaves the former site as it was; what it leaves beside it, the next build clears.
Where the two can only change one after the other, a kill in between leaves no site, until the next build puts it back.
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

from rencana.site.exchange import CAN, exchange

if sys.platform != "win32":
    import fcntl

log = logging.getLogger("mkdocs.rencana.build")

_DAY = 24 * 60 * 60.0


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """Hands out an empty folder beside a site; where none can be made, the site's own.

    It is gone at the end, but for where it has taken the site's place by then.
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
    hold = _take(new, wait=False)
    try:
        if target.is_dir():
            shutil.copymode(target, new)
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)
        _release(hold)


@contextmanager
def locked(target: Path) -> Iterator[None]:
    """Waits until no other build changes a site, and has the others wait."""
    while True:
        hold = _take(target, wait=True)
        # While this one waited, the other may have put another folder there.
        if hold is None or not target.is_dir() or os.path.samestat(os.fstat(hold), target.stat()):
            break
        _release(hold)
    try:
        yield
    finally:
        _release(hold)


def take_place(new: Path, target: Path) -> None:
    """Puts a new site in the place of the former one; hidden files of that one stay, as MkDocs has it."""
    placed = new == target
    while not placed:
        with locked(target):
            placed = _at_once(new, target) or _in_turn(new, target)


def _at_once(new: Path, target: Path) -> bool:
    """Tells whether the two have changed places in one step, so that there is a site at each moment."""
    if not (CAN and target.exists()):
        return False
    old = _sibling(target, "old")
    # What a kill leaves under this name is cleared like a former site: its hidden files are kept.
    new.rename(old)
    if exchange(old, target):
        _retire(old, target)
        return True
    old.rename(new)
    return False


def _in_turn(new: Path, target: Path) -> bool:
    """Tells whether the new site is in its place, once the former one has made room; a kill may come between.

    Another build may have come first.
    """
    old, is_first = _sibling(target, "old"), False
    try:
        target.rename(old)
    except FileNotFoundError:
        is_first = True
    except OSError as error:
        log.warning("%s cannot be replaced as a whole, so its files are changed one by one: %s.", target, error)
        _pour(new, target)
        return True
    try:
        new.rename(target)
    except OSError:
        # Where another build has put its site there in the meantime, that one makes room in its turn.
        if target.exists():
            return False
        raise
    if not is_first:
        _retire(old, target)
    return True


def _pour(new: Path, target: Path) -> None:
    for entry in target.iterdir():
        if not entry.name.startswith("."):
            _remove(entry)
    shutil.copytree(new, target, symlinks=True, dirs_exist_ok=True)


def _retire(old: Path, target: Path) -> None:
    """Removes a former site, once its hidden files are in the new one."""
    _keep(old.glob(".*"), target)
    shutil.rmtree(old)


def _keep(entries: Iterable[Path], folder: Path) -> None:
    for entry in entries:
        place = folder / entry.name
        if not os.path.lexists(place):
            entry.rename(place)
        elif entry.is_dir() and place.is_dir() and not entry.is_symlink():
            _keep(entry.iterdir(), place)


def _remove(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry)
    else:
        entry.unlink()


def _clear(target: Path) -> None:
    """Clears what killed builds have left, and ends what one of them had begun."""
    for left in _left(target, "old"):
        if target.exists():
            _retire(left, target)
        else:
            left.rename(target)
    for left in _left(target, "new"):
        shutil.rmtree(left)


def _left(target: Path, what: str) -> Iterator[Path]:
    """Yields folders beside a site that no running build works on."""
    for left in sorted(target.parent.glob(f".{glob.escape(target.name)}.{what}-*")):
        hold = _take(left, wait=False)
        if hold is not None or (sys.platform == "win32" and _is_over(left, target)):
            yield left
        _release(hold)


def _is_over(left: Path, target: Path) -> bool:
    """Tells, where nobody can hold a folder, whether its build has ended.

    A former site is put back at once where there is no other; if its build runs after all, it has it make room again.
    """
    is_only_site = not target.exists() and left.name.startswith(f".{target.name}.old-")
    return is_only_site or left.stat().st_mtime < time.time() - _DAY


def _sibling(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{what}-{secrets.token_hex(4)}")


def _take(folder: Path, *, wait: bool) -> int | None:
    """Returns a hold on a folder, which ends with this process at the latest; None where there is none to have.

    Windows has no such thing. There two builds of one site at once are not kept apart.
    """
    if sys.platform == "win32":
        return None
    try:
        hold = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(hold, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(hold)
        return None
    return hold


def _release(hold: int | None) -> None:
    if hold is not None:
        os.close(hold)
