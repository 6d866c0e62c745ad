"""A site takes its place only when it is whole, whatever happens to the build."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rencana.errors import HostError
from rencana.site.host_build import build_site
from rencana.site.publish import beside, locked, take_place

Site = Callable[..., Path]
BROKEN = "campaign:\n  title: Broken plan\n  titel: x\n"


def beneath(folder: Path) -> dict[str, bytes]:
    """All files below a folder with what they hold."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def workspace(site: Site, tmp_path: Path) -> Path:
    """A small workspace whose site is built."""
    site()
    return tmp_path


def test_failed_build_changes_nothing(workspace: Path) -> None:
    """A strict build that fails leaves the site as it was, to the byte, and nothing beside it."""
    public = workspace / "site" / "public"
    before = beneath(public)
    broken = workspace / "plans" / "broken" / "plan.yaml"
    broken.parent.mkdir()
    broken.write_text(BROKEN, encoding="utf-8")
    with pytest.raises(HostError):
        build_site(workspace, strict=True)
    assert beneath(public) == before
    assert sorted(path.name for path in public.parent.iterdir()) == ["docs", "mkdocs.yml", "public"]
    build_site(workspace)
    assert (public / "campaigns" / "plans" / "broken" / "index.html").is_file()


DYING = """
import os, signal

def on_post_build(config):
    if os.environ.get("DIE"):
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process in other ways")
def test_killed_build_changes_nothing(site: Site, tmp_path: Path) -> None:
    """A build that is killed leaves the site as it was, and the next one clears what it left beside it."""
    (tmp_path / "dying.py").write_text(DYING, encoding="utf-8")
    public = site(hooks=[str(tmp_path / "dying.py")])
    before = beneath(public)
    command = [sys.executable, "-m", "rencana", "build", "-C", str(tmp_path)]
    killed = subprocess.run(command, env={**os.environ, "DIE": "1"}, check=False, capture_output=True)
    assert killed.returncode < 0
    assert beneath(public) == before
    assert len(list(public.parent.glob(".public.new-*"))) == 1
    build_site(tmp_path)
    assert list(public.parent.glob(".public.*")) == []
    assert beneath(public) == before


def test_former_site_is_put_back(workspace: Path) -> None:
    """A build that was killed between two renames has left no site; the next one begins by putting it back."""
    public = workspace / "site" / "public"
    (public / ".nojekyll").touch()
    before = beneath(public)
    public.rename(public.with_name(".public.old-1a"))
    with beside(public):
        assert beneath(public) == before
    shutil.copytree(public, public.with_name(".public.old-1b"))
    (public / ".nojekyll").unlink()
    with beside(public):
        assert beneath(public) == before
    assert list(public.parent.glob(".public.*")) == []


@contextmanager
def looking(target: Path) -> Iterator[list[str]]:
    """Looks at the first page of a site all the time; hands out what was there, which is nothing where none was."""
    texts, ended, begun = list[str](), threading.Event(), threading.Event()

    def look() -> None:
        while not ended.is_set():
            try:
                text = (target / "index.html").read_text(encoding="utf-8")
            except FileNotFoundError:
                text = ""
            if texts[-1:] != [text]:
                texts.append(text)
            begun.set()

    reader = threading.Thread(target=look)
    reader.start()
    begun.wait()
    try:
        yield texts
    finally:
        ended.set()
        reader.join()


def put(number: int, target: Path) -> None:
    """Puts a site of one page and one hidden file in the place of the former one."""
    with beside(target) as new:
        (new / "index.html").write_text(f"site {number}", encoding="utf-8")
        (new / f".{number}").touch()
        take_place(new, target)


def test_readers_find_a_complete_site_or_none(tmp_path: Path) -> None:
    """Whoever looks all the time while sites take the place of others finds a complete one, or for a moment none."""
    target = tmp_path / "sites" / "public"
    put(0, target)
    with looking(target) as texts:
        for number in range(1, 200):
            put(number, target)
    numbers = [int(text.removeprefix("site ")) for text in texts if text]
    assert numbers == sorted(numbers)
    assert len(numbers) > 1
    assert [path.name for path in target.parent.iterdir()] == ["public"]
    names = ["index.html", *(f".{number}" for number in range(200))]
    assert sorted(path.name for path in target.iterdir()) == sorted(names)


KILLED = """
import os, signal, sys
from pathlib import Path
from rencana.site import publish

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

moment, target, usual = sys.argv[1], Path(sys.argv[2]), Path.rename
if moment == "before both renames":
    publish._swap = die
elif moment == "after both renames":
    publish._retire = die
