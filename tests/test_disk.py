"""A file is written whole or not at all, and only where it seems to lie."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rencana.disk import _clear, holds_only_drafts, rewritten, write
from rencana.errors import WorkspaceError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and rights are other ones there")


def test_file_keeps_its_rights(tmp_path: Path) -> None:
    """A file that is replaced has the rights that it had; a new one those that the system gives."""
    plan = tmp_path / "plan.yaml"
    plan.write_text("old")
    plan.chmod(0o640)
    write(plan, [b"ne", b"w"], within=tmp_path)
    new, by_hand = tmp_path / "x" / "new", tmp_path / "by-hand"
    write(new, [b""], within=tmp_path)
    by_hand.touch()
    assert (plan.read_text(), plan.stat().st_mode & 0o777) == ("new", 0o640)
    assert new.stat().st_mode == by_hand.stat().st_mode


def test_stop_half_way_leaves_the_former_file(tmp_path: Path) -> None:
    """Where the content cannot be made to its end, the former file stays, and nothing lies beside it."""
    plan = tmp_path / "plan.yaml"
    plan.write_text("old")
    with pytest.raises(ZeroDivisionError):
        write(plan, (bytes([1 // number]) for number in (1, 0)), within=tmp_path)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("plan.yaml", "old")]


def test_files_are_as_before_where_the_next_step_fails(tmp_path: Path) -> None:
    """What was rewritten for a step that then fails has its former content again, to the byte."""
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"old\r\n")
    texts = list[bytes]()
    with pytest.raises(FileExistsError), rewritten(tmp_path, {"a": b"new", "b": b"new"}):
        texts.extend(path.read_bytes() for path in tmp_path.iterdir()) or tmp_path.mkdir()
    assert texts == [b"new", b"new"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(("a", "b"), b"old\r\n")


def test_no_link_lies_in_wait_for_the_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a link that has guessed the name of the draft is not written through; the run ends with a sentence."""
    victim, root = tmp_path / "victim", tmp_path / "root"
    victim.write_text("mine")
    root.mkdir()
    monkeypatch.setattr("rencana.disk.secrets.token_hex", lambda _: "guessed")
    (root / ".rencana-guessed.part").symlink_to(victim)
    with pytest.raises(WorkspaceError, match="cannot be written"):
        write(root / "plan.yaml", [b"new"], within=root)
    assert victim.read_text() == "mine"


@pytest.mark.parametrize(("link", "to"), [("plans", "."), ("plans/plan.yaml", "plan.yaml")])
def test_link_out_of_the_workspace_is_refused(tmp_path: Path, link: str, to: str) -> None:
    """A file that is a link out of the workspace, or lies below one, is not written: what it leads to is not ours."""
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    (outside / "plan.yaml").write_text("mine")
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(outside / to)
    with pytest.raises(WorkspaceError, match="out of"):
        write(root / "plans" / "plan.yaml", [b"new"], within=root)
    assert (outside / "plan.yaml").read_text() == "mine"
    assert [path.name for path in outside.iterdir()] == ["plan.yaml"]


def test_link_to_another_file_of_the_workspace_stays(tmp_path: Path) -> None:
    """A link inside the workspace stays a link, and the file that it leads to is written."""
    (tmp_path / "shared.yaml").write_text("old")
    (tmp_path / "plan.yaml").symlink_to("shared.yaml")
    write(tmp_path / "plan.yaml", [b"new"], within=tmp_path)
    assert (tmp_path / "plan.yaml").is_symlink()
    assert (tmp_path / "shared.yaml").read_text() == "new"


def test_name_as_long_as_may_be(tmp_path: Path) -> None:
    """A name of 255 bytes can be written, as no draft has a longer one."""
    write(tmp_path / ("x" * 255), [b"new"], within=tmp_path)
    assert (tmp_path / ("x" * 255)).read_bytes() == b"new"


def test_draft_that_was_left_behind_is_cleared(tmp_path: Path) -> None:
    """The next run removes the draft of one that was killed, and leaves that of one that still writes."""
    draft, other = tmp_path / ".rencana-1a.part", tmp_path / "plan.yaml"
    draft.write_text("half")

    def pieces() -> Iterator[bytes]:
        yield b"whole"
        # Another run, which begins to write while this one does.
        _clear.cache_clear()
        write(tmp_path / "other.yaml", [b"new"], within=tmp_path)
        yield b", and more"

    write(other, pieces(), within=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.yaml", "plan.yaml"]
    assert other.read_text() == "whole, and more"


def test_draft_that_was_taken_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another run removes a draft before it is locked, it is made once more."""
    drafts = []

    def lock(_: int) -> bool:
        for draft in [] if drafts else tmp_path.glob(".rencana-*.part"):
            draft.unlink()
            drafts.append(draft)
        return True

    monkeypatch.setattr("rencana.disk._lock", lock)
    write(tmp_path / "plan.yaml", [b"new"], within=tmp_path)
    assert len(drafts) == 1
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("plan.yaml", "new")]


def test_a_folder_of_drafts_alone_is_free(tmp_path: Path) -> None:
    """What a killed run has left behind keeps nobody from beginning again; any other file does."""
    (tmp_path / ".rencana-0f.part").touch()
    assert holds_only_drafts(tmp_path)
    (tmp_path / "notes.md").touch()
    assert not holds_only_drafts(tmp_path)
    assert not holds_only_drafts(tmp_path / "notes.md")
