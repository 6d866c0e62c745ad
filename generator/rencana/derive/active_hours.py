"""At what hours of the day the audiences of a channel are there, and how far a time is from them."""

from collections.abc import Iterable
from datetime import time

from rencana.plan.campaign import Campaign, platform_of
from rencana.plan.language.rhythm import Hours
from rencana.plan.strategy import Use

_DAY = 24 * 60


def uses(campaign: Campaign, audiences: Iterable[str], channel: str) -> tuple[tuple[str, Use], ...]:
    """Returns how audiences use a channel: each with what it says of the channel itself, and of its platform."""
    declared, keys = campaign.plan.audiences, dict.fromkeys((channel, platform_of(channel, campaign)))
    used = [(name, declared[name].platforms) for name in audiences if name in declared]
    return tuple((name, platforms[key]) for name, platforms in used for key in keys if key in platforms)


def distance(clock: time, hours: Hours) -> int:
    """Returns how many minutes a time is away from a stretch of the day, around the clock."""
    at, start, end = map(minute, (clock, hours.start, hours.end))
    inside = start <= at <= end if start <= end else at >= start or at <= end
    return 0 if inside else min((start - at) % _DAY, (at - end) % _DAY)


def minute(clock: time) -> int:
    """Returns the minute of the day."""
    return clock.hour * 60 + clock.minute
