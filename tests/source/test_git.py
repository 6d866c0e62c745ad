"""A revision of git is read as the disk would be; whatever is missing in a clone is said with the way to get it."""

from pathlib import Path

import pytest
from gitted import commit, git, put, start

from rencana.errors import WorkspaceError
from rencana.source.git import Repository, RevisionTree
from rencana.source.scan import Skip
from rencana.source.tree import DiskTree


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository that is a workspace, with one commit."""
    folder = start(tmp_path / "repository")
    put(folder, "plans/portfolio.yaml", "format: 1\n")
    put(folder, "plans/a/plan.yaml")
    commit(folder)
    return folder


@pytest.mark.names
def test_a_revision_reads_as_the_disk_does(root: Path) -> None:
    """Paths, contents and what is passed over are those of the disk: odd names, links, other files, hidden ones."""
    for path in ("plans/b/plan.yaml", "plans/b\u00a0c/plan.yaml", "plans/a/notes.xlsx", "plans/.x/y.yaml", "top.yaml"):
        put(root, path)
    put(root, "plans/a/assets/x.csv")
    put(root, "plans/a/crlf.csv", "a,b\r\n")
    put(root.parent, "outside.yaml")
    (root / "plans/same.yaml").symlink_to("a/plan.yaml")
    (root / "plans/beside.yaml").symlink_to("../top.yaml")
    (root / "plans/out.yaml").symlink_to("../../outside.yaml")
    (root / "plans/gone.yaml").symlink_to("nowhere")
    (root / "plans/folder").symlink_to("a")
    commit(root)
    tree, disk = RevisionTree(Repository(root), "HEAD"), DiskTree(root)
    assert tree.paths() == disk.paths()
    assert [tree.read(path) for path in tree.paths()] == [disk.read(path) for path in disk.paths()]
    assert tree.skipped() == disk.skipped()
    assert tree.exists("plans/a/plan.yaml")
    assert not tree.exists("plans/c/plan.yaml")


def test_the_work_tree_is_left_alone(root: Path) -> None:
    """Reading an old revision touches neither files nor the index, and sees none of what is not committed."""
    put(root, "plans/a/plan.yaml", "a: c\n")
    git(root, "add", "-A")
    put(root, "plans/a/plan.yaml", "a: d\n")
    before = git(root, "status", "--porcelain=v2")
    assert RevisionTree(Repository(root), "HEAD").read("plans/a/plan.yaml") == b"a: b\n"
    assert git(root, "status", "--porcelain=v2") == before


def test_a_workspace_may_lie_in_a_folder(root: Path) -> None:
    """Of several workspaces in a repository each sees its own plans, by paths from itself."""
    put(root, "marketing/Öl/plans/b/plan.yaml", "b: c\n")
    commit(root)
    repository = Repository(root / "marketing" / "Öl")
    assert repository.prefix == "marketing/Öl/"
    assert RevisionTree(repository, "HEAD").paths() == ["plans/b/plan.yaml"]
    assert RevisionTree(Repository(root), "HEAD").paths() == ["plans/a/plan.yaml", "plans/portfolio.yaml"]
    assert RevisionTree(repository, repository.commit("HEAD~1")).paths() == []


def test_a_submodule_is_passed_over(root: Path, tmp_path: Path) -> None:
    """The files of a submodule lie in another repository, which is said."""
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    put(other, "plan.yaml")
    commit(other)
    git(root, "submodule", "--quiet", "add", str(other), "plans/c")
    commit(root)
    (skipped,) = RevisionTree(Repository(root), "HEAD").skipped()
    assert (skipped.path, skipped.why) == ("plans/c", Skip.SUBMODULE)


def test_the_base_is_what_the_branches_share(root: Path) -> None:
    """Changes are compared with the newest commit that a branch shares with the default one, detached or not."""
    shared = git(root, "rev-parse", "HEAD")
    git(root, "checkout", "-qb", "topic")
    commit(root, message="Topic")
    git(root, "checkout", "-q", "main")
    commit(root, message="Main")
    git(root, "checkout", "-q", "--detach", "topic")
    repository = Repository(root)
    assert repository.default_branch() == "main"
    assert repository.merge_base("HEAD", "main") == shared


def test_the_default_branch_is_that_of_origin(root: Path, tmp_path: Path) -> None:
    """A clone knows which branch its origin has chosen, whatever it is called."""
    git(root, "branch", "-m", "trunk")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(root), str(clone))
    assert Repository(clone).default_branch() == "origin/trunk"
    git(root, "remote", "add", "nothing", "x")
    with pytest.raises(WorkspaceError, match="no branch main or master"):
        Repository(root).default_branch()


def test_a_shallow_clone_says_how_to_deepen(root: Path, tmp_path: Path) -> None:
    """What a shallow clone lacks is said as such, with the command, and never taken for "nothing has changed"."""
    for message in ("Two", "Three"):
        commit(root, message=message)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", str(clone))
    repository = Repository(clone)
    assert repository.is_shallow
    with pytest.raises(WorkspaceError) as caught:
        repository.commit("HEAD~1")
    assert "fetch --unshallow" in caught.value.help


def test_unrelated_histories_have_no_base(root: Path) -> None:
    """Two branches without a commit in common cannot be compared unless somebody names the base."""
    git(root, "checkout", "-q", "--orphan", "other")
    commit(root, message="Other")
    with pytest.raises(WorkspaceError, match="no commit in common"):
        Repository(root).merge_base("other", "main")


def test_what_is_no_repository_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a repository, without a commit, or without git there is nothing to compare with: a sentence each."""
    with pytest.raises(WorkspaceError, match="lies in no git repository"):
        Repository(tmp_path)
    git(tmp_path, "init", "-q")
    repository = Repository(tmp_path)
    with pytest.raises(WorkspaceError, match="no commit yet"):
        repository.commit("HEAD")
    with pytest.raises(WorkspaceError, match="no revision v1"):
        repository.commit("v1")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(WorkspaceError, match="git is not installed"):
        Repository(tmp_path)


