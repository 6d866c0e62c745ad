"""The tree of a workspace lists what is ours, and never leaves it."""

import os
from pathlib import Path

import pytest

from rencana.errors import WorkspaceError
from rencana.source import DiskTree, MemoryTree
from rencana.source.tree import Digests


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


def test_both_trees_agree(tmp_path: Path) -> None:
    """Files on disk and the same files in memory have the same paths, contents and digests."""
    files = {"plans/a/plan.yaml": b"a: b", "plans/b.csv": b"c", "plans/note.txt": b"", "README.md": b"x"}
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    disk, memory = DiskTree(tmp_path), MemoryTree(files)
    assert disk.paths() == memory.paths() == ["plans/a/plan.yaml", "plans/b.csv"]
    assert dict(Digests(disk)) == dict(Digests(memory))
    assert len(set(Digests(disk).values())) == 2
    assert all(memory.exists(name) and disk.exists(name) for name in files)
    assert not memory.exists("plans/c.csv")
