"""A disk that is full, or may not be written, costs nobody a file: a sentence, and what was there stays as it was."""

import ctypes
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="rights and limits are other ones elsewhere")

WRITING = (
    ("build", "--on", "2026-03-02"),
    ("render", "out"),
    ("schema", "--write"),
    ("check", "--add-ignores", "why"),
    ("new", "second", "--from", "awareness"),
    ("new", "second", "--like", "first"),
    ("mv", "first", "renamed"),
    ("init", "inner"),
)
READING = (("check",), ("status",), ("check", "--fix"))
_PR_CAPBSET_DROP = 24
_RIGHTS = (0, 1, 2, 3)
"""What lets root ignore rights: to change owners, to write, to read, and to act as the owner."""


def _without_rights() -> None:
    for right in _RIGHTS:
        ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, right, 0, 0, 0)


def _on_a_full_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))


def run(root: Path, *words: str, before: Callable[[], None] = _without_rights) -> subprocess.CompletedProcess[str]:
    """Runs a command in a workspace, without root's rights."""
    environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "XDG_CACHE_HOME": str(root.parent / "user")}
    environ.pop("RENCANA_CACHE", None)
    command = [sys.executable, "-m", "rencana", *words]
    return subprocess.run(
        command, cwd=root, env=environ, capture_output=True, text=True, check=False, preexec_fn=before, input=""
    )


def files_of(root: Path) -> dict[str, bytes]:
    """All files and folders of a workspace but its cache; a folder has no content."""
    return {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() else b""
        for path in root.rglob("*")
        if ".rencana_cache" not in path.parts
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one campaign, whose site is built."""
    root = tmp_path_factory.mktemp("built") / "shop"
    root.parent.mkdir(exist_ok=True)
    assert run(root.parent, "init", "shop").returncode == 0
    assert run(root, "new", "first", "--from", "awareness", "--on", "2026-03-01").returncode == 0
    assert run(root, "build", "-q", "--on", "2026-03-01").returncode == 0
    return root


@pytest.fixture(scope="module")
def usual(built: Path) -> dict[tuple[str, ...], subprocess.CompletedProcess[str]]:
    """What commands that only read print with a cache that works."""
    return {words: run(built, *words) for words in READING}


@pytest.fixture
def workspace(built: Path, tmp_path: Path) -> Path:
    """A copy of that workspace."""
    return Path(shutil.copytree(built, tmp_path / "shop", symlinks=True))


def lock(*folders: Path) -> None:
    """Takes the right to write from folders and all that is in them."""
    for folder in folders:
        for path in (folder, *folder.rglob("*")):
            path.chmod(path.stat().st_mode & ~0o222)


@pytest.fixture(autouse=True)
def _unlock(tmp_path: Path) -> "object":
    yield
    for path in (tmp_path, *tmp_path.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)


@pytest.mark.parametrize("words", WRITING, ids=lambda words: words[0])
@pytest.mark.parametrize("state", ["full", "locked"])
def test_what_cannot_be_written_leaves_all_as_it_was(workspace: Path, words: tuple[str, ...], state: str) -> None:
    """A command that cannot write says so in a sentence and leaves every file as it was, with nothing beside it."""
    if state == "locked":
        lock(workspace)
    before = files_of(workspace)
    done = run(workspace, *words, before=_on_a_full_disk if state == "full" else _without_rights)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Error: " in done.stderr
    assert "fault of its own" not in done.stderr
    assert "Errno" not in done.stderr
    assert files_of(workspace) == before


@pytest.mark.parametrize("words", READING, ids=" ".join)
@pytest.mark.parametrize("state", ["full", "locked", "unreadable", "file", "link"])
def test_what_only_reads_goes_on_without_a_cache(
    workspace: Path,
    usual: dict[tuple[str, ...], subprocess.CompletedProcess[str]],
    words: tuple[str, ...],
    state: str,
) -> None:
    """A command that writes no file of the user works without a cache, and says at most once that it has none."""
    cache = workspace / ".rencana_cache"
    if state == "locked":
        lock(workspace)
    elif state == "unreadable":
        cache.chmod(0)
    elif state == "file":
        shutil.rmtree(cache)
        cache.touch()
    elif state == "link":
        shutil.rmtree(cache)
        cache.symlink_to("nowhere/at/all/../../../..")
    done = run(workspace, *words, before=_on_a_full_disk if state == "full" else _without_rights)
    assert (done.returncode, done.stdout) == (usual[words].returncode, usual[words].stdout)
    warnings = [line for line in done.stderr.splitlines() if line.startswith("The cache ")]
    assert len(warnings) == len(set(warnings))
    assert [line for line in done.stderr.splitlines() if line not in warnings] == usual[words].stderr.splitlines()


def test_locked_cache_builds_the_same_site(workspace: Path) -> None:
    """After an edit, a cache whose entries cannot be written makes no difference to the site."""
    plan = workspace / "plans" / "first" / "plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("title: ", "title: New ", 1), encoding="utf-8")
    other = Path(shutil.copytree(workspace, workspace.parent / "other", symlinks=True))
    shutil.rmtree(other / ".rencana_cache")
    lock(*(folder for folder in (workspace / ".rencana_cache").iterdir() if folder.is_dir()))
    for root in (workspace, other):
        assert run(root, "build", "--on", "2026-03-01").returncode == 0
    assert files_of(workspace / "site" / "public") == files_of(other / "site" / "public")


@pytest.mark.parametrize("place", ["site/docs", "site/mkdocs.yml", "plans", "site/public"])
def test_what_cannot_be_read_is_named(workspace: Path, place: str) -> None:
    """A build that cannot read what it needs names it, and the former site stays."""
    before = files_of(workspace / "site" / "public")
    (workspace / place).chmod(0)
    done = run(workspace, "build", "--on", "2026-03-02")
    (workspace / place).chmod(0o755)
    assert done.returncode == 2
    assert Path(place).name in done.stderr
    assert "fault of its own" not in done.stderr
    assert files_of(workspace / "site" / "public") == before