elif moment == "between two renames":
    Path.rename = lambda self, place: die() if ".public.new-" in self.name else usual(self, place)
with publish.beside(target) as new:
    (new / "index.html").write_text("site 1", encoding="utf-8")
    publish.take_place(new, target)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process in other ways")
@pytest.mark.parametrize(
    ("moment", "page"),
    [("before both renames", "site 0"), ("after both renames", "site 1"), ("between two renames", "")],
)
def test_killed_while_a_site_takes_its_place(moment: str, page: str, tmp_path: Path) -> None:
    """A kill leaves the former site or the new one; between the two renames it leaves none until the next build.

    That build need not end well: it finds the former site before it begins. No hidden file is lost.
    """
    target = tmp_path / "sites" / "public"
    put(0, target)
    command = [sys.executable, "-c", KILLED, moment, str(target)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert (target / "index.html").read_text(encoding="utf-8") == page if page else not target.exists()
    with pytest.raises(HostError), beside(target):
        raise HostError("The site was not built.", help="")
    assert beneath(target) == {"index.html": (page or "site 0").encode(), ".0": b""}
    put(2, target)
    assert beneath(target) == {"index.html": b"site 2", ".0": b"", ".2": b""}
    assert [path.name for path in target.parent.iterdir()] == ["public"]


def test_former_site_is_put_back_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows the only site is put back at once too; what else is left over goes when it is a day old."""
    monkeypatch.setattr(sys, "platform", "win32")
    target = tmp_path / "public"
    for name in (".public.old-1a", ".public.old-1b", ".public.new-1c"):
        (tmp_path / name).mkdir()
    with beside(target):
        assert target.is_dir()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".public.new-1c", ".public.old-1b", "public"]
    for name in (".public.old-1b", ".public.new-1c"):
        os.utime(tmp_path / name, (1, 1))
    with beside(target):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_hidden_files_stay(site: Site, tmp_path: Path) -> None:
    """What is hidden in the folder of the site (a repository, a mark for a host) is not the build's to remove."""
    public = site(exclude_docs="!.well-known")
    for name in (".git/config", ".well-known/token", ".nojekyll"):
        (public / name).parent.mkdir(exist_ok=True)
        (public / name).write_text(name, encoding="utf-8")
    contact = tmp_path / "site" / "docs" / ".well-known" / "contact.txt"
    contact.parent.mkdir()
    contact.write_text("us", encoding="utf-8")
    build_site(tmp_path)
    for name in (".git/config", ".well-known/token", ".well-known/contact.txt", ".nojekyll"):
        assert (public / name).is_file(), name


def test_files_of_others_are_named(workspace: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What somebody has put into the folder by hand is named before it goes."""
    public = workspace / "site" / "public"
    (public / "notes.txt").write_text("mine", encoding="utf-8")
    build_site(workspace)
    assert not (public / "notes.txt").exists()
    messages = [record.getMessage() for record in caplog.records if "no part of the site" in record.getMessage()]
    assert messages == [f"notes.txt is no part of the site, and is removed from {public}."]


def test_folder_may_be_a_link_or_absent(workspace: Path, tmp_path: Path) -> None:
    """A link to the folder of the site stays a link; a folder that is not there is made, with those above it."""
    real = tmp_path / "elsewhere" / "deep"
    link = tmp_path / "link"
    link.symlink_to(real)
    for _ in range(2):
        build_site(workspace, site_dir=link)
        assert link.is_symlink()
        assert (real / "index.html").is_file() or (real / "about" / "index.html").is_file()
    assert list(real.parent.glob(".deep.*")) == []


def test_folder_with_no_room_beside_it(workspace: Path) -> None:
    """Where no folder can be made beside it, the new site is made inside; one that fails leaves the former one."""
    # A name so long that no longer one is possible stands for a folder above that is closed.
    place = workspace / ("x" * 250)
    build_site(workspace, site_dir=place)
    (place / ".nojekyll").touch()
    former = beneath(place)
    with beside(place) as new:
        (new / "index.html").write_text("half", encoding="utf-8")
    assert beneath(place) == former
    about = workspace / "site" / "docs" / "about.md"
    about.write_text("# Other words\n", encoding="utf-8")
    build_site(workspace, site_dir=place)
    assert "Other words" in (place / "about" / "index.html").read_text(encoding="utf-8")
    assert beneath(place).keys() == former.keys()


@pytest.mark.parametrize("refused", ["about", "index.html"])
def test_entry_that_cannot_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str) -> None:
    """Where the entries of a site have to be exchanged and one cannot be moved, the former site is there as it was."""
    target, usual = tmp_path / "public", Path.rename
    put(0, target)
    (target / "about").mkdir()
    (target / "about" / "index.html").touch()
    before = beneath(target)

    def rename(path: Path, place: Path) -> Path:
        # A folder into which another disk is mounted cannot be renamed.
        if path == target or (path.name == refused and path.parent.name.startswith(".rencana.new")):
            raise PermissionError(errno.EBUSY, os.strerror(errno.EBUSY), str(path))
        return usual(path, place)

    monkeypatch.setattr(Path, "rename", rename)
    with beside(target) as new:
        (new / "about").mkdir()
        (new / "index.html").write_text("site 1", encoding="utf-8")
        with pytest.raises(PermissionError):
            take_place(new, target)
    assert beneath(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_mounted_folder_is_filled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be renamed itself gets the new entries, and keeps its own hidden files."""
    target, usual = tmp_path / "public", Path.rename
    put(0, target)

    def rename(path: Path, place: Path) -> Path:
        if path == target:
            raise PermissionError(errno.EBUSY, os.strerror(errno.EBUSY), str(path))
        return usual(path, place)

    monkeypatch.setattr(Path, "rename", rename)
    put(1, target)
    assert beneath(target) == {"index.html": b"site 1", ".0": b"", ".1": b""}
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_killed_while_entries_are_exchanged(tmp_path: Path) -> None:
    """What a killed build has left inside a site is put back or cleared by the next one."""
    target = tmp_path / "public"
    put(0, target)
    for name in (".rencana.old-1a", ".rencana.new-1b"):
        (target / name).mkdir()
        (target / name / "about.html").touch()
    with beside(target):
        assert beneath(target) == {"index.html": b"site 0", ".0": b"", "about.html": b""}


def test_former_site_that_cannot_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A former site that cannot be removed is named; the new one is in its place, now and the next time."""
    target, usual = tmp_path / "public", shutil.rmtree

    def remove(path: Path, *, ignore_errors: bool = False) -> None:
        if ".old-" in path.name and not ignore_errors:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        usual(path, ignore_errors=ignore_errors)

    monkeypatch.setattr(shutil, "rmtree", remove)
    for number in range(3):
        put(number, target)
    assert (target / "index.html").read_text(encoding="utf-8") == "site 2"
    assert "The former site cannot be removed: Permission denied." in caplog.text


def test_two_builds_at_once(workspace: Path) -> None:
    """Builds of one site at the same time end with the whole site of one of them, and nothing beside it."""
    public = workspace / "site" / "public"
    before = beneath(public)
    command = [sys.executable, "-m", "rencana", "build", "-q", "-C", str(workspace)]
    running = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert beneath(public) == before
    assert list(public.parent.glob(".public.*")) == []


def test_two_builds_between_two_renames(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that finds no site between the two renames of another is followed by that one; no hidden file is lost."""
    target, usual, waiting = tmp_path / "public", Path.rename, [2]
    put(0, target)

    def rename(path: Path, place: Path) -> Path:
        if place == target and waiting:
            put(waiting.pop(), target)
        return usual(path, place)

    monkeypatch.setattr(Path, "rename", rename)
    put(1, target)
    assert beneath(target) == {"index.html": b"site 1", ".0": b"", ".1": b"", ".2": b""}
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_first_site_twice(tmp_path: Path) -> None:
    """Of two builds that both find no site, the one that ends later makes room for its own."""
    target = tmp_path / "public"
    with beside(target) as late:
        (late / "b").touch()
        with beside(target) as early:
            (early / "a").touch()
            take_place(early, target)
        take_place(late, target)
    assert [path.name for path in target.iterdir()] == ["b"]
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


@pytest.mark.skipif(os.name == "nt", reason="Windows does not keep two builds of one site apart")
def test_waiting_build_holds_the_new_folder(tmp_path: Path) -> None:
    """A build that waited while another one put a new folder there holds that one, so that a third build waits."""
    target, moments, ended = tmp_path / "public", list[str](), threading.Event()
    target.mkdir()

    def build(name: str, until: threading.Event) -> None:
        with locked(target):
            moments.append(f"{name} begins")
            until.wait(10)
            moments.append(f"{name} ends")

    second = threading.Thread(target=build, args=("second", ended))
    third = threading.Thread(target=build, args=("third", ended))
    with locked(target):
        second.start()
        second.join(0.3)
        target.rename(tmp_path / "old")
        target.mkdir()
    while not moments and second.is_alive():
        second.join(0.01)
    third.start()
    third.join(0.3)
    assert moments == ["second begins"]
    ended.set()
    second.join()
    third.join()
    assert moments == ["second begins", "second ends", "third begins", "third ends"]
