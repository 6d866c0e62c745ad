"""Git tells of all plans at once which commits have changed them, and which files: the oldest commit first."""

from pathlib import Path

import pytest
from gitted import commit, git, put, start

from rencana.source.git import Repository
from rencana.source.git_log import Commit, read_log


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one plan, in one commit."""
    folder = start(tmp_path / "repository")
    put(folder, "plans/portfolio.yaml", "format: 1\n")
    put(folder, "plans/a/plan.yaml", "campaign: {title: A}\n" * 9)
    commit(folder, "2026-01-01")
    return folder


def log(root: Path) -> tuple[Commit, ...]:
    """Returns the commits of a workspace."""
    return read_log(Repository(root)).commits


def test_each_commit_names_what_it_has_changed(root: Path) -> None:
    """Files come, change, move and go; a commit that has changed no plan is not among them; odd names stay readable."""
    put(root, "README.md", "No plan.\n")
    commit(root, "2026-01-02")
    put(root, "plans/a/plan.yaml", "campaign: {title: B}\n")
    put(root, "plans/a/b\u00a0c.csv", "end\n")
    commit(root, "2026-01-03", team="Customer care")
    git(root, "mv", "plans/a", "plans/b")
    commit(root, "2026-01-04")
    git(root, "rm", "-qr", "plans/b")
    commit(root, "2026-01-05")
    commits = log(root)
    assert [commit.author for commit in commits] == ["Social media team", "Customer care", *["Social media team"] * 2]
    assert [[(change.old_path, change.path) for change in commit.changes] for commit in commits] == [
        [("", "plans/a/plan.yaml"), ("", "plans/portfolio.yaml")],
        [("", r"plans/a/b\xc2\xa0c.csv"), ("plans/a/plan.yaml", "plans/a/plan.yaml")],
        [(r"plans/a/b\xc2\xa0c.csv", r"plans/b/b\xc2\xa0c.csv"), ("plans/a/plan.yaml", "plans/b/plan.yaml")],
        [(r"plans/b/b\xc2\xa0c.csv", ""), ("plans/b/plan.yaml", "")],
    ]
    assert [commit.at - commits[0].at for commit in commits] == [day * 86400 for day in (0, 2, 3, 4)]


def test_a_branch_that_was_merged_is_one_change(root: Path) -> None:
    """What was done on a branch is told as its merge, on the day on which it came in."""
    git(root, "checkout", "-qb", "side")
    for text in ("campaign: {title: B}\n", "campaign: {title: C}\n"):
        put(root, "plans/a/plan.yaml", text)
        commit(root, "2026-01-02")
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "Merge", "side", day="2026-01-09T09:00:00+07:00")
    assert [commit.name for commit in log(root)][1:] == [git(root, "rev-parse", "HEAD")]


def test_paths_begin_at_the_workspace(tmp_path: Path) -> None:
    """Of a workspace below the top of its repository only its own plans are told."""
    start(tmp_path)
    put(tmp_path, "marketing/plans/a/plan.yaml", "a: b\n")
    put(tmp_path, "plans/x/plan.yaml", "a: b\n")
    commit(tmp_path, "2026-01-01")
    (first,) = log(tmp_path / "marketing")
    assert [change.path for change in first.changes] == ["plans/a/plan.yaml"]


def test_a_shallow_clone_says_where_it_begins(root: Path) -> None:
    """The first commit of a shallow clone is marked: what came before it is not known."""
    put(root, "plans/a/plan.yaml", "campaign: {title: B}\n")
    commit(root, "2026-01-02")
    shallow = root.parent / "shallow"
    git(root.parent, "clone", "-q", "--depth=1", f"file://{root}", str(shallow))
    assert [commit.is_cut for commit in log(root)] == [False, False]
    assert [commit.is_cut for commit in log(shallow)] == [True]


def test_a_submodule_and_a_link_are_no_plans(root: Path) -> None:
    """A folder with a repository of its own is named; a link is passed over."""
    git(root, "submodule", "add", "-q", f"file://{root}", "plans/other")
    (root / "plans/linked.yaml").symlink_to("a/plan.yaml")
    commit(root, "2026-01-02")
    history = read_log(Repository(root))
    assert history.submodules == ("plans/other",)
    assert [change.blob for commit in history.commits[1:] for change in commit.changes] == [""]