@pytest.mark.parametrize("revision", ["--output=x", "-h", "HEAD; touch x", "$(touch x)", "HEAD^{tree}", ""])
def test_a_revision_is_never_an_option(root: Path, revision: str) -> None:
    """Whatever is asked for is a name of a commit, or refused; it is no word of the command line of git."""
    with pytest.raises(WorkspaceError):
        Repository(root).commit(revision)
    assert not (root / "x").exists()


def test_a_partial_clone_says_what_it_lacks(root: Path, tmp_path: Path) -> None:
    """Where a content was left out of the clone and its origin is gone, the missing file is an error with its name."""
    git(root, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--filter=blob:none", "--no-checkout", f"file://{root}", str(clone))
    root.rename(tmp_path / "moved")
    with pytest.raises(WorkspaceError, match="git"):
        RevisionTree(Repository(clone), "HEAD")


@pytest.mark.parametrize("form", ["sha1", "sha256"])
def test_what_a_twin_has_too_is_read_there(tmp_path: Path, form: str) -> None:
    """Beside the disk, or another commit, only what differs is asked of git; what is read is the same."""
    git(tmp_path, "init", "-q", f"--object-format={form}")
    for name in ("a", "b", "c"):
        put(tmp_path, f"plans/{name}/plan.yaml", f"a: {name}\n")
    commit(tmp_path)
    put(tmp_path, "plans/a/plan.yaml", "a: another\n")
    (tmp_path / "plans/b/plan.yaml").unlink()
    put(tmp_path, "plans/d/plan.yaml", "a: d\n")
    repository = Repository(tmp_path)
    alone, beside = RevisionTree(repository, "HEAD"), RevisionTree(repository, "HEAD", twin=DiskTree(tmp_path))
    assert beside.shared == {"plans/c/plan.yaml"}
    assert [beside.read(path) for path in beside.paths()] == [alone.read(path) for path in alone.paths()]
    commit(tmp_path)
    newer = RevisionTree(repository, "HEAD", twin=alone)
    assert newer.shared == {"plans/c/plan.yaml"}
    assert newer.read("plans/c/plan.yaml") == b"a: c\n"
