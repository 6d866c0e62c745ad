"""The scan of plans/ lists what is ours, never leaves the workspace, and forgets nothing that it passes over."""

import os
import socket
from pathlib import Path

import pytest
from powerless import as_nobody, open_way

from rencana.errors import WorkspaceError
from rencana.source.scan import Scan, Skip, Skipped, scan


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace that anybody may enter, with one plan."""
    open_way(tmp_path)
    (tmp_path / "w" / "plans" / "a").mkdir(parents=True)
    (tmp_path / "w" / "plans" / "a" / "plan.yaml").write_text("a: b")
    return tmp_path / "w"


def put(root: Path, *names: str) -> None:
    """Writes files, with their folders."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("a: b")


def reasons(root: Path) -> dict[str, Skip]:
    """Returns what is passed over, each with why."""
    return {entry.path: entry.why for entry in scan(root).skipped}


def test_lists_plans_and_tables_sorted(root: Path) -> None:
    """YAML and CSV files below plans/ are listed with forward slashes; hidden ones and assets are left alone."""
    put(root, "plans/b/plan.yaml", "plans/a/readings/x.csv", "plans/.git/y.yaml", "other.yaml")
    put(root, "plans/a/assets/x.csv", "plans/a/assets/b/y.bin", "plans/a/~$plan.xlsx", "plans/a/Thumbs.db")
    assert scan(root) == Scan(("plans/a/plan.yaml", "plans/a/readings/x.csv", "plans/b/plan.yaml"))


def test_a_workspace_without_plans_is_empty(tmp_path: Path) -> None:
    """A folder without plans/ has no files."""
    assert scan(tmp_path) == Scan()


def test_links_inside_the_workspace_are_followed(root: Path) -> None:
    """A link to another file of the workspace is a file of it."""
    (root / "plans" / "portfolio.yaml").symlink_to("a/plan.yaml")
    assert scan(root).paths == ("plans/a/plan.yaml", "plans/portfolio.yaml")


def test_whatever_is_no_file_of_the_workspace_is_passed_over(root: Path, tmp_path: Path) -> None:
    """Links out, links to folders, to nothing and to themselves, pipes, devices and sockets are named, never read."""
    plans = root / "plans"
    put(tmp_path, "outside.yaml", "elsewhere/plan.yaml")
    (plans / "out.yaml").symlink_to(tmp_path / "outside.yaml")
    (plans / "out").symlink_to(tmp_path / "elsewhere")
    (plans / "zero.csv").symlink_to("/dev/zero")
    (plans / "copy").symlink_to("a")
    (plans / "a" / "up").symlink_to("..")
    (plans / "gone.yaml").symlink_to("nowhere.yaml")
    (plans / "self.yaml").symlink_to("self.yaml")
    (plans / "x.yaml").mkdir()
    os.mkfifo(plans / "pipe.yaml")
    os.mkfifo(plans / "pipe")
    (plans / "linked-pipe.csv").symlink_to("pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(plans / "socket.csv"))
        assert reasons(root) == {
            "plans/a/up": Skip.LINKED_FOLDER,
            "plans/copy": Skip.LINKED_FOLDER,
            "plans/gone.yaml": Skip.DANGLING,
            "plans/linked-pipe.csv": Skip.SPECIAL,
            "plans/out": Skip.OUTSIDE,
            "plans/out.yaml": Skip.OUTSIDE,
            "plans/pipe": Skip.SPECIAL,
            "plans/pipe.yaml": Skip.SPECIAL,
            "plans/self.yaml": Skip.CIRCULAR,
            "plans/socket.csv": Skip.SPECIAL,
            "plans/x.yaml": Skip.FOLDER,
            "plans/zero.csv": Skip.OUTSIDE,
        }
    assert scan(root).paths == ("plans/a/plan.yaml",)


def test_what_may_not_be_read_is_passed_over(root: Path) -> None:
    """A folder that may not be opened and a file that may not be read are named with the words of the system."""
    put(root, "plans/b/plan.yaml", "plans/c/readings/x.csv", "plans/c/plan.yaml")
    (root / "plans" / "b").chmod(0)
    (root / "plans" / "c" / "plan.yaml").chmod(0)
    (root / "plans" / "c" / "readings").chmod(0)
    with as_nobody():
        listing = scan(root)
    assert listing.skipped == tuple(
        Skipped(path, Skip.UNREADABLE, "Permission denied")
        for path in ("plans/b", "plans/c/plan.yaml", "plans/c/readings")
    )
    assert listing.paths == ("plans/a/plan.yaml",)


def test_other_files_are_passed_over(root: Path) -> None:
    """A workbook, a note and a name in capitals are no files of ours, and are named."""
    put(root, "plans/a/october.xlsx", "plans/notes.docx", "plans/b/PLAN.YAML", "plans/a/plan.yaml.bak")
    assert reasons(root) == dict.fromkeys(
        ("plans/a/october.xlsx", "plans/a/plan.yaml.bak", "plans/b/PLAN.YAML", "plans/notes.docx"), Skip.OTHER
    )


def test_deep_folders_are_read(root: Path) -> None:
    """However deep folders are nested, what is in them is seen."""
    folders = [f"{root}/plans{'/d' * depth}" for depth in range(1, 1200)]
    for folder in folders:
        Path(folder).mkdir()
    file = Path(f"{folders[-1]}/x.yaml")
    file.write_text("a: b")
    assert str(file.relative_to(root)) in scan(root).paths
    file.unlink()
    for folder in reversed(folders):
        Path(folder).rmdir()


def test_closed_plans_stop_the_run(root: Path, tmp_path: Path) -> None:
    """Where plans/ may not be opened, leads out or in a circle, nothing is known of any plan, and the run stops."""
    (root / "plans").chmod(0)
    with as_nobody(), pytest.raises(WorkspaceError, match="plans cannot be read: Permission denied"):
        scan(root)
    (root / "plans").rename(tmp_path / "moved")
    (root / "plans").symlink_to(tmp_path / "moved")
    (tmp_path / "moved").chmod(0o755)
    with pytest.raises(WorkspaceError, match="leads out of the workspace"):
        scan(root)
    (root / "plans").unlink()
    (root / "plans").symlink_to("plans")
    with pytest.raises(WorkspaceError, match="cannot be read"):
        scan(root)
