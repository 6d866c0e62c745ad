"""The watcher of `rencana serve`: what is saved is noticed once, what is only read is not."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from rencana.site.serve import Watcher

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


def test_saves_in_one_moment_are_one_change(plans: Path) -> None:
    """A program that saves several files, or one in several steps, has the site built once."""
    watcher = Watcher(poll=False)
    watcher.settling = 0.5
    watcher.watch(str(plans))
    watched = Watched(watcher)
    with watcher.running():
        for number in range(20):
            (plans / f"{number}.yaml").write_text("a", encoding="utf-8")
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
