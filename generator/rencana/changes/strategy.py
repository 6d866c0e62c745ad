"""Tells what changed in the first four stages of a plan, and in its reviews."""

from collections.abc import Iterator
from datetime import date

from rencana.changes.change import Difference, PlanChange
from rencana.changes.context import Context, Side
from rencana.plan.strategy import Channel, Evidence


def evidence_changed(context: Context, difference: Difference) -> Iterator[PlanChange]:
    """Yields that an audience rests on other evidence; newer evidence is renewed."""
    if None in (difference.before, difference.after):
        yield context.changed("audience", difference)
        return
    before, after = _newest(difference.before, context.before), _newest(difference.after, context.after)
    renewed = before is not None and after is not None and after > before
    yield context.change("evidence-renewed" if renewed else "evidence-changed", difference)


def _newest(evidence: object, side: Side) -> date | None:
    pieces = evidence if isinstance(evidence, tuple) else ()
    days = (side.calendar.last(piece.date) for piece in pieces if isinstance(piece, Evidence))
    return max((day for day in days if day), default=None)


def channel_changed(context: Context, difference: Difference) -> Iterator[PlanChange]:
    """Yields that a channel is new, with or without a reason; or gone, perhaps while posts were planned on it."""
    match difference.after:
        case Channel() as channel:
            has_reason = channel.why is not None and bool(channel.why.model_fields_set)
            yield context.change("channel-added" if has_reason else "channel-added-without-reason", difference)
        case _:
            name = difference.path[-1]
            count = sum(name in item.channels for item in context.before.items.values())
            kind = "channel-dropped-in-use" if count else "channel-dropped"
            yield context.change(kind, difference, {"count": count})


def review_written(context: Context, difference: Difference) -> Iterator[PlanChange]:
    """Yields what a review has found or decided; other words for it are a change of the review."""
    if difference.before is None:
        yield context.change("review-found" if difference.path[-1] == "found" else "review-decided", difference)
    else:
        yield context.changed("review", difference)
