"""What makes two readings speak of the same thing."""

from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter

from rencana.plan.campaign import Campaign
from rencana.plan.readings import Reading

scope: Callable[[Reading], tuple[object, ...]] = attrgetter(
    "start", "end", "metric", "channel", "item", "place", "audience"
)
"""Returns days, metric and scope of a reading; two readings in which these are equal can be compared."""


@lru_cache(maxsize=4)  # Several rules ask for the readings of one campaign, one rule after the other.
def comparable(campaign: Campaign) -> tuple[Reading, ...]:
    """Returns the readings that can be compared with another one, in their order; mostly there are none."""
    scopes = tuple(map(scope, campaign.readings))
    if len(set(scopes)) == len(scopes):
        return ()
    counts = Counter(scopes)
    return tuple(reading for reading, key in zip(campaign.readings, scopes, strict=True) if counts[key] > 1)
