"""Tells whether a folder of ours was committed to git: what came with a repository was not made on this machine."""

import subprocess
from contextlib import suppress
from pathlib import Path

_COMPRESSED = b"\0\0\0\x04"
"""The version of an index that does not hold its paths as they are."""


def is_tracked(folder: Path) -> bool:
    """Tells whether git has a file of a folder."""
    repository = next((place for place in folder.absolute().parents if (place / ".git").exists()), None)
    if repository is None:
        return False
    path = f"{folder.absolute().relative_to(repository).as_posix()}/"
    index = _index(repository / ".git")
    # Nearly always this is the whole answer, and it takes no other program.
    if path.encode() not in index and index[4:8] != _COMPRESSED:
        return False
    return _is_listed(repository, path)


def _index(git: Path) -> bytes:
    """Returns the index of a repository; of a second working tree `.git` is a file that says where it is."""
    with suppress(OSError, ValueError):
        place = git if git.is_dir() else git.parent / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
        return (place / "index").read_bytes()
    return b""


def _is_listed(repository: Path, path: str) -> bool:
    # No program that the settings of the repository name is started.
    command = ["git", "-c", "core.fsmonitor=false", "-C", str(repository), "ls-files", "-z", "--", f":(literal){path}"]
    try:
        listed = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=True)  # noqa: S603  git is the user's
    except (OSError, subprocess.CalledProcessError):
        # The index names it, and nobody can say more.
        return True
    return bool(listed.stdout)
