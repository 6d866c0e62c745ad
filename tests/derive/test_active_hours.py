"""Times of a plan are compared with the hours at which its audiences are there."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workspaces import campaign_of

from rencana.derive.active_hours import distance, minute, uses
from rencana.plan.language.rhythm import read_hours

TIMES = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("hours", "clock", "minutes"),
    [
        ("19:00-22:00", time(19), 0),
        ("19:00-22:00", time(22), 0),
        ("19:00-22:00", time(18, 59), 1),
        ("19:00-22:00", time(22, 1), 1),
        ("19:00-22:00", time(7), 9 * 60),
        ("22:00-02:00", time(23), 0),
        ("22:00-02:00", time(2), 0),
        ("22:00-02:00", time(3), 60),
        ("22:00-02:00", time(21, 30), 30),
        ("00:30-01:00", time(23, 50), 40),
        ("09:00-09:00", time(9), 0),
        ("09:00-09:00", time(10), 60),
    ],
)
def test_distance_goes_around_the_clock(hours: str, clock: time, minutes: int) -> None:
    """A time inside of the hours is no minute away, another the shorter way to one of their ends."""
    assert distance(clock, read_hours(hours)) == minutes


@given(TIMES, TIMES, TIMES)
def test_distance_is_at_most_half_a_day(clock: time, start: time, end: time) -> None:
    """No time is further away than half of a day, and the ends themselves are inside."""
    hours = read_hours(f"{start:%H:%M}-{end:%H:%M}")
    assert 0 <= distance(clock, hours) <= 12 * 60
    assert distance(start, hours) == distance(end, hours) == 0


def test_minutes_count_from_midnight() -> None:
    """The first minute of a day is 0, its last 1439."""
    assert [minute(clock) for clock in (time(0), time(0, 1), time(23, 59))] == [0, 1, 1439]


def test_uses_are_of_channel_and_platform() -> None:
    """What an audience says of a channel itself comes before what it says of the channel's platform."""
    campaign = campaign_of(
        """
audiences:
  young: {platforms: {tiktok: {purpose: fun}, our-tiktok: {purpose: news}}}
  old: {platforms: {tiktok: {purpose: kin}}}
  nowhere: {}
channels: {our-tiktok: {platform: tiktok}}
""",
        portfolio="format: 1\nchannels: {our-tiktok: {platform: tiktok}}\n",
    )
    named = uses(campaign, ["old", "young", "nowhere", "unknown"], "our-tiktok")
    assert [(name, *use.purpose) for name, use in named] == [("old", "kin"), ("young", "news"), ("young", "fun")]
    assert [name for name, _ in uses(campaign, ["young"], "tiktok")] == ["young"]
