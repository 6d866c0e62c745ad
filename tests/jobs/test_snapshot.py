"""A snapshot notices what somebody edits, opens nothing but files, and leaves a workspace by no link of its plans."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rencana.errors import WorkspaceError
from rencana.jobs import snapshot as module
from rencana.jobs.snapshot import Snapshot, take_snapshot
from rencana.site.update.record import scan_plans


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a plan, a template and a folder outside of it."""
    for name in ("w/plans/x/plan.yaml", "w/plans/x/assets/a.png", "w/templates/pages/a.html", "outside/deep/b.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path / "w"


ODD: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "link-to-a-device": lambda path: path.symlink_to("/dev/zero"),
    "link-to-itself": lambda path: path.symlink_to(path.name),
    "dangling-link": lambda path: path.symlink_to("gone"),
    "link-to-its-folder": lambda path: path.symlink_to("."),
}


@pytest.mark.parametrize(
    "place", ["plans/x/odd.png", "plans/x/assets/odd.png", "plans/odd", "templates/pages/odd.html"]
)
@pytest.mark.parametrize("kind", ODD)
def test_only_files_are_opened(root: Path, kind: str, place: str) -> None:
    """Whatever lies in the place of a file, the snapshot ends at once, and holds while nobody touches anything."""
    ODD[kind](root / place)
    started = time.monotonic()
    snapshot = scan_plans(root)
    assert snapshot.holds()
    assert scan_plans(root).digest == snapshot.digest
    assert scan_plans(root, snapshot).digest == snapshot.digest
    assert time.monotonic() - started < 2
    (root / place).unlink()
    assert kind == "link-to-its-folder" or not snapshot.holds()


@pytest.mark.parametrize(
    "link", ["plans/usr", "plans/x/usr", "plans/x/assets/usr", "plans/x/a.yaml", "plans/x/assets/z.png"]
)
def test_links_of_plans_lead_nowhere_else(root: Path, link: str) -> None:
    """What a link below plans/ leads to outside of the workspace is not read; that there is such a link is noted."""
    outside = root.parent / "outside"
    before = scan_plans(root).digest
    (root / link).symlink_to(outside / "deep" / "b.html" if "." in link else outside)
    snapshot = scan_plans(root)
    assert snapshot.digest != before
    (outside / "deep" / "b.html").write_text("other", encoding="utf-8")
    assert scan_plans(root).digest == snapshot.digest
    assert snapshot.holds()


def test_plans_elsewhere_are_not_read(root: Path) -> None:
    """If the folder of plans itself leads out of the workspace, nothing of it is read."""
    (root / "plans").rename(root.parent / "elsewhere")
    (root / "plans").symlink_to(root.parent / "elsewhere")
    assert scan_plans(root).below(root / "plans") == {}


def test_files_that_links_of_plans_lead_to_are_read(root: Path) -> None:
    """A plan that is a link to a file of the workspace counts as that file: a change of it is a change of the plan."""
    (root / "shared.yaml").write_text("a", encoding="utf-8")
    (root / "plans" / "x" / "linked.yaml").symlink_to("../../shared.yaml")
    before = scan_plans(root)
    (root / "shared.yaml").write_text("b", encoding="utf-8")
    assert not before.holds()
    after = scan_plans(root)
    changed = {path for path, digest in after.digests.items() if before.digests.get(path) != digest}
    assert changed == {str(root / "plans" / "x" / "linked.yaml")}


@pytest.mark.parametrize("link", ["folder", "file", "all"])
def test_linked_templates_are_noticed(root: Path, link: str) -> None:
    """Templates may be links to wherever their owner keeps them, and a change there is a change of the site."""
    outside = root.parent / "outside"
    if link == "folder":
        (root / "templates" / "shared").symlink_to(outside)
    elif link == "file":
        (root / "templates" / "b.html").symlink_to(outside / "deep" / "b.html")
    else:
        (root / "templates").rename(root.parent / "kept")
        (root / "templates").symlink_to(outside)
    before = scan_plans(root)
    assert before.holds()
    (outside / "deep" / "b.html").write_text("other words", encoding="utf-8")
    assert not before.holds()
    assert scan_plans(root).digest != before.digest


def test_link_to_a_system_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder behind a link with more files than anybody edits stops the snapshot; one's own may have as many."""
    monkeypatch.setattr(module, "MOST_LINKED", 10)
    for number in range(20):
        (root / "templates" / f"{number}.html").touch()
        (root.parent / "outside" / f"{number}.html").touch()
    take_snapshot([str(root / "templates")])
    (root / "templates" / "shared").symlink_to(root.parent / "outside")
    with pytest.raises(WorkspaceError, match="more than 10 files"):
        take_snapshot([str(root / "templates")])


def test_film_is_known_by_its_size_and_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file too large to be read each time is not opened; that somebody has written it is noticed."""
    film = root / "plans" / "x" / "assets" / "film.mp4"
    film.write_bytes(b"film")
    monkeypatch.setattr(module, "LARGEST_READ", 3)
    opened = []
    monkeypatch.setattr(module, "open", lambda path, *_, **__: opened.append(path), raising=False)
    before = take_snapshot([str(film)])
    film.write_bytes(b"other")
    assert take_snapshot([str(film)]).digest != before.digest
    assert opened == []


def test_what_cannot_be_read_is_told(root: Path) -> None:
    """Of a folder everything is named that is no file, but what is hidden; a circle that leads back names nothing."""
    templates = root / "templates"
    assert list(take_snapshot([str(templates)]).unreadable) == []
    os.mkfifo(templates / "pipe.html")
    (templates / "gone.html").symlink_to("nowhere")
    (templates / ".#a.html").symlink_to("editor@host")
    (templates / "circle").symlink_to(".")
    unreadable = [Path(path).name for path in take_snapshot([str(templates)]).unreadable]
    assert unreadable == ["gone.html", "pipe.html"]


def test_what_was_untouched_is_not_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the snapshot of before, files that nobody has touched since are not opened."""
    monkeypatch.setattr(module, "_JUST_BEFORE", -60_000_000_000)
    before = scan_plans(root)
    monkeypatch.setattr(module, "open", None, raising=False)
    after = scan_plans(root, before)
    assert isinstance(after, Snapshot)
    assert after.digest == before.digest
