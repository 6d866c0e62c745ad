"""Items go out on their days: once where they are dated, again and again where they come back."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workspaces import campaign_of

from rencana.derive.appearances import all_slots, appearances, horizon, runs

HEAD = "campaign: {title: T, period: {start: 2026-03-02, end: 2026-03-22}}\nchannels: {tiktok: , instagram: }\n"
FAR = date(2026, 12, 31)


def _days(plan: str, *, until: date = FAR) -> list[tuple[str, str, int, int]]:
    """Returns item, channel, month and day of each appearance."""
    return [
        (appearance.slot.item, appearance.slot.channel, appearance.day.month, appearance.day.day)
        for appearance in appearances(campaign_of(HEAD + plan), until)
    ]


def test_dated_items_come_in_order_of_time() -> None:
    """Items are sorted by day and time, whatever their order in the file; one without a time comes first of its day."""
    plan = """
calendar:
  late: {at: 2026-03-05 18:00, channels: tiktok}
  early: {at: 2026-03-05 9:00, channels: [tiktok, instagram]}
  some-time: {at: 2026-03-05, channels: tiktok}
  before: {at: 2026-03-04}
  idea: {channels: tiktok}
"""
    assert _days(plan) == [
        ("before", "", 3, 4),
        ("some-time", "tiktok", 3, 5),
        ("early", "tiktok", 3, 5),
        ("early", "instagram", 3, 5),
        ("late", "tiktok", 3, 5),
    ]


def test_a_coarse_day_lasts_until_its_end() -> None:
    """An item of a month stands at the first day of it, and may still go out until the last."""
    (appearance,) = appearances(campaign_of(f"{HEAD}calendar: {{a: {{at: 2026-03, channels: tiktok}}}}\n"), FAR)
    assert (appearance.day, appearance.last, appearance.repeated) == (date(2026, 3, 1), date(2026, 3, 31), False)


@pytest.mark.parametrize(
    ("item", "days"),
    [
        ("every: friday", [6, 13, 20]),
        ("every: 'monday, sunday'", [2, 8, 9, 15, 16, 22]),
        ("every: friday, windows: 2026-03-10", []),
        ("every: friday, windows: {start: 2026-03-07, end: 2026-03-13}", [13]),
        ("every: friday, windows: [{start: 2026-02-27, end: 2026-03-06}, 2026-03-20]", [27, 6, 20]),
        ("every: friday, windows: [{start: 2026-03-01, end: 2026-03-13}, 2026-03]", [6, 13, 20]),
        ("every: friday, windows: {start: 2026-03-14}", [20]),
        ("every: friday, windows: {end: 2026-03-12}", [6]),
        ("every: friday, windows: {start: 2026-03, end: 2026-12}", [6, 13, 20]),
        ("every: friday, at: 2026-03-13", [13, 20]),
        ("every: friday, at: 2026-02-13", [6, 13, 20]),
    ],
)
def test_weekly_items_stay_in_their_time(item: str, days: list[int]) -> None:
    """What comes back does so inside of its windows and of the campaign, whose start a window alone may lead."""
    plan = f"calendar: {{a: {{channels: tiktok, {item}}}}}\n"
    assert [day for _, _, _, day in _days(plan)] == days


def test_a_day_of_the_channel_ends_coming_back() -> None:
    """A weekly item that has a day of its own on one channel appears there once, and on the others each week."""
    plan = "calendar: {a: {every: friday 16:00, channels: {tiktok: {at: 2026-03-10 12:00}, instagram: }}}\n"
    assert _days(plan) == [
        ("a", "instagram", 3, 6),
        ("a", "tiktok", 3, 10),
        ("a", "instagram", 3, 13),
        ("a", "instagram", 3, 20),
    ]


@pytest.mark.parametrize(
    ("item", "clock"),
    [
        ("every: friday 16:00", time(16)),
        ("every: friday, at: 2026-03-06 18:00", time(18)),
        ("every: friday 16:00, at: 2026-03-06 18:00", time(16)),
        ("every: friday", None),
    ],
)
def test_weekly_items_have_one_time(item: str, clock: time | None) -> None:
    """The time of a weekly item is that of its rhythm, or else that of the day on which it begins."""
    campaign = campaign_of(f"{HEAD}calendar: {{a: {{channels: tiktok, {item}}}}}\n")
    assert {appearance.slot.clock for appearance in appearances(campaign, FAR)} == {clock}


def test_pauses_and_windows_of_channels_are_left_out() -> None:
    """Nothing comes back on a paused day, nor outside of the windows in which a channel is used."""
    plan = """
