"""A calendar item has a slot on each of its channels, with what differs there."""

from datetime import date, time

from workspaces import campaign_of

from rencana.derive.slots import Slot, day_of, moment_of, slot_of, slots

CAMPAIGN = campaign_of(
    """
schedule: {dates: {eid: 2026-03-20}}
channels: {tiktok: , ours: {platform: instagram}}
calendar:
  film:
    title: Film
    at: eid - 1d 17:00
    state: approved
    copy: Watch
    channels: {tiktok: , ours: {at: 2026-03, state: published, copy: Look}}
  weekly: {every: friday 16:00, channels: tiktok}
  idea: {channels: [tiktok]}
  nowhere: {at: 2026-03-01}
"""
)


def test_a_slot_is_an_item_on_a_channel() -> None:
    """A channel without details is as the item says; one with details has its own day, state and caption."""
    assert slots(CAMPAIGN) == (
        Slot("film", "tiktok", "tiktok", "approved", date(2026, 3, 19), time(17), "Watch", "Film"),
        Slot("film", "ours", "instagram", "published", date(2026, 3, 1), None, "Look", "Film"),
        Slot("weekly", "tiktok", "tiktok", "idea", None, time(16), "", "weekly"),
        Slot("idea", "tiktok", "tiktok", "idea", None, None, "", "idea"),
    )


def test_an_item_without_channel_has_a_bare_slot() -> None:
    """An item that names no channel can still be placed in time, on a channel without a name."""
    slot = slot_of(CAMPAIGN, "nowhere", "")
    assert (slot.channel, slot.day) == ("", date(2026, 3, 1))


def test_the_day_is_that_of_the_channel() -> None:
    """The day of an item is that on the channel; without a day, and for an unknown item, there is none."""
    days = [
        day_of(CAMPAIGN, name, channel) for name, channel in (("film", "tiktok"), ("film", "ours"), ("film", "other"))
    ]
    assert days == [date(2026, 3, 19), date(2026, 3, 1), date(2026, 3, 19)]
    assert day_of(CAMPAIGN, "idea", "tiktok") is None
    assert day_of(CAMPAIGN, "gone", "tiktok") is None
    assert moment_of(CAMPAIGN.items["weekly"], "tiktok") is None
