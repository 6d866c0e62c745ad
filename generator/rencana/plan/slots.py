"""When each item goes out on each of its channels: what the calendar means once dates and channels are resolved."""

from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from rencana.plan.agenda import Item, Outlet
from rencana.plan.campaign import Campaign
from rencana.plan.names import platform_of


@dataclass(frozen=True, slots=True)
class Slot:
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

    Many rules ask one after another for the slots of one campaign, so those of the last few are kept.
    """
    return tuple(
        _slot(campaign, name, item, channel, outlet)
        for name, item in campaign.items.items()
        for channel, outlet in item.channels.items()
    )


def _slot(campaign: Campaign, name: str, item: Item, channel: str, outlet: Outlet) -> Slot:
    moment = outlet.at or item.at
    day = campaign.calendar.first(moment.when) if moment else None
    clock = moment.clock if moment else item.every.clock if item.every else None
    state = outlet.state or item.state
    caption = outlet.copy_text or item.copy_text or ""
    platform = platform_of(channel, campaign)
    return Slot(name, channel, platform, state, day, clock, caption, item.title or name)
