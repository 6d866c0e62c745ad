"""Reads a git repository by plain `git`: which revisions there are, and what a workspace was in one of them.

Nothing is written, no lock is taken, the work tree stays as it is. All files of a revision come by two calls.
"""

import hashlib
import os
import posixpath
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from rencana.errors import WorkspaceError
from rencana.source.names import written
from rencana.source.scan import ENDINGS, PLANS, Skip, Skipped, holds_assets, is_left_alone
from rencana.source.tree import Tree

_LINK, _SUBMODULE = "120000", "160000"
_SHA1 = 40
"""How many digits names of contents have in most repositories."""
_DEEPEN = "Fetch more of it: `git fetch --unshallow`; with actions/checkout, set `fetch-depth: 0`."


class Blob(Struct, frozen=True):
    """A file of a revision: what kind git says it is, and the name of its content."""

    mode: str
    name: str


class Repository:
    """The repository that a workspace lies in; `prefix` is the way from its top to the workspace, with a slash."""

    def __init__(self, root: Path) -> None:
        """Finds the repository; WorkspaceError where there is none, no git, or where git refuses to look into it."""
        self.root = root.resolve()
        self.prefix = self._ask("rev-parse", "--show-prefix").decode().strip("\n")

    def commit(self, revision: str) -> str:
        """Returns the full name of the commit that a revision means."""
        return self._commit(revision) or self._refuse(revision)

    def merge_base(self, revision: str, other: str) -> str:
        """Returns the newest commit that two revisions come from."""
        commit, other_commit = self.commit(revision), self.commit(other)
        answer = self._run("merge-base", commit, other_commit)
        if answer.returncode == 0:
            return answer.stdout.decode().strip()
        message = f"{revision} and {other} have no commit in common"
        if self.is_shallow:
            raise WorkspaceError(f"{message} here: the clone is shallow.", help=_DEEPEN)
        raise WorkspaceError(f"{message}.", help="Name the base: `rencana diff BASE`.")

    @cached_property
    def is_shallow(self) -> bool:
        """Whether the history was cut off when the repository was cloned."""
        return self._ask("rev-parse", "--is-shallow-repository").strip() == b"true"

    def default_branch(self) -> str:
        """Returns the branch that changes are compared with: that of origin, else main or master."""
        answer = self._run("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
        named = [answer.stdout.decode().strip()] if answer.returncode == 0 else []
        for branch in (*named, "origin/main", "origin/master", "main", "master"):
            if self._commit(branch):
                return branch
        # Before the first commit there is no branch either, and the commit is what is missing.
        self.commit("HEAD")
        help = "Name what to compare with: `rencana diff BASE`."
        raise WorkspaceError("There is no branch main or master, here or at origin.", help=help)

    def files(self, commit: str, path: str = f"{PLANS}/") -> dict[str, Blob]:
        """Returns what lies at a path of the workspace, or below it, in a commit; by paths from the workspace."""
        listing = self._ask("ls-tree", "-r", "-z", "--full-tree", commit, "--", f"{self.prefix}{path}")
        entries = (entry.split(b"\t", 1) for entry in listing.split(b"\0") if entry)
        start = len(os.fsencode(self.prefix))
        blobs = {}
        for head, name_of_file in entries:
            mode, _, name = head.decode().split()
            blobs[os.fsdecode(name_of_file[start:])] = Blob(mode, name)
        return blobs

    def contents(self, names: Iterable[str]) -> dict[str, bytes]:
        """Returns the contents of blobs by their names."""
        wanted_names = list(dict.fromkeys(names))
        answer = self._run("cat-file", "--batch", stdin="".join(f"{name}\n" for name in wanted_names).encode())
        contents = dict(_batch(answer.stdout))
        if len(contents) < len(wanted_names):
            # A partial clone would fetch them now; where it cannot, git stops at the first one.
            reason = answer.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            count = len(wanted_names) - len(contents)
            message = f"git lacks the content of {count} files of that revision. {reason}".strip()
            raise WorkspaceError(message, help="Fetch them, as the clone leaves files out: `git fetch --refetch`.")
        return contents

    def log(self, path: str, alike: str) -> bytes:
        """Returns what git tells of the commits on HEAD's own line that have changed a path, the newest first.

        Of each commit there are its name, its time in seconds, its author, and the files below the path that it has
        changed; a file that is alike by so much is the same one in another place.
        """
        # The settings of whoever runs this must not change what comes out.
        settings = ("-c", "log.showRoot=true", "-c", "log.showSignature=false", "-c", "log.mailmap=true")
        form = ("--raw", "-z", "--no-abbrev", "--encoding=UTF-8", "--format=%H %ct %aN", "--no-notes", "--no-color")
        line = ("--first-parent", "--diff-merges=first-parent", f"--find-renames={alike}", "-l1000", "--no-ext-diff")
        return self._ask(*settings, "log", *form, *line, "HEAD", "--", path)

    def cut_off(self) -> frozenset[str]:
        """Returns the commits at which a shallow clone begins."""
        if not self.is_shallow:
            return frozenset()
        path = Path(self.root, os.fsdecode(self._ask("rev-parse", "--git-path", "shallow").strip()))
        return frozenset(path.read_text(encoding="ascii").split())

    @cached_property
    def is_partial(self) -> bool:
        """Whether the contents of older files were left out when the repository was cloned."""
        return self._run("config", "--get-regexp", r"^(extensions\.partialclone|remote\..*\.promisor)$").returncode == 0

    def _commit(self, revision: str) -> str:
        answer = self._run("rev-parse", "--quiet", "--verify", "--end-of-options", f"{revision}^{{commit}}")
        return answer.stdout.decode().strip() if answer.returncode == 0 else ""

    def _refuse(self, revision: str) -> str:
        if revision == "HEAD":
            raise WorkspaceError("The repository has no commit yet.", help="Commit the plans first.")
        message = f"There is no revision {revision} in this repository."
        help = _DEEPEN if self.is_shallow else "Check the spelling; `git fetch` brings branches of others."
        raise WorkspaceError(message, help=help)

    def _ask(self, *words: str) -> bytes:
        """Returns what git answers; WorkspaceError with its own words where it cannot."""
        answer = self._run(*words)
        if answer.returncode == 0:
            return answer.stdout
        reason = answer.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        if "not a git repository" in reason:
            message = f"{self.root} lies in no git repository, so there is nothing to compare with."
            raise WorkspaceError(message, help="Run `git init`, and commit the plans.")
        if "dubious ownership" in reason:
            message = f"git does not look into {self.root}, as it belongs to another user."
            raise WorkspaceError(message, help=f"If you trust it: git config --global --add safe.directory {self.root}")
        raise WorkspaceError(f"git cannot do that: {reason}.", help="Check the repository with `git status`.")

    def _run(self, *words: str, stdin: bytes | None = None) -> "subprocess.CompletedProcess[bytes]":
        # Messages are matched, so they have to be in English; a lock would disturb whoever works in the repository.
        environ = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
        command = ["git", "--no-replace-objects", "-C", str(self.root), *words]
        try:
            return subprocess.run(command, input=stdin, capture_output=True, check=False, env=environ)  # noqa: S603  no word of a plan is among them
        except FileNotFoundError as error:
            raise WorkspaceError(
                "git is not installed, so there is nothing to compare with.", help="Install it."
            ) from error


def _batch(answer: bytes) -> Iterator[tuple[str, bytes]]:
    """Yields name and content of each object that `git cat-file --batch` has printed."""
    at = 0
    while at < len(answer):
        line_end = answer.index(b"\n", at)
        words = answer[at:line_end].decode().split()
        start = line_end + 1
        # Name, type and size; or the name and "missing".
        size = int(words[2]) if words[1:2] == ["blob"] else None
        if size is not None:
            yield words[0], answer[start : start + size]
        at = start if size is None else start + size + 1


def _is_passed_by(path: str) -> bool:
    """Tells whether a path lies where the scan of a disk does not go."""
    steps = path.split("/")
    folders = ("/".join(steps[:depth]) for depth in range(2, len(steps) + 1))
    return any(map(is_left_alone, steps[1:])) or any(map(holds_assets, folders))


class RevisionTree:
    """A workspace as it was in a commit, with the same paths and contents that the disk would have had.

    `twin` is another state of it: files that are `shared` with it are read there, since most of them are the same.
    """

    def __init__(self, repository: Repository, commit: str, *, twin: Tree | None = None) -> None:
        self._repository = repository
        self._twin = twin
        self._blobs: dict[str, str] = {}
        """The name of each file's content."""
        self._skipped: list[Skipped] = []
        files = repository.files(commit)
        for path, blob in files.items():
            if _is_passed_by(path):
                continue
            target = self._target(commit, path, blob)
            if isinstance(target, Skipped):
                self._skipped.append(target)
            elif path.endswith(ENDINGS):
                self._blobs[written(path)] = target
            else:
                self._skipped.append(Skipped(written(path), Skip.OTHER))
        self.shared = frozenset(_shared(self._blobs, twin)) if twin else frozenset()
        """The paths of files that the twin has, too, with the same content."""
        self._contents = repository.contents(name for path, name in self._blobs.items() if path not in self.shared)
        self._all = frozenset(map(written, files))

    def _target(self, commit: str, path: str, blob: Blob) -> str | Skipped:
        """Returns the name of the content behind a path, links followed as on disk; or why there is none."""
        if blob.mode == _SUBMODULE:
            return Skipped(written(path), Skip.SUBMODULE)
        paths = {path}
        while blob.mode == _LINK:
            content = self._repository.contents([blob.name])[blob.name]
            path_of_target = posixpath.normpath(posixpath.join(posixpath.dirname(path), os.fsdecode(content)))
            if path_of_target in paths:
                return Skipped(written(path), Skip.CIRCULAR)
            if path_of_target.startswith(("/", "..")):
                return Skipped(written(path), Skip.OUTSIDE)
            # What is linked may lie beside plans/.
            there = self._repository.files(commit, path_of_target)
            if path_of_target not in there:
                return Skipped(written(path), Skip.LINKED_FOLDER if there else Skip.DANGLING)
            paths.add(path_of_target)
            blob = there[path_of_target]
        return blob.name

    def paths(self) -> list[str]:
        """Returns the YAML and CSV files of the plans, sorted."""
        return sorted(self._blobs)

    def skipped(self) -> tuple[Skipped, ...]:
        """Returns what lies beside them and is not read, sorted by path."""
        return tuple(sorted(self._skipped, key=lambda entry: entry.path))

    def read(self, path: str) -> bytes:
        """Returns the content of a file."""
        if self._twin and path in self.shared:
            return self._twin.read(path)
        return self._contents[self._blobs[path]]

    def blob(self, path: str) -> str:
        """Returns the name that git gives to the content of a file."""
        return self._blobs[path]

    def exists(self, path: str) -> bool:
        """Tells whether there is such a file below plans/."""
        return path in self._all


def _shared(blobs: Mapping[str, str], twin: Tree) -> Iterator[str]:
    """Yields the paths at which another state of the workspace has a content of the same name."""
    for path in blobs.keys() & set(twin.paths()):
        name = blobs[path]
        if name == (twin.blob(path) if isinstance(twin, RevisionTree) else _blob_name(twin.read(path), len(name))):
            yield path


def _blob_name(content: bytes, length: int) -> str:
    """Returns the name that git gives to a content; newer repositories have longer ones."""
    make = hashlib.sha1 if length == _SHA1 else hashlib.sha256
    return make(b"blob %d\0%b" % (len(content), content), usedforsecurity=False).hexdigest()
