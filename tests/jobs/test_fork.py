"""Something is made by a copy of this process: what comes of it is what would be made here."""

import os
import threading
from pathlib import Path

import pytest

from rencana.jobs.fork import background, can_copy

# Python says it of any process with threads, such as those that drive a browser for other tests.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


@pytest.mark.copies
@pytest.mark.usefixtures("copied")
def test_a_copy_makes_it(tmp_path: Path) -> None:
    """A copy makes it, however large it is, and what else it does is lost with it."""
    seen: list[int] = []

    def work() -> bytes:
        seen.append(os.getpid())
        (tmp_path / "by").write_text(str(os.getpid()), encoding="utf-8")
        return b"tea" * 10**6

    assert background(work)() == b"tea" * 10**6
    assert seen == []
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
        assert not can_copy()
        answer = background(lambda: bytes(seen.append(os.getpid()) or b"made here"))
        assert seen == []
        assert answer() == b"made here"
        assert seen == [os.getpid()]
    finally:
        over.set()
        other.join()
