"""How much of what is expected was read: of each channel in its own unit, and of all of them."""

from datetime import date
from decimal import Decimal

import pytest

from rencana.measure.coverage import ChannelCoverage, Coverage
from rencana.measure.spans import Span

DAY = date(2026, 2, 1)
WEEK = (DAY, date(2026, 2, 7))


def channel(
    name: str, read: int, expected: int = 7, unit: str = "days", missing: tuple[Span, ...] = ()
) -> ChannelCoverage:
    """A channel of which so many cells were read, all of them in the first week."""
    return ChannelCoverage(name, unit, expected, read, (WEEK,) if read else (), (WEEK,), missing)


@pytest.mark.parametrize(("expected", "read", "share"), [(4, 3, "0.75"), (4, 4, "1"), (4, 0, "0"), (0, 0, "1")])
def test_share_of_what_was_to_be_read(expected: int, read: int, share: str) -> None:
    """Coverage is the part of the cells that was read; all of it, where nothing was to be read."""
    of_channel = channel("instagram", read, expected)
    assert of_channel.share == Coverage((of_channel,)).share == Decimal(share)
    assert Coverage(()).share == Coverage(()).least == 1


def test_least_is_that_of_one_channel() -> None:
    """Two channels may be read well together, and one of them badly."""
    coverage = Coverage((channel("instagram", 70, 70), channel("tiktok", 1)))
    assert (coverage.read, coverage.expected) == (71, 77)
    assert coverage.least == Decimal(1) / 7
    assert [part.channel for part in coverage.incomplete] == ["tiktok"]


@pytest.mark.parametrize(
    ("units", "unit"), [(("days",), "days"), (("posts", "posts"), "posts"), (("days", "posts"), "cells"), ((), "cells")]
)
def test_unlike_units_are_cells(units: tuple[str, ...], unit: str) -> None:
    """What is counted by days here and by posts there is counted in cells together."""
    assert Coverage(tuple(channel("c", 1, unit=of_channel) for of_channel in units)).unit == unit


def test_silent_channel_has_no_gaps() -> None:
    """A channel that was never read is silent as a whole; only the other ones have gaps."""
    gap, later = (DAY, DAY), (date(2026, 2, 8), date(2026, 2, 9))
    coverage = Coverage((channel("instagram", 6, 9, missing=(gap, later)), channel("tiktok", 0, missing=(WEEK,))))
    assert coverage.silent == ("tiktok",)
    assert coverage.missing == (("instagram", *gap), ("instagram", *later), ("tiktok", *WEEK))
    assert coverage.gaps == (("instagram", *gap),)


def test_whole_and_closed_channels_are_never_silent() -> None:
    """The whole is no channel that could be silent, and neither is one of which nothing was to be read."""
    assert Coverage((channel("", 0), channel("tiktok", 0, 0))).silent == ()
