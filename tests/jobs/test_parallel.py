"""Work is done in parallel by forks, and comes back complete and in order."""

import os
from collections.abc import Sequence

import pytest

from rencana.jobs import parallel as room
from rencana.jobs.parallel import abreast

pytestmark = [
    pytest.mark.copies,
    pytest.mark.usefixtures("copied"),
    # Python says it of any process with threads, such as those that drive a browser for other tests.
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]


def test_parts_come_back_in_order() -> None:
    """Every part is done once, by a process of its own, and handed back in the order of the parts."""

    def work(part: Sequence[int]) -> tuple[int, list[int]]:
        return os.getpid(), [one * 2 for one in part]

    made = abreast(work, range(7), jobs=3)
    assert [numbers for _, numbers in made] == [[0, 2, 12], [4, 6], [8, 10]]
    assert len({process for process, _ in made}) == 3
    assert os.getpid() not in {process for process, _ in made}


def test_large_parts_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is more than a copy should take is done by several, a few at a time; nothing is lost or done twice."""
    monkeypatch.setattr(room, "_PART", 10)
    made = abreast(lambda part: (os.getpid(), list(part)), range(95), jobs=2)
    assert len({process for process, _ in made}) == len(made) == 10
    assert sorted(one for _, part in made for one in part) == list(range(95))


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
        abreast(fails, [1, 2], jobs=2)
    assert abreast(dies, [1, 2], jobs=2) == [1, 2]
