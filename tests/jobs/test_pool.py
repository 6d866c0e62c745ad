"""Jobs are done once; with a store, with forks and with a memory the answers are those of the plain way."""

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from rencana.errors import WorkspaceError
from rencana.jobs.pool import Job, JobAnswer, Jobs, Stored, open_jobs, open_page_jobs
from rencana.jobs.store import Store, digest, key_of

# Python says it of any process with threads, such as those that drive a browser for other tests.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


class Text(Struct, frozen=True):
    """One file to be counted."""

    files: tuple[str, ...]


class Count(Job[Text, int, Stored[int]], frozen=True):
    """Counts the bytes of a file, notes who did it, and leaves the text in capitals beside the count."""

    log: Path
    day: int = 1
    valid: bool = True

    def kind(self) -> type[int]:
        """Returns the type of its values."""
        return int

    def key(self, task: Text, digests: Sequence[bytes]) -> str:
        """Returns the key of a count."""
        return key_of([str(self.day).encode(), task.files[0].encode(), *digests])

    def do(self, task: Text, contents: Mapping[str, bytes], *, spare_core: bool) -> JobAnswer[int]:  # noqa: ARG002  a count needs no help
        """Counts."""
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"{task.files[0]} {os.getpid()}\n")
        (content,) = contents.values()
        return JobAnswer(len(content), {"capitals": content.upper()})

    def is_current(self, value: int) -> bool:  # noqa: ARG002  it is said once for all
        """Tells whether counts still hold."""
        return self.valid

    def present(self, task: Text, stored: Stored[int]) -> Stored[int]:  # noqa: ARG002  it is as it is
        """Returns the count with its pieces."""
        return stored


class Contents(Struct):
    """Files in memory, which may change."""

    by_path: dict[str, bytes]

    def read(self, path: str) -> bytes:
        """Returns the content of a file."""
        return self.by_path[path]

    def digests(self) -> dict[str, bytes]:
        """Returns the digest of each file."""
        return {path: digest(content) for path, content in self.by_path.items()}


@pytest.fixture
def contents() -> Contents:
    """Three small files."""
    return Contents({"a": b"tea", "b": b"coffee", "c": b""})


@pytest.fixture
def count(tmp_path: Path) -> Count:
    """A job that notes what it does."""
    return Count(tmp_path / "log")


def run(jobs: Jobs, contents: Contents, count: Count, **options: Any) -> list[Stored[int]]:
    """Counts all files."""
    tasks = [Text((path,)) for path in contents.by_path]
    return jobs.each(contents, tasks, count, contents.digests(), **options)


def done(count: Count) -> list[str]:
    """The files that were counted since the last look, and forgets them."""
    lines = count.log.read_text(encoding="utf-8").splitlines() if count.log.exists() else []
    count.log.unlink(missing_ok=True)
    return [line.split()[0] for line in lines]


def test_plain_way_does_everything_anew(contents: Contents, count: Count) -> None:
    """Without a store each task is done each time, in order, and its pieces are in memory."""
    for _ in range(2):
        answers = run(Jobs(), contents, count)
        assert [answer.value for answer in answers] == [3, 6, 0]
        assert answers[1].pieces.read("capitals") == b"COFFEE"
        assert answers[1].pieces.read_part("capitals", 2, 3) == b"FFE"
        assert done(count) == ["a", "b", "c"]


def test_what_is_stored_is_not_done_again(contents: Contents, count: Count, tmp_path: Path) -> None:
    """With a store only tasks whose files or inputs changed are done; values and pieces are those of the plain way."""
    jobs = Jobs(Store(tmp_path / "store"))
    run(jobs, contents, count)
    assert done(count) == ["a", "b", "c"]
    answers = run(jobs, contents, count)
    assert done(count) == []
    assert [(answer.value, answer.pieces.read("capitals")) for answer in answers] == [
        (3, b"TEA"),
        (6, b"COFFEE"),
        (0, b""),
    ]
    contents.by_path["b"] = b"water"
    assert [answer.value for answer in run(jobs, contents, count)] == [3, 5, 0]
    assert done(count) == ["b"]
    run(jobs, contents, Count(count.log, day=2))
    assert done(count) == ["a", "b", "c"]


