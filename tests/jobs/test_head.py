"""Where HEAD stands is read off the files of a repository, so that a build with nothing to do starts no git."""

from pathlib import Path

import pytest
from gitted import commit, git, put, start

from rencana.jobs.head import head_digest, head_log


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one plan, in one commit."""
    folder = start(tmp_path / "repository")
    put(folder, "plans/a/plan.yaml", "campaign: {title: A}\n")
    commit(folder, "2026-01-01")
    return folder


def test_head_is_read_without_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit, another branch and a deeper history each give another digest; the same HEAD gives the same."""
    monkeypatch.setattr("rencana.jobs.head.subprocess", None)
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
        patch.setattr("rencana.jobs.head._commit", lambda *_: "")
        assert head_digest(root) == before
