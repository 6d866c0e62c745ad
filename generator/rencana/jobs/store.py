"""A content-addressed cache on disk: the same bytes in, the same answer out, never by the clock.

The folder can be removed at any time: nothing changes but time. An entry that is broken counts as not there.
"""

import os
import shutil
import sys
import time
import zlib
from collections.abc import Iterable
from contextlib import suppress
from functools import cache as once
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from msgspec import msgpack

from rencana.disk import inside, write
from rencana.errors import WorkspaceError

T = TypeVar("T")

_NAME = ".rencana_cache"
_CODE = frozenset({".py", ".yaml", ".po", ".html", ".css", ".js"})
_DIGEST_SIZE = 32
_LARGEST = 512 * 2**20
"""So many bytes may lie in the store; the entries that were used least lately go first."""
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
        try:
            with open(self._path(key), "rb", buffering=0) as file:  # noqa: PTH123  it is asked many thousand times
                expected, content = file.read(_DIGEST_SIZE), file.read()
        except OSError:
            return None
        return content if digest(content) == expected else None

    def piece(self, key: str, start: int, length: int) -> bytes | None:
        """Returns a part of an answer without verifying it: the caller must know the digest of that part."""
        try:
            with open(self._path(key), "rb", buffering=0) as file:  # noqa: PTH123  as above
                file.seek(_DIGEST_SIZE + start)
                return file.read(length)
        except OSError:
            return None

    def put(self, key: str, content: bytes) -> None:
        """Stores an answer; where the folder cannot be written, nothing is stored and nothing is said."""
        with suppress(WorkspaceError):
            write(Path(self._path(key)), (digest(content), content), within=self.folder)

    def served(self, port: int) -> Path:
        """Returns where the site lies that is served at a port."""
        return self.folder / f"{_SERVED}{port}"

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
                status = path.stat()
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
    """Returns the store of a workspace: .rencana_cache in it, or where RENCANA_CACHE says; `off` is none."""
    setting = os.environ.get("RENCANA_CACHE", "")
    if setting == "off":
        return None
    folder = Path(setting) if setting else root / _NAME
    try:
        if not setting:
            # A link that came with a repository must not say where files are written and removed.
            inside(folder, root)
        if not folder.is_dir():
            folder.mkdir(parents=True)
            # Whoever commits a whole folder does not commit this one.
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    except (OSError, WorkspaceError):
        return None
    return Store(folder)


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
