"""The tree of a workspace lists what is ours, and never leaves it."""

import os
from pathlib import Path

import pytest

from rencana.errors import WorkspaceError
from rencana.source import DiskTree


def test_lists_plans_and_tables_sorted(tmp_path: Path) -> None:
    """YAML and CSV files below plans/ are listed with forward slashes; hidden ones are left alone."""
    for name in ("plans/b/plan.yaml", "plans/a/readings/x.csv", "plans/.git/y.yaml", "plans/a/note.txt", "other.yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a: b")
    assert DiskTree(tmp_path).paths() == ["plans/a/readings/x.csv", "plans/b/plan.yaml"]


def test_links_out_of_the_workspace_are_not_followed(tmp_path: Path) -> None:
    """A link that leads out of the workspace is no file of it."""
    outside = tmp_path / "outside.yaml"
    outside.write_text("secret: yes")
    root = tmp_path / "workspace"
    (root / "plans").mkdir(parents=True)
    (root / "plans" / "link.yaml").symlink_to(outside)
    tree = DiskTree(root)
    assert tree.paths() == []
    assert not tree.exists("plans/link.yaml")
    assert not tree.exists("../outside.yaml")


@pytest.mark.names
@pytest.mark.parametrize(
    ("name", "escaped"),
    [
        ("iftar\u00a02026", r"iftar\xc2\xa02026"),
        ("iftar\u200b", r"iftar\xe2\x80\x8b"),
        ("line\nbreak", r"line\x0abreak"),
        (os.fsdecode(b"caf\xe9"), r"caf\xe9"),
        (r"back\xslash", r"back\x5cxslash"),
        ("Öl 茶", "Öl 茶"),
    ],
)
def test_each_name_can_be_shown_and_found_again(tmp_path: Path, name: str, escaped: str) -> None:
    """A sign that cannot be seen, or that is no text, is spelled out; the file is the same."""
    folder = tmp_path / "plans" / name
    folder.mkdir(parents=True)
    (folder / "plan.yaml").write_text("a: b")
    tree = DiskTree(tmp_path)
    assert tree.paths() == [f"plans/{escaped}/plan.yaml"]
    assert tree.exists(tree.paths()[0])
    assert tree.read(tree.paths()[0]) == b"a: b"


def test_a_file_that_cannot_be_read_stops_the_run(tmp_path: Path) -> None:
    """A file that vanishes, or may not be read, is an error with what to do."""
    with pytest.raises(WorkspaceError, match="cannot be read"):
        DiskTree(tmp_path).read("plans/gone.yaml")
