"""Active hours: the planned times of a channel are judged by the hours of its audiences."""

from collections.abc import Callable

import pytest

from rencana.render.charts.active_hours import HoursView, hours_views
from rencana.render.subject.campaign import CampaignView

PLAN = """
campaign: {{title: T, state: running, period: {{start: 2026-03-01, end: 2026-03-31}}}}
audiences:
  students: {{title: Students, platforms: {{instagram: {{active: {active}, hours: {hours}}}}}}}
channels:
  instagram: {{why: {{audiences: [students], because: There.}}}}
calendar:
"""


def shown(view_of: Callable[..., CampaignView], hours: str, *times: str, active: str = "true") -> tuple[HoursView, ...]:
    """The hours of a plan with an item at each of the times."""
    items = "".join(
        f"  item-{number}: {{at: 2026-03-02{time}, channels: [instagram]}}\n" for number, time in enumerate(times)
    )
    return hours_views(view_of(PLAN.format(hours=hours, active=active) + items))


@pytest.mark.parametrize(
    ("hours", "times", "verdict", "inside"),
    [
        ("17:00-19:00", [" 17:00", " 19:00"], "inside", [True, True]),
        ("17:00-19:00", [" 16:59", " 18:00"], "partly", [False, True]),
        ("17:00-19:00", [" 19:01", " 08:00"], "outside", [False, False]),
        ("22:00-01:00", [" 00:30", " 23:00"], "inside", [True, True]),
        ("[06:00-07:00, 17:00-19:00]", [" 06:30", " 18:00"], "inside", [True, True]),
    ],
)
def test_times_are_judged(
    hours: str, times: list[str], verdict: str, inside: list[bool], view_of: Callable[..., CampaignView]
) -> None:
    """A time is inside where any hours of an audience hold it, both ends included, also over midnight."""
    [view] = shown(view_of, hours, *times)
    assert view.verdict == verdict
    assert sorted(time.inside for time in view.times) == sorted(inside)
    assert [time.x for time in view.times] == sorted(time.x for time in view.times)


def test_misses_are_said_with_their_distance(view_of: Callable[..., CampaignView]) -> None:
    """The sentence names each time that misses the hours, and by how much."""
    [view] = shown(view_of, "17:00-19:00", " 16:30", " 18:00", " 21:00")
    assert "16:30 by 30 min" in view.sentence
    assert "21:00 by 2" in view.sentence
    assert "18:00" not in view.sentence
    assert view.audiences == ("Students: 17:00–19:00",)


def test_hours_over_midnight_are_two_bands(view_of: Callable[..., CampaignView]) -> None:
    """Hours are drawn from minute to minute; those over midnight stand at both ends of the day."""
    assert shown(view_of, "17:00-19:00", " 18:00")[0].bands == ((1020, 120),)
    assert shown(view_of, "22:00-01:00", " 23:00")[0].bands == ((1320, 120), (0, 60))


@pytest.mark.parametrize(("hours", "active"), [("17:00-19:00", "false"), ("[]", "true")])
def test_unknown_hours_judge_nothing(hours: str, active: str, view_of: Callable[..., CampaignView]) -> None:
    """Where no audience is active, or none says when, the times are neither right nor wrong."""
    [view] = shown(view_of, hours, " 18:00", active=active)
    assert (view.verdict, view.bands) == ("unknown", ())


def test_items_without_time_are_not_judged(view_of: Callable[..., CampaignView]) -> None:
    """A channel whose items have no time is left out."""
    assert shown(view_of, "17:00-19:00", "") == ()
