"""The order of statuses: worst first, and nothing at all is no success."""

from itertools import pairwise

import pytest

from rencana.measure.status import LAGGING, Status, urgency, worst

WORST_FIRST = (
    Status.MISSED,
    Status.BEHIND,
    Status.AT_RISK,
    Status.NO_DATA,
    Status.NOT_JUDGED,
    Status.STOPPED,
    Status.ON_TRACK,
    Status.REACHED,
    Status.OBSERVED,
)


@pytest.mark.parametrize(("worse", "better"), list(pairwise(WORST_FIRST)))
def test_worse_goes_before_better(worse: Status, better: Status) -> None:
    """Of two statuses the worse one is said, in whatever order they come."""
    assert urgency(worse) < urgency(better)
    assert worst([better, worse]) is worse
    assert worst([worse, better, better]) is worse


def test_worst_has_no_urgency_before_it() -> None:
    """A missed target is the most urgent of all, and counting begins at 0."""
    assert urgency(Status.MISSED) == 0


def test_single_status_is_the_worst() -> None:
    """Where there is one status it is said, be it good or bad."""
    assert [worst([status]) for status in WORST_FIRST] == list(WORST_FIRST)


def test_nothing_at_all_is_no_data() -> None:
    """What has no status has no data, rather than success."""
    assert worst([]) is Status.NO_DATA


def test_every_status_has_its_place() -> None:
    """No status is without a place in the order."""
    assert tuple(Status) == WORST_FIRST


def test_only_bad_statuses_lag() -> None:
    """A decision is asked for by what is missed, behind or at risk, the worst first."""
    assert WORST_FIRST[:3] == LAGGING
