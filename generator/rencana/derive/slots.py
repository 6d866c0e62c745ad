"""When each item goes out on each of its channels: what the calendar means once dates and channels are resolved."""

from datetime import date, time
from functools import lru_cache

from msgspec import Struct

from rencana.plan.agenda import Item, Outlet
from rencana.plan.campaign import Campaign, platform_of
from rencana.plan.language.when import Moment

_NO_DIFFERENCE = Outlet.model_construct()
"""An item on a channel where nothing differs from its other channels."""


class Slot(Struct, frozen=True):
    """An item on one channel. `day` is None for an idea and for what comes back every week, which has only a time."""

    item: str
    channel: str
    platform: str
    state: str
    day: date | None
    clock: time | None
    caption: str
    title: str


@lru_cache(maxsize=4)
def slots(campaign: Campaign) -> tuple[Slot, ...]:
    """Returns the slots of a calendar, in the order of the file; an item without a channel has none.

    Rules ask one after another for the slots of one campaign, so those of the last few campaigns are cached.
    """
    return tuple(slot_of(campaign, name, channel) for name, item in campaign.items.items() for channel in item.channels)


def slot_of(campaign: Campaign, name: str, channel: str) -> Slot:
    """Returns an item on one channel, which may be none."""
    item = campaign.items[name]
    outlet, moment = item.channels.get(channel, _NO_DIFFERENCE), moment_of(item, channel)
    day = campaign.calendar.first(moment.when) if moment else None
    clock = moment.clock if moment else item.every.clock if item.every else None
    state = outlet.state or item.state
    caption = outlet.copy_text or item.copy_text or ""
    platform = platform_of(channel, campaign)
    return Slot(name, channel, platform, state, day, clock, caption, item.title or name)


def moment_of(item: Item, channel: str) -> Moment | None:
    """Returns when an item goes out on a channel, as the plan says it; None for ideas and for what comes back."""
    return item.channels.get(channel, _NO_DIFFERENCE).at or item.at


def day_of(campaign: Campaign, name: str, channel: str) -> date | None:
    """Returns the day on which an item goes out on a channel; None without a day, or without an item of this id."""
    item = campaign.items.get(name)
    moment = moment_of(item, channel) if item else None
    return campaign.calendar.first(moment.when) if moment else None
