"""On which days each item goes out: a dated item on its day, a weekly one on each of its days of the week."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from msgspec import Struct
from msgspec.structs import replace

from rencana.derive.pauses import covers, is_paused
from rencana.derive.slots import Slot, moment_of, slot_of, slots
from rencana.plan.agenda import Item
from rencana.plan.campaign import Campaign
from rencana.plan.language.rhythm import Every

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=92)


class Appearance(Struct, frozen=True):
    """An item on one channel on one day. `last` is later than `day` where the plan says only a month or a quarter."""

    slot: Slot
    day: date
    last: date
    repeated: bool = False


def appearances(campaign: Campaign, until: date) -> tuple[Appearance, ...]:
    """Returns when each item goes out, in the order of time; what comes back without end, to the day `until`.

    An item without a day appears nowhere; one without a channel appears once, on none.
    """
    unsorted = [appearance for slot in all_slots(campaign) for appearance in appearances_of(campaign, slot, until)]
    return tuple(sorted(unsorted, key=lambda appearance: (appearance.day, appearance.slot.clock or time())))


def all_slots(campaign: Campaign) -> tuple[Slot, ...]:
    """Returns the slots of a calendar, and one without a channel for each item that has none."""
    without_channel = (slot_of(campaign, name, "") for name, item in campaign.items.items() if not item.channels)
    return (*slots(campaign), *without_channel)


def appearances_of(campaign: Campaign, slot: Slot, until: date) -> tuple[Appearance, ...]:
    """Returns when one slot appears, in the order of time."""
    item = campaign.items[slot.item]
    outlet, moment = item.channels.get(slot.channel), moment_of(item, slot.channel)
    if item.every and not (outlet and outlet.at):
        weekly = replace(slot, day=None, clock=item.every.clock or slot.clock)
        days = sorted(set(_days(campaign, weekly, item.every, until)))
        return tuple(Appearance(weekly, day, day, repeated=True) for day in days)
    last = campaign.calendar.last(moment.when) if moment else None
    return (Appearance(slot, slot.day, last),) if slot.day and last else ()


def runs(campaign: Campaign, item: Item) -> tuple[tuple[date, date | None], ...]:
    """Returns the stretches in which an item comes back; one without a last day has no end.

    A window of the item may lead in before the campaign; none goes on after its end, or after it was stopped.
    """
    stopped = campaign.plan.campaign.stopped
    ends = [day for day in (campaign.end, stopped.date if stopped else None) if day]
    begins = campaign.calendar.first(item.at.when) if item.at else None
    stretches = []
    for window in item.windows or (None,):
        first, last = campaign.first_day(window) or campaign.start, campaign.last_day(window)
        if first:
            stretches.append((max(first, begins or first), min([*ends, last] if last else ends, default=None)))
    return tuple(stretches)


def _days(campaign: Campaign, slot: Slot, every: Every, until: date) -> Iterator[date]:
    stated = campaign.plan.channels.get(slot.channel)
    windows = stated.windows if stated else ()
    for first, last in runs(campaign, campaign.items[slot.item]):
        for count in range(((last or until) - first).days + 1):
            day = first + count * _DAY
            if day.weekday() not in every.days or is_paused(campaign, slot.channel, day):
                continue
            if not windows or any(covers(campaign, window, day) for window in windows):
                yield day


def horizon(campaign: Campaign, on: date) -> date:
    """Returns the day up to which items that come back without end are shown: three months ahead."""
    return max(on, campaign.start or on) + _AHEAD
