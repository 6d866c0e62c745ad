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
"""Returns days, scope and metric of a reading; two with the same ones can be compared."""


@lru_cache(maxsize=4)
def comparable(campaign: Campaign) -> tuple[Reading, ...]:
    """Returns the readings that speak of the same as another one, in their order; mostly there are none.

    Several rules ask one after another for those of one campaign, so those of the last few are kept.
    """
    scopes = tuple(map(scope, campaign.readings))
    if len(set(scopes)) == len(scopes):
        return ()
    counts = Counter(scopes)
    return tuple(one for one, of in zip(campaign.readings, scopes, strict=True) if counts[of] > 1)
