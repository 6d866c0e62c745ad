"""On paused days nothing is published, on all channels or on some."""

from datetime import date

import pytest
from workspaces import campaign_of

from rencana.derive.pauses import covers, is_paused, pauses_of
from rencana.plan.header import Period

CAMPAIGN = campaign_of(
    """
channels: {tiktok: , x: }
schedule:
  pauses:
    mourning: {windows: [2026-03-10, {start: 2026-03-20, end: 2026-03-21}]}
    strike: {windows: 2026-03-15, channels: tiktok}
    election: {windows: 2026-04-01}
""",
    portfolio="format: 1\npauses: {election: {windows: 2026-03-01}, nyepi: {windows: 2026-03-19}}\n",
)


@pytest.mark.parametrize(
    ("day", "channel", "paused"),
    [
        (date(2026, 3, 10), "tiktok", True),
        (date(2026, 3, 11), "tiktok", False),
        (date(2026, 3, 20), "x", True),
        (date(2026, 3, 21), "x", True),
        (date(2026, 3, 22), "x", False),
        (date(2026, 3, 15), "tiktok", True),
        (date(2026, 3, 15), "x", False),
        (date(2026, 3, 19), "x", True),
        (date(2026, 3, 1), "x", False),
        (date(2026, 4, 1), "x", True),
    ],
)
def test_pauses_have_windows_and_channels(day: date, channel: str, *, paused: bool) -> None:
    """A pause holds in each of its windows, on its channels or on all; the plan's own replaces one of the portfolio."""
    assert is_paused(CAMPAIGN, channel, day) is paused


def test_pauses_of_both_files_are_joined() -> None:
    """A campaign has the pauses of the portfolio and its own."""
    assert list(pauses_of(CAMPAIGN)) == ["election", "nyepi", "mourning", "strike"]


@pytest.mark.parametrize(
    ("period", "covered"),
    [
        ({"start": "2026-03-10", "end": "2026-03-12"}, True),
        ({"start": "2026-03-11", "end": "2026-03-11"}, True),
        ({"start": "2026-03-12"}, False),
        ({"start": "2026-03-11"}, True),
        ({"end": "2026-03-10"}, False),
        ({"end": "2026-03"}, True),
        ({}, True),
    ],
)
def test_an_end_left_out_is_open(period: dict[str, str], *, covered: bool) -> None:
    """A period without a start, or without an end, goes on for ever on that side."""
    assert covers(CAMPAIGN, Period.model_validate(period), date(2026, 3, 11)) is covered
