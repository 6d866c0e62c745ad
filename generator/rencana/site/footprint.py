"""What lies in folders: files by size and time where they are ours, by content where somebody edits them."""

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

Footprint: TypeAlias = dict[str, tuple[int, int]]
"""The files of a folder by their path in it, each with its size and the time of its last change."""


def footprint(folder: Path) -> Footprint:
    """Returns the files of a site; whoever changes one of them changes its time or its size.

    What is hidden at its top is no part of it: a repository, a mark for a host.
    """
    start = len(str(folder)) + 1
    found = ((entry.path[start:].replace(os.sep, "/"), entry) for entry in _files(str(folder)))
    return {path: _print(entry) for path, entry in found if not path.startswith(".")}


def stamp(found: Footprint) -> str:
    """Returns what stands for a footprint."""
    return sha256(repr(sorted(found.items())).encode("utf-8", "surrogateescape")).hexdigest()


def sum_of(paths: Iterable[str]) -> str:
    """Returns what stands for the content of files and folders; of one that is not there, that it is not."""
    made = sha256()
    for path in paths:
        for file in _contents(Path(path), frozenset()):
            try:
                content = file.read_bytes()
            except OSError as error:
                content = repr(error.errno).encode()
            made.update(f"{file}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
            made.update(content)
    return made.hexdigest()


def _contents(path: Path, above: frozenset[Path]) -> Iterator[Path]:
    """Yields the files of a folder; links are followed, as those who read the folder do, but not in circles."""
    if not path.is_dir():
        yield path
        return
    real = path.resolve()
    if real not in above and path.name != "__pycache__":
        for inside in sorted(path.iterdir()):
            yield from _contents(inside, above | {real})


def _print(entry: "os.DirEntry[str]") -> tuple[int, int]:
    found = entry.stat(follow_symlinks=False)
    return found.st_size, found.st_mtime_ns


def _files(folder: str) -> "Iterator[os.DirEntry[str]]":
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
        else:
            yield entry
