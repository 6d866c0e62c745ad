"""The chart of active hours: the planned times of a channel beside the hours at which its audiences are active."""

from collections.abc import Sequence
from datetime import time
from decimal import Decimal

from msgspec import Struct

from rencana.derive import golden_thread
from rencana.derive.active_hours import distance, minute, uses
from rencana.derive.appearances import all_slots
from rencana.plan.language.rhythm import Hours
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.text import terms
from rencana.words import dates, numbers

_DAY = 24 * 60


class PlannedTime(Struct, frozen=True):
    """A time of day at which items go out; `x` is its minute in the drawing."""

    x: int
    clock: str
    inside: bool


class HoursView(Struct, frozen=True):
    """A channel with its planned times and the hours of its audiences; `verdict` is inside, partly, outside, unknown.

    `bands` are the hours as drawn: the minute of the day at which each begins, and its length in minutes.
    """

    channel: Named
    verdict: str
    word: str
    sentence: str
    audiences: tuple[str, ...]
    bands: tuple[tuple[int, int], ...]
    times: tuple[PlannedTime, ...]


def hours_views(view: CampaignView) -> tuple[HoursView, ...]:
    """Returns the channels on which items have a time, each with the hours of its audiences."""
    clocks: dict[str, set[time]] = {}
    for slot in all_slots(view.campaign):
        if slot.channel and slot.clock and slot.state != "cancelled":
            clocks.setdefault(slot.channel, set()).add(slot.clock)
    return tuple(_view(view, channel, sorted(times)) for channel, times in clocks.items())


def _view(view: CampaignView, channel: str, clocks: Sequence[time]) -> HoursView:
    plan, say = view.campaign.plan, view.say
    names = golden_thread.channel_audiences(plan, channel) if channel in plan.channels else ()
    there = [(name, use) for name, use in uses(view.campaign, names, channel) if use.active is not False and use.hours]
    hours = [stretch for _, use in there for stretch in use.hours]
    far = {clock: min((distance(clock, stretch) for stretch in hours), default=-1) for clock in clocks}
    verdict = _verdict(list(far.values()))
    return HoursView(
        channel=view.channel(channel),
        verdict=verdict,
        word=say.term(verdict, terms.ACTIVE_HOURS),
        sentence=_sentence(view, far, verdict),
        audiences=tuple(
            f"{view.audience(name).title}: {say.list([say.hours(stretch) for stretch in use.hours])}"
            for name, use in there
        ),
        bands=tuple(band for stretch in hours for band in _bands(stretch)),
        times=tuple(
            PlannedTime(minute(clock), dates.clock(clock, say.language), away == 0) for clock, away in far.items()
        ),
    )


def _verdict(far: Sequence[int]) -> str:
    if min(far) < 0:
        return "unknown"
    inside = sum(minutes == 0 for minutes in far)
    return "inside" if inside == len(far) else "partly" if inside else "outside"


def _sentence(view: CampaignView, far: dict[time, int], verdict: str) -> str:
    say = view.say
    if verdict == "unknown":
        return say("No audience of this channel says at what hours it is there.")
    if verdict == "inside":
        return say("All planned times lie in hours in which an audience of the channel is active.")
    away = {
        dates.clock(clock, say.language): numbers.duration(Decimal(minutes * 60), say.language)
        for clock, minutes in far.items()
        if minutes
    }
    times = say.list([say("{time} by {length}", time=clock, length=length) for clock, length in away.items()])
    if verdict == "outside":
        return say("All planned times miss the hours of the audiences: {times}.", times=times)
    return say("These planned times miss the hours of the audiences: {times}. The others lie inside.", times=times)


def _bands(hours: Hours) -> tuple[tuple[int, int], ...]:
    start, end = minute(hours.start), minute(hours.end)
    return ((start, end - start),) if start <= end else ((start, _DAY - start), (0, end))
