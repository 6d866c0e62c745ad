"""The watcher of `rencana serve`: what is saved is noticed once, what is only read is not."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from rencana.errors import HostError
from rencana.site.watcher import Watcher

_PATIENCE = 20.0


class Watched:
    """Folders that are watched by a thread, which says when it has noticed something."""

    def __init__(self, watcher: Watcher) -> None:
        self.noticed, self.count = Event(), 0
        changes = watcher.changes()

        def follow() -> None:
            for _ in changes:
                self.count += 1
                self.noticed.set()

        Thread(target=follow, daemon=True).start()

    def notices(self, seconds: float = _PATIENCE) -> bool:
        """Tells whether something is noticed in time."""
        is_noticed = self.noticed.wait(seconds)
        self.noticed.clear()
        return is_noticed


@pytest.fixture(params=["native", "poll"])
def watcher(request: pytest.FixtureRequest) -> Watcher:
    """A watcher that hears of changes from the system, or looks for them."""
    return Watcher(poll=request.param == "poll")


@pytest.fixture
def plans(tmp_path: Path) -> Iterator[Path]:
    """A folder with a plan."""
    (tmp_path / "plans" / "tea").mkdir(parents=True)
    (tmp_path / "plans" / "tea" / "plan.yaml").write_text("a", encoding="utf-8")
    return tmp_path / "plans"


def test_changes_are_noticed(watcher: Watcher, plans: Path) -> None:
    """A file that is changed, made, moved or removed at any depth is noticed; one that is read is not."""
    watcher.watch(str(plans))
    plan, draft = plans / "tea" / "plan.yaml", plans / "tea" / "other.yaml"
    watched = Watched(watcher)
    with watcher.running():
        assert not watched.notices(0.7)
        plan.read_text(encoding="utf-8")
        assert not watched.notices(0.7)
        for change in (
            lambda: plan.write_text("longer", encoding="utf-8"),
            lambda: draft.write_text("b", encoding="utf-8"),
            lambda: draft.rename(plans / "moved.yaml"),
            (plans / "moved.yaml").unlink,
        ):
            change()
            assert watched.notices()


def test_saves_in_one_moment_are_one_change() -> None:
    """A program that saves several files, or one in several steps, has the site built once, when it is done."""
    watcher = Watcher(poll=False)
    watcher.settling = 0.5
    watched = Watched(watcher)
    for _ in range(5):
        watcher.notice()
        time.sleep(0.05)
    assert not watched.notices(0.05)
    assert watched.notices()
    assert not watched.notices(1.0)
    assert watched.count == 1


def test_plugins_may_watch_and_unwatch(watcher: Watcher, plans: Path, tmp_path: Path) -> None:
    """What another plugin asks for is watched until it takes back each of its requests."""
    for _ in range(2):
        watcher.watch(str(plans), watcher.notice, recursive=True)
    watcher.watch(str(tmp_path / "plans" / "tea"))
    watcher.unwatch(str(plans / "tea"))
    watcher.unwatch(str(plans))
    watched = Watched(watcher)
    with watcher.running():
        (plans / "a.yaml").write_text("a", encoding="utf-8")
        assert watched.notices()
        watcher.unwatch(str(plans))
        (plans / "b.yaml").write_text("b", encoding="utf-8")
        assert not watched.notices(1.0)


def test_notice_is_kept_until_it_is_asked_for() -> None:
    """What changes while the site is built leads to another build."""
    watcher = Watcher(poll=False)
    changes = watcher.changes()
    watcher.notice()
    next(changes)
    watcher.notice()
    next(changes)


@pytest.mark.parametrize("place", ["templates", "plans", "site/mkdocs.yml"])
def test_what_is_made_later_or_replaced_is_noticed(watcher: Watcher, plans: Path, place: str) -> None:
    """A place may be missing at first, go, come back or be another folder: its changes are noticed each time."""
    root = plans.parent
    (root / "site").mkdir()
    path, stranger = root / place, root / "README.md"
    watcher.watch(str(path))
    watched = Watched(watcher)

    def make() -> None:
        if path.suffix:
            path.with_name("draft").write_text("a", encoding="utf-8")
            path.with_name("draft").replace(path)
        else:
            path.mkdir()

    with watcher.running():
        if path.exists():
            path.rename(root / "elsewhere")
            assert watched.notices()
        make()
        assert watched.notices()
        for content in ("first", "the second"):
            file = path if path.suffix else path / "a.html"
            file.write_text(content, encoding="utf-8")
            assert watched.notices()
        path.rename(root / "other")
        assert watched.notices()
        (root / "other").replace(path)
        assert watched.notices()
        file.write_text("the third one", encoding="utf-8")
        assert watched.notices()
        stranger.write_text("not watched", encoding="utf-8")
        assert not watched.notices(1.0)


def test_system_without_watches_is_said(watcher: Watcher, plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no watch left, that is said in a sentence with the way to do without."""
    watcher.watch(str(plans))

    def refuse() -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watcher.observer, "start", refuse)
    with pytest.raises(HostError, match="inotify watch limit reached") as error, watcher.running():
        pass
    assert "--poll" in error.value.help
