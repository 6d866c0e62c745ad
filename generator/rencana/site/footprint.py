"""What lies in a folder: its files by size and time, or by content."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

Footprint: TypeAlias = dict[str, tuple[int, int]]
"""The files of a folder by their path in it, each with its size and the time of its last change."""


def footprint(folder: Path) -> Footprint:
    """Returns the files of a folder; whoever changes one of them changes its time or its size."""
    return {entry.path[len(str(folder)) + 1 :].replace(os.sep, "/"): _print(entry) for entry in _files(str(folder))}


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