schedule: {pauses: {quiet: {windows: 2026-03-13, channels: tiktok}}}
calendar: {a: {every: friday, channels: [tiktok, instagram]}}
"""
    days = [(channel, day) for _, channel, _, day in _days(plan)]
    assert days == [("tiktok", 6), ("instagram", 6), ("instagram", 13), ("tiktok", 20), ("instagram", 20)]
    narrow = HEAD.replace("tiktok: ,", "tiktok: {windows: [{start: 2026-03-10}]},") + plan
    assert [
        appearance.day.day
        for appearance in appearances(campaign_of(narrow), FAR)
        if appearance.slot.channel == "tiktok"
    ] == [20]


def test_what_never_ends_is_cut() -> None:
    """An item that comes back without end appears up to the day that is asked for, that day included."""
    campaign = campaign_of(
        "campaign: {title: T, period: {start: 2026-03-02, end: open}}\ncalendar: {a: {every: friday}}\n"
    )
    assert [appearance.day.day for appearance in appearances(campaign, date(2026, 3, 13))] == [6, 13]
    assert runs(campaign, campaign.items["a"]) == ((date(2026, 3, 2), None),)
    assert all(appearance.repeated and appearance.slot.day is None for appearance in appearances(campaign, FAR))


def test_a_stopped_campaign_repeats_nothing_more() -> None:
    """After the day on which a campaign was stopped nothing comes back, whatever its windows say."""
    campaign = campaign_of(
        "campaign: {title: T, period: 2026-03, stopped: {date: 2026-03-13}}\ncalendar: {a: {every: friday}}\n"
    )
    assert [appearance.day.day for appearance in appearances(campaign, FAR)] == [6, 13]


def test_without_a_start_nothing_comes_back() -> None:
    """A weekly item of a campaign without a first day has none either."""
    campaign = campaign_of("calendar: {a: {every: friday}}\n")
    assert runs(campaign, campaign.items["a"]) == ()
    assert appearances(campaign, FAR) == ()


def test_every_item_has_a_slot() -> None:
    """All slots of a calendar are those of its channels, and one for each item without any."""
    campaign = campaign_of(HEAD + "calendar: {a: {channels: [tiktok, instagram]}, b: {}}\n")
    assert [(slot.item, slot.channel) for slot in all_slots(campaign)] == [
        ("a", "tiktok"),
        ("a", "instagram"),
        ("b", ""),
    ]


@pytest.mark.parametrize(
    ("on", "day"),
    [(date(2026, 1, 1), date(2026, 3, 2)), (date(2026, 3, 2), date(2026, 3, 2)), (date(2026, 4, 1), date(2026, 4, 1))],
)
def test_the_horizon_is_three_months_ahead(on: date, day: date) -> None:
    """The view goes three months beyond today, or beyond the start of a campaign that has not begun."""
    assert horizon(campaign_of(HEAD), on) == day + timedelta(days=92)
    assert horizon(campaign_of(""), on) == on + timedelta(days=92)


@given(st.dates(date(2026, 2, 1), date(2026, 4, 30)), st.integers(0, 60), st.sets(st.integers(0, 6), min_size=1))
def test_weekly_days_are_days_of_the_week(start: date, length: int, weekdays: set[int]) -> None:
    """In every period exactly those days appear that are of the right day of the week."""
    end = start + timedelta(days=length)
    names = ", ".join(f"{date(2026, 3, 2) + timedelta(days=day):%A}".lower() for day in sorted(weekdays))
    campaign = campaign_of(
        f"campaign: {{title: T, period: {{start: {start}, end: {end}}}}}\ncalendar: {{a: {{every: '{names} 9:00'}}}}\n"
    )
    expected = [start + timedelta(days=count) for count in range(length + 1)]
    days = appearances(campaign, FAR)
    assert [appearance.day for appearance in days] == [day for day in expected if day.weekday() in weekdays]
    assert all(appearance.slot.clock == time(9) for appearance in days)
