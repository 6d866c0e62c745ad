"""What makes two readings speak of the same thing."""

from collections.abc import Callable
from operator import attrgetter

from rencana.plan.rows import Reading

scope: Callable[[Reading], tuple[object, ...]] = attrgetter(
    "start", "end", "metric", "channel", "item", "place", "audience"
)
"""Returns days, metric and scope of a reading; two with the same ones can be compared."""
