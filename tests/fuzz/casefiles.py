"""A workspace as a value: what a case of the fuzz verb is, in memory and on disk."""

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias


class Link(NamedTuple):
    """A symbolic link, and where it leads to."""

    target: str


class Pipe(NamedTuple):
    """A file that gives nothing until somebody writes to it."""


Entry: TypeAlias = bytes | Link | Pipe
Files: TypeAlias = dict[str, Entry]

CACHES = frozenset({".rencana_cache", "public", "out"})
"""What the commands of a case make."""


def write_files(folder: Path, files: Mapping[str, Entry]) -> None:
    """Writes files; one that no disk can hold, or that lies below another one, is left out."""
    for name, entry in files.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            match entry:
                case bytes():
                    path.write_bytes(entry)
                case Link():
                    path.symlink_to(entry.target)
                case Pipe():
                    os.mkfifo(path)
        except (OSError, ValueError):
            continue


def read_files(folder: Path) -> Files:
    """Returns the files of a workspace on disk, without what commands have made of it."""
    return dict(_entries(folder, ""))


def _entries(folder: Path, above: str) -> Iterator[tuple[str, Entry]]:
    for path in sorted(folder.iterdir()):
        name, mode = f"{above}{path.name}", path.lstat().st_mode
        if stat.S_ISLNK(mode):
            yield name, Link(str(path.readlink()))
        elif stat.S_ISFIFO(mode):
            yield name, Pipe()
        elif stat.S_ISDIR(mode):
            yield from () if path.name in CACHES else _entries(path, f"{name}/")
        else:
            yield name, path.read_bytes()
