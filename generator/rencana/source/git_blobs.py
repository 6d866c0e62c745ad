"""Contents of files in a git repository, read one by one by a git that waits for the next name."""

import os
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

from rencana.errors import WorkspaceError


class BlobReader:
    """Reads contents by their names. Each process that reads, also a fork of this one, has a git of its own."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        """The process that has started it."""

    def read(self, path: str) -> bytes:
        """Returns the content of a name; WorkspaceError where this clone lacks it."""
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(f"{path}\n".encode())
            process.stdin.flush()
            words = process.stdout.readline().split()
            if words[1:2] == [b"blob"]:
                # A line end follows.
                return process.stdout.read(int(words[2]) + 1)[:-1]
        except OSError:
            pass
        if process.poll() is not None:
            self._process = None
        raise WorkspaceError(f"git lacks the content {path}.", help="Fetch it: `git fetch --refetch`.")

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._owner != os.getpid():
            environ = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
            command = ["git", "--no-replace-objects", "-C", str(self._root), "cat-file", "--batch"]
            pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing, env=environ)  # noqa: S603  as in git.py
            self._owner = os.getpid()
        return self._process

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the git of this process; that of a fork ends with it."""
        if self._process is not None and self._owner == os.getpid():
            self._process.communicate()
            self._process = None