def test_answer_that_expired_is_worked_out(contents: Contents, count: Count, tmp_path: Path) -> None:
    """A stored answer that the job no longer holds for current is not given."""
    jobs = Jobs(Store(tmp_path / "store"))
    run(jobs, contents, count)
    done(count)
    run(jobs, contents, Count(count.log, valid=False))
    assert done(count) == ["a", "b", "c"]


def test_fresh_answers_are_told_first(contents: Contents, count: Count, tmp_path: Path) -> None:
    """Whoever waits for what changed is told of that alone, in the order of the tasks."""
    jobs, fresh = Jobs(Store(tmp_path / "store")), list[list[int]]()

    def note(answers: Sequence[Stored[int]]) -> None:
        fresh.append([answer.value for answer in answers])

    run(jobs, contents, count, on_fresh=note)
    contents.by_path["c"] = b"12345"
    run(jobs, contents, count, on_fresh=note)
    assert fresh == [[3, 6, 0], [5]]


def test_memory_of_the_last_time(contents: Contents, count: Count) -> None:
    """A program that stays has the answers of the last time at hand, and none that are older."""
    jobs = Jobs(remember=True)
    first = run(jobs, contents, count)
    assert done(count) == ["a", "b", "c"]
    assert run(jobs, contents, count) == first
    assert done(count) == []
    old = contents.by_path["a"]
    contents.by_path["a"] = b"milk"
    run(jobs, contents, count)
    contents.by_path["a"] = old
    run(jobs, contents, count)
    assert done(count) == ["a", "a"]


def test_file_saved_in_between(contents: Contents, count: Count, tmp_path: Path) -> None:
    """An answer is stored under the content that was read, not under the one that was looked for."""
    jobs, digests = Jobs(Store(tmp_path / "store"), remember=True), contents.digests()
    contents.by_path["a"] = b"oolong"
    tasks = [Text((path,)) for path in contents.by_path]
    assert jobs.each(contents, tasks, count, digests)[0].value == 6
    done(count)
    assert run(jobs, contents, count)[0].value == 6
    assert done(count) == []
    contents.by_path["a"] = b"tea"
    assert run(jobs, contents, count)[0].value == 3


@pytest.mark.parametrize("damage", [None, b"", b"half an entry", b"\0" * 99], ids=["gone", "empty", "cut", "other"])
def test_lost_pieces_are_made_again(contents: Contents, count: Count, tmp_path: Path, damage: bytes | None) -> None:
    """A piece that the store has lost is made again when it is asked for."""
    store = Store(tmp_path / "store")
    run(Jobs(store), contents, count)
    answers = run(Jobs(store), contents, count)
    for path in [path for path in store.folder.rglob("*") if path.is_file()]:
        path.unlink() if damage is None else path.write_bytes(damage)
    done(count)
    assert answers[1].pieces.read("capitals") == b"COFFEE"
    assert done(count) == ["b"]
    # A part is handed out unverified: who asks for it knows its digest.
    assert answers[1].pieces.read_part("capitals", 0, 3) == b"COF"


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.copies
@pytest.mark.usefixtures("copied")
def test_store_that_takes_nothing(
    contents: Contents, count: Count, tmp_path: Path, capsys: pytest.CaptureFixture[str], workers: int
) -> None:
    """Where a disk fills up in a run, the answers are those of the plain way, and that is said once."""
    (tmp_path / "store").write_text("in the way")
    contents.by_path |= {f"{number:03}": b"x" for number in range(30)}
    answers = run(Jobs(Store(tmp_path / "store"), workers), contents, count)
    assert [answer.value for answer in answers] == [3, 6, 0, *[1] * 30]
    assert answers[1].pieces.read("capitals") == b"COFFEE"
    assert answers[1].pieces.read_part("capitals", 2, 3) == b"FFE"
    assert capsys.readouterr().err.count("this run goes on without it") == 1


