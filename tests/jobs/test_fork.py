"""Something is made by a copy of this process: what comes of it is what would be made here."""

import os
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from rencana.jobs import fork as room
from rencana.jobs.fork import background, can_fork, in_parallel

# Python says it of any process with threads, such as those that drive a browser for other tests.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


@pytest.mark.copies
@pytest.mark.usefixtures("copied")
def test_a_copy_makes_it(tmp_path: Path) -> None:
    """A copy makes it, however large it is, and what else it does is lost with it."""
    processes: list[int] = []

    def work() -> bytes:
        processes.append(os.getpid())
        (tmp_path / "by").write_text(str(os.getpid()), encoding="utf-8")
        return b"tea" * 10**6

    assert background(work)() == b"tea" * 10**6
    assert processes == []
    assert (tmp_path / "by").read_text(encoding="utf-8") != str(os.getpid())


@pytest.mark.copies
@pytest.mark.usefixtures("copied")
@pytest.mark.parametrize("end", [lambda: 1 / 0, lambda: os._exit(3), lambda: os.kill(os.getpid(), 9)])
def test_a_copy_that_fails_is_no_loss(end: object) -> None:
    """Where a copy comes to nothing, it is made here, and what is wrong is met here."""
    here = os.getpid()

    def work() -> bytes:
        if os.getpid() != here:
            assert callable(end)
            end()
        return b"made here"

    assert background(work)() == b"made here"

    def broken() -> bytes:
        raise ValueError("no tea")

    answer = background(broken)
    with pytest.raises(ValueError, match="no tea"):
        answer()


def test_among_others_nothing_is_copied() -> None:
    """A process that does several things at once makes it itself, when it is asked for."""
    over, seen = threading.Event(), list[int]()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        assert not can_fork()
        answer = background(lambda: bytes(seen.append(os.getpid()) or b"made here"))
        assert seen == []
        assert answer() == b"made here"
        assert seen == [os.getpid()]
    finally:
        over.set()
        other.join()


@pytest.mark.copies
@pytest.mark.usefixtures("copied")
def test_parts_come_back_in_order() -> None:
    """Every part is done once, by a process of its own, and handed back in the order of the parts."""

    def work(part: Sequence[int]) -> tuple[int, list[int]]:
        return os.getpid(), [number * 2 for number in part]

    answers = in_parallel(work, range(7), workers=3)
    assert [numbers for _, numbers in answers] == [[0, 2, 12], [4, 6], [8, 10]]
    assert len({process for process, _ in answers}) == 3
    assert os.getpid() not in {process for process, _ in answers}


@pytest.mark.copies
@pytest.mark.usefixtures("copied")
def test_large_parts_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is more than a copy should take is done by several, a few at a time; nothing is lost or done twice."""
    monkeypatch.setattr(room, "_LARGEST_PART", 10)
    answers = in_parallel(lambda part: (os.getpid(), list(part)), range(95), workers=2)
    assert len({process for process, _ in answers}) == len(answers) == 10
    assert sorted(number for _, part in answers for number in part) == list(range(95))


@pytest.mark.copies
@pytest.mark.usefixtures("copied")
def test_a_fault_in_a_copy_is_met_here() -> None:
    """What goes wrong in a part done elsewhere is raised as if it had been done here; a lost copy loses nothing."""
    here = os.getpid()

    def fails(part: Sequence[int]) -> int:
        return 1 // (2 - max(part))

    def dies(part: Sequence[int]) -> int:
        if os.getpid() != here:
            os._exit(9)
        return sum(part)

    with pytest.raises(ZeroDivisionError):
        in_parallel(fails, [1, 2], workers=2)
    assert in_parallel(dies, [1, 2], workers=2) == [1, 2]
