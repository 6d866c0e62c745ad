"""Tells how a campaign moved: in time, in its state, by a stop."""

from collections.abc import Iterator
from typing import get_args

from rencana.changes.change import Difference, PlanChange
from rencana.changes.context import Context, Side
from rencana.plan.header import Period, State
from rencana.words import dates

_ORDER = get_args(State)


def period_moved(context: Context, difference: Difference) -> Iterator[PlanChange]:
    """Yields that a campaign runs at another time."""
    before, after = _days(context, difference.before, context.before), _days(context, difference.after, context.after)
    yield context.change("campaign-moved", difference, {"before": before, "after": after})


def _days(context: Context, period: object, side: Side) -> str:
    first, last = (
        (period.first_day(side.calendar), period.last_day(side.calendar))
        if isinstance(period, Period)
        else (None, None)
    )
    if first and not last:
        return context.say("from {start}, without an end", start=dates.day(first, context.language))
    return dates.days(first, last, context.language) if first else context.told(period, side)


def state_moved(context: Context, difference: Difference) -> Iterator[PlanChange]:
    """Yields that a plan is further than it was, or has gone back; a closed campaign has a kind of its own."""
    before, after = context.before.plan.campaign.state, context.after.plan.campaign.state
    was_stopped, is_stopped = (side.plan.campaign.stopped for side in (context.before, context.after))
    if bool(was_stopped) != bool(is_stopped) and "stopped" in (before, after):
        # The stop itself has its day and its reason, and is told by these.
        return
    if after == "closed":
        kind = "campaign-closed"
    else:
        kind = "state-forward" if _ORDER.index(after) > _ORDER.index(before) else "state-back"
    yield context.change(kind, Difference(difference.path, before, after), context.states(before, after))


def stopped(context: Context, difference: Difference) -> Iterator[PlanChange]:
    """Yields that a campaign was stopped, or goes on after a stop; the day or the reason alone may change too."""
    if difference.before is None:
        yield context.change("campaign-stopped", difference)
    elif difference.after is None:
        yield context.change("campaign-resumed", difference)
    else:
        yield context.changed("campaign", difference)