def test_lost_piece_that_cannot_be_stored(
    contents: Contents, count: Count, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A piece that was lost comes back, whole and in part, though nothing can be stored any more."""
    store = Store(tmp_path / "store")
    answers = run(Jobs(store), contents, count)
    shutil.rmtree(store.folder)
    monkeypatch.setattr(Store, "put", lambda *_: False)
    assert answers[0].pieces.read("capitals") == b"TEA"
    assert answers[1].pieces.read_part("capitals", 2, 3) == b""
    answers[1].pieces.restore()
    assert answers[1].pieces.read_part("capitals", 2, 3) == b"FFE"


def test_lost_piece_of_a_changed_file(contents: Contents, count: Count, tmp_path: Path) -> None:
    """Where the file has changed since, the piece cannot be made again, and that is said."""
    store = Store(tmp_path / "store")
    (answer, *_) = run(Jobs(store), contents, count)
    for path in [path for path in store.folder.rglob("*") if path.is_file()]:
        path.unlink()
    contents.by_path["a"] = b"milk"
    with pytest.raises(WorkspaceError, match="a was changed while it was read"):
        answer.pieces.read("capitals")


@pytest.mark.copies
@pytest.mark.usefixtures("copied")
@pytest.mark.parametrize("stored", [True, False])
def test_many_tasks_are_shared_out(count: Count, tmp_path: Path, stored: bool) -> None:
    """Many tasks are done by several processes, with a store and without; answers and pieces are the same."""
    contents = Contents({f"{number:03}": b"x" * number for number in range(60)})
    jobs = Jobs(Store(tmp_path / "store") if stored else None, workers=2)
    answers = run(jobs, contents, count)
    assert [answer.value for answer in answers] == list(range(60))
    assert all(answer.pieces.read("capitals") == b"X" * number for number, answer in enumerate(answers))
    processes = {line.split()[1] for line in count.log.read_text(encoding="utf-8").splitlines()}
    assert len(processes) == 2
    assert str(os.getpid()) not in processes


def test_doors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a store of the workspace a check stores nothing, and pages go to a store that is thrown away."""
    monkeypatch.setenv("RENCANA_CACHE", "off")
    assert open_jobs(tmp_path).store is None
    jobs = open_page_jobs(tmp_path)
    assert jobs.store is not None
    folder = jobs.store.folder
    assert folder.is_dir()
    assert tmp_path not in folder.parents
    del jobs
    assert not folder.exists()
    monkeypatch.setenv("RENCANA_CACHE", str(tmp_path / "store"))
    for open_ in (open_jobs, open_page_jobs):
        store = open_(tmp_path).store
        assert store is not None
        assert store.folder == tmp_path / "store"


def test_store_that_loses_all_is_not_asked_twice(contents: Contents, count: Count, tmp_path: Path) -> None:
    """Where a store takes entries and never gives one back, the pieces are made again and stay in memory."""
    store = Store(tmp_path / "store")
    answers = run(Jobs(store), contents, count)
    store.get = lambda _: None  # type: ignore[method-assign]  # a disk that lies
    assert [answer.pieces.read("capitals") for answer in answers] == [b"TEA", b"COFFEE", b""]


@pytest.mark.parametrize("workers", [1, 2])
def test_disk_that_fills_is_said_once(
    workers: int, count: Count, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where answers cannot be stored any more, one line says so, however many processes have tried."""
    contents = Contents({f"file {number}": b"tea" for number in range(40)})
    monkeypatch.setattr(Store, "put", lambda *_: False)
    answers = run(Jobs(Store(tmp_path / "store"), workers), contents, count)
    assert {answer.pieces.read("capitals") for answer in answers} == {b"TEA"}
    warning = f"The cache {tmp_path / 'store'} cannot be written any more; this run goes on without it.\n"
    assert capfd.readouterr().err == warning
