"""A content-addressed cache on disk: the same bytes in, the same answer out, never by the clock.

The folder can be removed at any time: nothing changes but time. An entry that is broken counts as not there.
"""

import os
import shutil
import stat
import sys
import time
import zlib
from collections.abc import Iterable
from contextlib import suppress
from functools import cache as once
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import TypeVar

from msgspec import msgpack

from rencana.disk import inside, write
from rencana.errors import WorkspaceError
from rencana.git_folder import is_tracked

T = TypeVar("T")

CACHE = ".rencana_cache"
_SETTING, _OFF = "RENCANA_CACHE", "off"
_PROBE_SIZE = 64 * 2**10
_CODE = frozenset({".py", ".yaml", ".po", ".html", ".css", ".js"})
_DIGEST_SIZE = 32
_LARGEST = 512 * 2**20
"""So many bytes may lie in the store; the entries that were used least lately go first."""
_LARGEST_ENTRY = 2**30
_READ_ENTRY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""An entry is a file of its own: a link, a pipe or a device that somebody put there is not waited for."""
_SERVED = "served-"
_DAY = 24 * 60 * 60
_FORGOTTEN = 30 * _DAY
"""After so many seconds a site goes that nobody has served since."""


class Store:
    """A folder of answers by key. Two programs may use it at once: an entry is there whole, or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """Returns the answer of a key; None where there is none, or where it is damaged."""
        entry = self._read(key)
        content = entry[_DIGEST_SIZE:]
        return content if digest(content) == entry[:_DIGEST_SIZE] else None

    def piece(self, key: str, start: int, length: int) -> bytes | None:
        """Returns a part of an answer without verifying it: the caller must know the digest of that part."""
        return self._read(key, _DIGEST_SIZE + start, length) or None

    def put(self, key: str, content: bytes) -> bool:
        """Stores an answer; tells whether it could be written."""
        path = Path(self._path(key))
        for _ in range(2):
            try:
                write(path, (digest(content), content), within=self.folder)
            except WorkspaceError:
                _clear_way(path)
            else:
                return True
        return False

    def _read(self, key: str, start: int = 0, length: int = _LARGEST_ENTRY) -> bytes:
        """Returns the bytes of an entry; none where it is anything but a file of a usual size."""
        try:
            entry = os.open(self._path(key), _READ_ENTRY)
        except OSError:
            return b""
        try:
            status = os.fstat(entry)
            if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST_ENTRY:
                return b""
            os.lseek(entry, start, os.SEEK_SET)
            return os.read(entry, min(length, status.st_size))
        except OSError:
            return b""
        finally:
            os.close(entry)

    def served(self, port: int) -> Path:
        """Returns where the site lies that is served at a port."""
        folder = self.folder / f"{_SERVED}{port}"
        with suppress(OSError):
            if folder.is_symlink() or folder.is_file():
                folder.unlink()
        return folder

    def prune(self, room: int = 0) -> None:
        """Removes the entries that were used least lately, where there are too many bytes; it looks once a day.

        `room` bytes are always allowed: the store of ten thousand plans is larger than that of ten.
        """
        if not self._is_due():
            return
        for folder in self.folder.glob(f"{_SERVED}*"):
            with suppress(OSError):
                if folder.stat().st_mtime < time.time() - _FORGOTTEN:
                    shutil.rmtree(folder)
        entries = []
        for path in self.folder.glob("??/*"):
            try:
                status = path.lstat()
                if path.suffix == ".part" and status.st_mtime < time.time() - _DAY:
                    # A run that was killed has left it.
                    path.unlink()
                    continue
            except OSError:
                continue
            entries.append((status.st_atime, status.st_size, path))
        size = sum(length for _, length, _ in entries)
        for _, length, path in sorted(entries):
            if size <= max(_LARGEST, room):
                break
            with suppress(OSError):
                path.unlink()
            size -= length

    def _is_due(self) -> bool:
        """Tells whether nobody has looked today, and notes that somebody has."""
        note = self.folder / "pruned"
        with suppress(OSError, WorkspaceError):
            if note.exists() and abs(time.time() - note.stat().st_mtime) < _DAY:
                return False
            write(note, (), within=self.folder)
        return True

    def _path(self, key: str) -> str:
        return f"{self.folder}{os.sep}{key[:2]}{os.sep}{key[2:]}"


def open_store(root: Path) -> Store | None:
    """Returns the store of a workspace: .rencana_cache in it, or where RENCANA_CACHE says; `off` is none.

    There is none either where it cannot be written, or where git has it: what came with a repository was not made here.
    The run goes on without it, and says so.
    """
    setting = os.environ.get(_SETTING, "")
    if setting == _OFF:
        return None
    folder = Path(setting) if setting else root / CACHE
    if not setting:
        # A link that came with a repository must not say where files are written and removed.
        try:
            inside(folder, root)
        except WorkspaceError:
            return None
        if is_tracked(folder):
            say_unused(folder, "is committed to git")
            return None
    is_new = not folder.is_dir()
    if not _can_be_written(folder):
        return None
    if is_new:
        with suppress(OSError):
            # Whoever commits a whole folder does not commit this one.
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    return Store(folder)


