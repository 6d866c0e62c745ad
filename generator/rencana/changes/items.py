"""Tells what changed in the calendar: posts that move, are cancelled, say something else, appear elsewhere."""

from collections.abc import Iterator

from rencana.changes.change import Difference, PlanChange
from rencana.changes.context import Context


def state_changed(context: Context, difference: Difference) -> Iterator[PlanChange]:
    """Yields that a post is cancelled, or that it is in another state."""
    before, after = str(difference.before), str(difference.after)
    kind = "item-cancelled" if after == "cancelled" else "item-advanced"
    yield context.change(kind, difference, context.states(before, after))


def channel_changed(context: Context, difference: Difference) -> Iterator[PlanChange]:
    """Yields that a post appears on one channel more or less."""
    name = difference.path[1]
    before, after = context.before.items.get(name), context.after.items[name]
    channels = Difference(difference.path[:-1], tuple(before.channels) if before else (), tuple(after.channels))
    yield context.change("item-channels-changed", channels)
