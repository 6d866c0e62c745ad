"""What git has of a folder, read off the files that it keeps: a command with nothing to do should not wait for git.

Git itself is asked only where its files do not say enough. What a revision holds is read by `source/git.py`.
"""

import re
import shutil
import subprocess
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_COMPRESSED = b"\0\0\0\x04"
"""The version of an index that does not hold its paths as they are."""
_MOST_STEPS = 5
"""A branch that is another name of a branch is followed so often."""


def top_of(folder: Path) -> Path | None:
    """Returns the top of the repository that a folder lies in; None where it lies in none."""
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)


def head_digest(folder: Path) -> str:
    """Returns the digest of all that decides which history git tells of a folder; empty in no repository.

    It is that of the commit at HEAD, of the place where a clone was cut off, and of whether there is a git to ask.
    """
    top = top_of(folder)
    if top is None:
        return ""
    git = _git_folder(top)
    shared = _joined(git, _text(git / "commondir"))
    # Commits without a commit before them, where the clone begins.
    cut = _text(shared / "shallow")
    commit = _commit(git, shared) or _ask(top, "rev-parse", "--quiet", "--verify", "HEAD").decode().strip()
    words = (commit, cut, str(shutil.which("git") is not None))
    return sha256("\0".join(words).encode()).hexdigest()


def head_log(folder: Path) -> Path | None:
    """Returns the file that git writes to whenever HEAD becomes another commit; None in no repository."""
    top = top_of(folder)
    return _git_folder(top) / "logs" / "HEAD" if top else None


def is_tracked(folder: Path) -> bool:
    """Tells whether git has a file of a folder: what came with a repository was not made on this machine."""
    top = top_of(folder.absolute().parent)
    if top is None:
        return False
    path = f"{folder.absolute().relative_to(top).as_posix()}/"
    index = b""
    with suppress(OSError):
        index = (_git_folder(top) / "index").read_bytes()
    # Nearly always this is the whole answer, and it takes no other program.
    if path.encode() not in index and index[4:8] != _COMPRESSED:
        return False
    try:
        # No program that the settings of the repository name is started.
        return bool(_ask(top, "-c", "core.fsmonitor=false", "ls-files", "-z", "--", f":(literal){path}", check=True))
    except (OSError, subprocess.CalledProcessError):
        # The index names it, and nobody can say more.
        return True


def _git_folder(top: Path) -> Path:
    """Returns the folder of a repository; of a second working tree, and of a submodule, a file says where it is."""
    path = top / ".git"
    return _joined(top, _text(path).removeprefix("gitdir:").strip()) if path.is_file() else path


def _joined(folder: Path, path: str) -> Path:
    return folder / path if path else folder


def _text(path: Path) -> str:
    with suppress(OSError):
        return path.read_text(encoding="utf-8", errors="surrogateescape").strip()
    return ""


def _commit(git: Path, shared: Path) -> str:
    """Returns the commit at HEAD; empty where the files do not say it."""
    text = _text(git / "HEAD")
    for _ in range(_MOST_STEPS):
        name = text.removeprefix("ref:").strip()
        if name == text:
            break
        text = _text(git / name) or _text(shared / name) or _packed(shared, name)
    return text if _COMMIT.fullmatch(text) else ""


def _packed(shared: Path, name: str) -> str:
    lines = _text(shared / "packed-refs").splitlines()
    return next((line.partition(" ")[0] for line in lines if line.endswith(f" {name}")), "")


def _ask(top: Path, *words: str, check: bool = False) -> bytes:
    """Returns what git answers; nothing where there is none, unless a failure is to be an error (`check`)."""
    command = ["git", "-C", str(top), *words]
    try:
        return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=check).stdout  # noqa: S603  no word of a plan is among them
    except OSError:
        if check:
            raise
        return b""