def open_code_store(root: Path) -> Store | None:
    """Returns the store of compiled code: in the user's own cache, never in a workspace, where anybody can commit it.

    What it holds is executed, so nobody but this user may have written it. RENCANA_CACHE=off is none here too.
    """
    if os.environ.get(_SETTING) == _OFF:
        return None
    folder = _user_folder()
    if folder is None or folder.resolve().is_relative_to(root.resolve()) or not _can_be_written(folder):
        return None
    store = Store(folder)
    store.prune()
    return store


def _user_folder() -> Path | None:
    """Returns the folder for caches of a user as the system names it; None for a user without a home."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "")
    with suppress(RuntimeError):
        return (folder if folder.is_absolute() else Path.home() / ".cache") / "rencana"
    return None


def _can_be_written(folder: Path) -> bool:
    """Makes a folder and tries to write there: the rights alone say nothing of a full disk. A failure is said."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as probe:
            probe.write(bytes(_PROBE_SIZE))
    except OSError as error:
        say_unused(folder, f"cannot be written ({error.strerror or error})")
        return False
    return True


def say_unwritten(folder: Path) -> None:
    """Says, once in a run, that an answer could not be stored: the disk may have filled meanwhile."""
    say_unused(folder, "cannot be written any more")


@once
def say_unused(folder: Path, reason: str) -> None:
    """Says, once in a run, that the run goes on without a cache."""
    sys.stderr.write(f"The cache {folder} {reason}; this run goes on without it.\n")


def _clear_way(path: Path) -> None:
    """Removes what is no entry from the place of one: a link, a folder, or whatever is where a folder should be."""
    with suppress(OSError):
        if path.parent.is_symlink() or (path.parent.exists() and not path.parent.is_dir()):
            path.parent.unlink()
        elif path.is_symlink():
            path.unlink()
        elif path.is_dir():
            shutil.rmtree(path)


def encode(value: object) -> bytes:
    """Returns a value as compressed MessagePack: the one form in which answers are stored and sent."""
    return zlib.compress(_ENCODER.encode(value), 1)


def decode(content: bytes, kind: type[T]) -> T:
    """Returns a value of a kind that was encoded; ValueError where the bytes are those of something else."""
    try:
        return msgpack.decode(zlib.decompress(content), type=kind, dec_hook=_as_kind)
    except zlib.error as error:
        raise ValueError("These bytes are no stored answer.") from error


def _as_plain(value: object) -> str:
    # Markup is a str that remembers it has been escaped; stored, it is text like any other.
    if not isinstance(value, str):
        raise TypeError(f"{type(value)} cannot be stored.")
    return str(value)


def _as_kind(kind: type, value: object) -> object:
    if not (issubclass(kind, str) and isinstance(value, str)):
        raise TypeError(f"{kind} cannot be stored.")
    return kind(value)


_ENCODER = msgpack.Encoder(enc_hook=_as_plain)


def digest(content: bytes) -> bytes:
    """Returns the SHA-256 of a content, the part of a key that speaks of a file."""
    return sha256(content).digest()


def key_of(parts: Iterable[bytes]) -> str:
    """Returns the key of an answer: the digest of all that it rests on, and of this program."""
    key = sha256(fingerprint().encode())
    for part in parts:
        # With its length before it no part can run over into the next one.
        key.update(len(part).to_bytes(8, "big"))
        key.update(part)
    return key.hexdigest()


@once
def fingerprint() -> str:
    """Returns the digest of everything that could change an answer beside the files: Python, all packages, this one."""
    parts = (str(sys.version_info[:3]), *installed_packages(), _package_digest())
    return sha256("\n".join(parts).encode()).hexdigest()


def _package_digest() -> str:
    """Returns the digest of the code of this package.

    A version says too little: two wheels, or two commits from git, may have one and the same. An installer's RECORD
    lists the digest of each file; without one (a checkout, a copied folder) the files themselves are read.
    """
    package = Path(__file__).resolve().parents[1]
    records = sorted(package.parent.glob(f"{package.name}-*.dist-info/RECORD"))
    files = records or [path for path in sorted(package.rglob("*")) if path.suffix in _CODE]
    code, start = sha256(), len(str(package.parent))
    for path in files:
        code.update(f"{str(path)[start:]}\0".encode())
        code.update(path.read_bytes())
    return code.hexdigest()


@once
def installed_packages() -> list[str]:
    """Returns the packages that are installed, each with its version, by what installers left beside them."""
    folders = (folder for folder in sys.path if os.path.isdir(folder))  # noqa: PTH112  before anything else starts
    return sorted(entry.name for folder in folders for entry in os.scandir(folder) if entry.name.endswith("-info"))
