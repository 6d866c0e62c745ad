"""What git has of a folder is seen, however its index is written; what it does not have is never taken for it."""

import subprocess
from pathlib import Path

import pytest

from rencana.jobs.tracked import is_tracked


def git(folder: Path, *words: str) -> None:
    """Runs git in a folder."""
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *words], cwd=folder, check=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two workspaces, of which the one below has committed its cache."""
    for path in ("cache/entry", "cache-2/entry", "below/cache/entry", "below/plans/plan.yaml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "below", "cache-2")
    return tmp_path


@pytest.mark.parametrize("version", ["2", "3", "4"])
def test_each_form_of_an_index_is_read(repository: Path, version: str) -> None:
    """Only the folder that git has counts: not one of the same name elsewhere, nor one that begins like it."""
    git(repository, "update-index", "--index-version", version)
    assert is_tracked(repository / "below" / "cache")
    assert not is_tracked(repository / "cache")
    git(repository, "add", "cache")
    assert is_tracked(repository / "cache")
    git(repository, "rm", "-q", "-r", "--cached", "cache")
    assert not is_tracked(repository / "cache")


def test_second_working_tree_has_an_index_of_its_own(repository: Path) -> None:
    """In a second working tree the index lies elsewhere, and is found."""
    git(repository, "commit", "-q", "-m", "all")
    git(repository, "worktree", "add", "-q", "tree")
    assert is_tracked(repository / "tree" / "below" / "cache")
    assert not is_tracked(repository / "tree" / "cache")


def test_without_git_nothing_is_tracked(tmp_path: Path) -> None:
    """Outside a repository, and where its files cannot be understood, no folder counts as committed."""
    assert not is_tracked(tmp_path / "cache")
    (tmp_path / ".git").write_text("gitdir: nowhere\n")
    assert not is_tracked(tmp_path / "cache")
