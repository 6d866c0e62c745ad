"""What the history of a folder rests on, read off the files of its repository: a build in which nothing has changed
should not wait for git to start.
"""

import re
import shutil
import subprocess
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_MOST_STEPS = 5
"""A branch that is another name of a branch is followed so often."""


def head_digest(folder: Path) -> str:
    """Returns the digest of all that decides what git tells of a folder; empty where it lies in no repository.

    It is that of the commit at HEAD, of the place where a clone was cut off, and of whether there is a git to ask.
    """
    top = next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)
    if top is None:
        return ""
    git = _git_folder(top / ".git")
    shared = _joined(git, _text(git / "commondir"))
    # Commits without a commit before them, where the clone begins.
    cut = _text(shared / "shallow")
    words = (_commit(git, shared) or _asked(top), cut, str(shutil.which("git") is not None))
    return sha256("\0".join(words).encode()).hexdigest()


def head_log(folder: Path) -> Path | None:
    """Returns the file that git writes to whenever HEAD becomes another commit; None in no repository."""
    top = next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)
    return _git_folder(top / ".git") / "logs" / "HEAD" if top else None


def _git_folder(path: Path) -> Path:
    """Returns the folder of a repository; of a second working tree, and of a submodule, a file says where it is."""
    return _joined(path.parent, _text(path).removeprefix("gitdir:").strip()) if path.is_file() else path


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


def _asked(top: Path) -> str:
    """Returns what git says of HEAD: a repository may keep its branches in another form than in files."""
    command = ["git", "-C", str(top), "rev-parse", "--quiet", "--verify", "HEAD"]
    with suppress(OSError):
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False)  # noqa: S603  no word of a plan is among them
        return done.stdout.decode().strip()
    return ""
