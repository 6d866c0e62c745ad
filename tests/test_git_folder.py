"""What git has of a folder is read off its files, however these are written; what it lacks is never taken for it."""

from pathlib import Path

import pytest
from gitted import commit, git, put, start

from rencana.git_folder import head_digest, head_log, is_tracked


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one plan, in one commit."""
    folder = start(tmp_path / "repository")
    put(folder, "plans/a/plan.yaml", "campaign: {title: A}\n")
    commit(folder, "2026-01-01")
    return folder


def test_head_is_read_without_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit, another branch and a deeper history each give another digest; the same HEAD gives the same."""
    monkeypatch.setattr("rencana.git_folder.subprocess", None)
    digests = [head_digest(root), head_digest(root / "plans")]
    assert digests[0] == digests[1]
    git(root, "pack-refs", "--all")
    assert head_digest(root) == digests[0]
    git(root, "worktree", "add", "-q", str(root.parent / "second"), "-b", "second")
    assert head_digest(root.parent / "second") == digests[0]
    commit(root, "2026-01-03")
    (root / ".git/shallow").write_text(git(root, "rev-parse", "HEAD"))
    digests.append(head_digest(root))
    (root / ".git/shallow").unlink()
    digests.append(head_digest(root))
    assert len({*digests[1:], head_digest(root.parent)}) == 4
    assert head_digest(root.parent) == ""


def test_git_writes_to_the_log_of_head(root: Path) -> None:
    """The file that a server watches changes with each commit, also in a second working tree."""
    git(root, "worktree", "add", "-q", str(root.parent / "second"), "-b", "second")
    for folder in (root, root.parent / "second"):
        path = head_log(folder)
        assert path
        before = path.read_text(encoding="utf-8")
        commit(folder, "2026-01-03")
        assert path.read_text(encoding="utf-8") != before
    assert head_log(root.parent) is None


def test_branch_in_another_form_is_asked_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the files do not say which commit HEAD is, git does."""
    before = head_digest(root)
    with monkeypatch.context() as patch:
        patch.setattr("rencana.git_folder._commit", lambda *_: "")
        assert head_digest(root) == before


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
