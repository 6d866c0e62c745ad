"""A small share of `.ci/endure`: kills, two builds at once, another user, other circumstances."""

import os
import random
import shutil
from pathlib import Path

import pytest
from endure import TASKS, Bench, Task, faults_of_kill

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows ends a process in other ways")

FEW = [task for task in TASKS if "first" not in task.name and "render" not in task.name]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A workspace and what commands make of it."""
    return Bench(tmp_path_factory.mktemp("endure") / "top")


@pytest.mark.parametrize("task", FEW, ids=lambda task: task.name)
def test_kill_harms_nothing(bench: Bench, task: Task) -> None:
    """A command that is killed tears no file and mixes no site, and the next run gives what it would have given."""
    assert list(bench.kill_at_moments(task, 1, random.Random(str(task)))) == []


def test_builds_share_a_folder(bench: Bench) -> None:
    """Two builds at once make the site that one makes alone."""
    assert list(bench.build_at_once(2)) == []


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0 or not shutil.which("setpriv"), reason="only root can be another"
)
def test_another_user_harms_nothing(bench: Bench) -> None:
    """Who may read a workspace but not write there sees the same, changes nothing, and is told in a sentence."""
    assert list(bench.as_nobody()) == []


def test_circumstances_change_no_byte(bench: Bench) -> None:
    """Zone, language, folder, cores and cache leave no trace in a site."""
    assert list(bench.in_other_places(2)) == []


def test_torn_lost_and_mixed_are_seen(tmp_path: Path) -> None:
    """The bench sees a torn file, a lost one, and a site of two builds."""
    before = {"plans/a": b"old", "plans/b": b"b", "site/public/x": b"1", "site/public/y": b"1"}
    after = {"plans/a": b"new", "plans/b": b"b", "site/public/x": b"2", "site/public/y": b"2"}
    for name, content in {"plans/a": b"ne", "site/public/x": b"1", "site/public/y": b"2"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    faults = list(faults_of_kill(tmp_path, before, after, 2))
    assert [fault.split()[0] for fault in faults] == ["2", "plans/a", "plans/b", "the"]
