"""The files of a workspace as a tree of paths and bytes: the disk, or what a test or a revision holds."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from rencana.errors import WorkspaceError
from rencana.jobs.store import digest
from rencana.source.names import real, written

_ENDINGS = (".yaml", ".yml", ".csv")
_PLANS = "plans"


class Tree(Protocol):
    """Where the files of a workspace come from. Paths are relative to it, with forward slashes; all can be shown."""

    def paths(self) -> list[str]:
        """Returns the YAML and CSV files of the plans, sorted."""
        ...

    def read(self, path: str) -> bytes:
        """Returns the content of a file."""
        ...

    def exists(self, path: str) -> bool:
        """Tells whether there is such a file, whatever its kind."""
        ...

    def part(self, paths: Iterable[str]) -> "Tree":
        """Returns a tree that has at least some of the files, to be handed to another process."""
        ...


def digests_of(tree: Tree) -> dict[str, bytes]:
    """Returns the digest of each file of a tree, by path."""
    return {path: digest(tree.read(path)) for path in tree.paths()}


class DiskTree:
    """The workspace as it lies on disk. Links that lead out of it are not followed."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def paths(self) -> list[str]:
        """Returns the YAML and CSV files of the plans, sorted; hidden files and folders are left alone."""
        return sorted(map(written, self._below(_PLANS))) if self._inside(_PLANS) else []

    def _below(self, folder: str) -> Iterator[str]:
        """Yields the files below a folder. Only a link can lead out of the workspace, so only links are resolved."""
        try:
            entries = list(os.scandir(f"{self.root}/{folder}"))
        except OSError:
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from self._below(path)
            elif (
                entry.name.endswith(_ENDINGS) and not entry.is_dir() and (not entry.is_symlink() or self._inside(path))
            ):
                yield path

    def read(self, path: str) -> bytes:
        """Returns the content of a file."""
        try:
            with open(f"{self.root}/{real(path)}", "rb", buffering=0) as file:  # noqa: PTH123  it opens thousands of files
                return file.read()
        except OSError as error:
            reason = error.strerror or str(error)
            raise WorkspaceError(f"{path} cannot be read: {reason}.", help="Check that it is yours to read.") from error

    def find(self, path: str) -> bytes | None:
        """Returns the content of a file; None where there is none inside the workspace."""
        return self.read(path) if self.exists(path) else None

    def exists(self, path: str) -> bool:
        """Tells whether there is such a file inside the workspace."""
        return self._inside(real(path)) and (self.root / real(path)).is_file()

    def part(self, paths: Iterable[str]) -> "DiskTree":  # noqa: ARG002  the signature is that of all trees
        """Returns the tree itself: another process reads the files from the same disk."""
        return self

    def _inside(self, path: str) -> bool:
        return (self.root / path).resolve().is_relative_to(self.root)


class MemoryTree:
    """Files in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = dict(files)

    def paths(self) -> list[str]:
        """Returns the YAML and CSV files of the plans, sorted."""
        return sorted(path for path in self._files if path.startswith(f"{_PLANS}/") and path.endswith(_ENDINGS))

    def read(self, path: str) -> bytes:
        """Returns the content of a file."""
        return self._files[path]

    def exists(self, path: str) -> bool:
        """Tells whether there is such a file."""
        return path in self._files

    def part(self, paths: Iterable[str]) -> "MemoryTree":
        """Returns a tree of some files."""
        return MemoryTree({path: self._files[path] for path in paths})
