"""What was worked out before, kept by content: the same bytes in, the same answer out, never by the clock.

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

T = TypeVar("T")

_NAME = ".rencana_cache"
_READERS = ("rencana", "pydantic", "pyyaml", "babel")
"""What reads plans and says numbers: with another version of it an answer could be another one."""
_SUM = 32
_LARGEST = 512 * 2**20
"""So many bytes may lie in the cache; the entries that were used least lately go first."""
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
                sum, content = file.read(_SUM), file.read()
        except OSError:
            return None
        return content if sha256(content).digest() == sum else None

    def piece(self, key: str, start: int, length: int) -> bytes | None:
        """Returns a part of an answer, as it lies there: whoever asks for it has to know it again."""
        try:
            with open(self._path(key), "rb", buffering=0) as file:  # noqa: PTH123  as above
                file.seek(_SUM + start)
                return file.read(length)
        except OSError:
            return None

    def put(self, key: str, content: bytes) -> None:
        """Keeps an answer; where the folder cannot be written, nothing is kept and nothing is said."""
        path = Path(self._path(key))
        draft = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with draft.open("wb") as file:
                file.writelines((sha256(content).digest(), content))
            draft.replace(path)
        except OSError:
            with suppress(OSError):
                draft.unlink()

    def served(self, port: int) -> Path:
        """Returns where the site lies that is served at a port."""
        return self.folder / f"{_SERVED}{port}"

    def prune(self, room: int = 0) -> None:
        """Removes what was used least lately, where the cache has grown too large; it looks once a day.

        A cache may always take `room` bytes: that of ten thousand plans is larger than that of ten.
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
                found = path.stat()
            except OSError:
                continue
            entries.append((found.st_atime, found.st_size, path))
        size = sum(one[1] for one in entries)
        for _, length, path in sorted(entries):
            if size <= max(_LARGEST, room):
                break
            with suppress(OSError):
                path.unlink()
            size -= length

    def _is_due(self) -> bool:
        """Tells whether nobody has looked today, and notes that somebody has."""
        note = self.folder / "pruned"
        with suppress(OSError):
            if note.exists() and abs(time.time() - note.stat().st_mtime) < _DAY:
                return False
            note.touch()
        return True

    def _path(self, key: str) -> str:
        return f"{self.folder}{os.sep}{key[:2]}{os.sep}{key[2:]}"


def open_store(root: Path) -> Store | None:
    """Returns the cache of a workspace: .rencana_cache in it, or where RENCANA_CACHE says; `off` is none."""
    said = os.environ.get("RENCANA_CACHE", "")
    if said == "off":
        return None
    folder = Path(said) if said else root / _NAME
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True)
            # Whoever commits a whole folder does not commit this one.
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    except OSError:
        return None
    return Store(folder)


def pack(data: object) -> bytes:
    """Returns plain data and structs as bytes."""
    return zlib.compress(msgpack.encode(data), 1)


def unpack(content: bytes, kind: type[T]) -> T:
    """Returns data of a kind that was packed; DecodeError where something else was."""
    return msgpack.decode(zlib.decompress(content), type=kind)


def digest(content: bytes) -> bytes:
    """Returns what stands for the content of a file in keys."""
    return sha256(content).digest()


def key_of(parts: Iterable[bytes]) -> str:
    """Returns the key of what an answer rests on; the version of this program is a part of it."""
    made = sha256(fingerprint().encode())
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.hexdigest()


@once
def fingerprint() -> str:
    """Returns what stands for this program: its version, those of what it reads with, and in a checkout the code."""
    package = Path(__file__).resolve().parent
    made = " ".join([*_versions(), str(sys.version_info[:3])])
    if package.parent.name != "generator":
        return made
    code = sha256()
    for path in sorted(package.rglob("*")):
        if path.suffix in (".py", ".yaml", ".po"):
            code.update(path.read_bytes())
    return f"{made} {code.hexdigest()}"


def _versions() -> list[str]:
    found = [name for name in installed_packages() if name.lower().split("-")[0] in _READERS]
    if len(found) < len(_READERS):
        from importlib.metadata import version  # noqa: PLC0415  it takes longer than all else here, and is rarely needed

        found += [version(name) for name in _READERS]
    return found


@once
def installed_packages() -> list[str]:
    """Returns the packages that are installed, each with its version, by what they left beside them."""
    folders = (folder for folder in sys.path if os.path.isdir(folder))  # noqa: PTH112  before anything else starts
    return sorted(entry.name for folder in folders for entry in os.scandir(folder) if entry.name.endswith("-info"))
