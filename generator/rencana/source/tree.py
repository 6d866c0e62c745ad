"""The files of a workspace as a tree of paths and bytes: the disk, or what a test or a revision holds."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol

from rencana.errors import WorkspaceError
from rencana.jobs.store import digest
from rencana.source.names import real
from rencana.source.scan import ENDINGS, PLANS, Scan, Skipped, scan


class Tree(Protocol):
    """Where the files of a workspace come from. Paths are relative to it, with forward slashes; all can be shown."""

    def paths(self) -> list[str]:
        """Returns the YAML and CSV files of the plans, sorted."""
        ...

    def skipped(self) -> tuple[Skipped, ...]:
        """Returns what lies beside them and is not read, sorted by path."""
        ...

    def read(self, path: str) -> bytes:
        """Returns the content of a file."""
        ...

    def exists(self, path: str) -> bool:
        """Tells whether there is such a file, whatever its kind."""
        ...


class Digests(Mapping[str, bytes]):
    """The digest of each file of a tree, by path; a file is read when somebody asks for its digest."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._digests: dict[str, bytes | None] = dict.fromkeys(tree.paths())

    def __getitem__(self, path: str) -> bytes:
        """Returns the digest of a file; KeyError where there was none when the tree was looked through."""
        file_digest = self._digests[path]
        if file_digest is None:
            file_digest = self._digests[path] = digest(self._tree.read(path))
        return file_digest

    def __iter__(self) -> Iterator[str]:
        """Iterates over the paths, sorted."""
        return iter(self._digests)

    def __len__(self) -> int:
        """Returns how many files there are."""
        return len(self._digests)


class DiskTree:
    """The workspace as it lies on disk, looked through once. Links that lead out of it are not followed."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def paths(self) -> list[str]:
        """Returns the YAML and CSV files of the plans, sorted; hidden files and folders are left alone."""
        return list(self._scan.paths)

    def skipped(self) -> tuple[Skipped, ...]:
        """Returns what lies beside them and is not read, sorted by path."""
        return self._scan.skipped

    @cached_property
    def _scan(self) -> Scan:
        return scan(self.root)

    def read(self, path: str) -> bytes:
        """Returns the content of a file."""
        try:
            with open(f"{self.root}/{real(path)}", "rb", buffering=0) as file:  # noqa: PTH123  it opens thousands of files
                return file.read()
        except OSError as error:
            reason = error.strerror or str(error)
            raise WorkspaceError(f"{path} cannot be read: {reason}.", help="Check that it is yours to read.") from error

    def exists(self, path: str) -> bool:
        """Tells whether there is such a file inside the workspace."""
        place = self.root / real(path)
        return place.resolve().is_relative_to(self.root) and place.is_file()


class MemoryTree:
    """Files in memory; `skipped` is what was not read where they come from."""

    def __init__(self, files: Mapping[str, bytes], skipped: Iterable[Skipped] = ()) -> None:
        self.contents = dict(files)
        self._skipped = tuple(skipped)

    def paths(self) -> list[str]:
        """Returns the YAML and CSV files of the plans, sorted."""
        return sorted(path for path in self.contents if path.startswith(f"{PLANS}/") and path.endswith(ENDINGS))

    def skipped(self) -> tuple[Skipped, ...]:
        """Returns what lies beside them and is not read, sorted by path."""
        return self._skipped

    def read(self, path: str) -> bytes:
        """Returns the content of a file."""
        return self.contents[path]

    def exists(self, path: str) -> bool:
        """Tells whether there is such a file."""
        return path in self.contents
