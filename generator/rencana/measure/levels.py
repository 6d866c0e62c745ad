"""Values that do not add up: the last of a stock, the platform's own number for the very days, one wave of a survey."""

from collections.abc import Sequence
from datetime import date

from rencana.measure import quantity
from rencana.measure.query import (
    Query,
    breaks,
    currency_of,
    in_scope,
    newest_of_best,
    newness,
    refuse_mixed_currencies,
    sample_size,
    usable_rows,
)
from rencana.measure.sums import why_no_rows
from rencana.measure.value import How, LeftOutList, NoValue, Reason, Value, ValuePart, WhyNot, nothing
from rencana.plan.readings import Reading


def level_of(query: Query) -> Value:
    """Returns the newest reading that says what the KPI asks, or why none does."""
    left_out = LeftOutList()
    try:
        return _level(query, left_out)
    except NoValue as reason:
        return nothing(reason.why, reason.about, left_out.all_but(()))


def _level(query: Query, left_out: LeftOutList) -> Value:
    rows = [row for row in usable_rows(query, left_out) if not row.item]
    if not rows:
        return _newest_change(query, left_out)
    if query.metric.platform_value:
        # A platform counts each person once in the days of its number, so a number for other days says nothing.
        fitting = [row for row in rows if row.start is None or row.start == query.since]
        if not fitting:
            return nothing(WhyNot.OTHER_DAYS, left_out=left_out.all_but(()))
        rows = fitting
    whole_rows = [row for row in rows if is_whole(query, row)]
    if whole_rows:
        return value_of_row(query, _latest(query, whole_rows, left_out), left_out)
    if query.metric.channels_add:
        return _sum_of_channels(query, rows, left_out)
    if len({(row.channel, row.place) for row in rows}) == 1:
        return value_of_row(query, _latest(query, rows, left_out), left_out, partial=True)
    left_out.add(rows, Reason.WHOLE_AND_PARTS)
    return nothing(WhyNot.CHANNELS_APART, left_out=left_out.all_but(()))


def _newest_change(query: Query, left_out: LeftOutList) -> Value:
    """Returns the newest reading that says only a change; there is no size in it."""
    rows = (row for row in in_scope(query) if row.end <= query.until and not row.item)
    changes = [row for row in rows if row.value is None and row.change]
    if not changes:
        return nothing(why_no_rows(query), left_out=left_out.all_but(()))
    newest = max(changes, key=lambda row: (row.end, newness(row)))
    return Value(
        how=How.READ,
        start=newest.start,
        end=newest.end,
        change=newest.change,
        n=sample_size(query.campaign, newest.n, newest.source),
        mark=newest.mark,
        why_not=WhyNot.CHANGE_ONLY,
        left_out=left_out.all_but([newest]),
    )


def is_whole(query: Query, row: Reading) -> bool:
    """Tells whether a reading speaks of all that the KPI covers."""
    return (not row.channel or query.kpi.channels == (row.channel,)) and (
        not row.place or query.kpi.places == (row.place,)
    )


def _latest(query: Query, rows: Sequence[Reading], left_out: LeftOutList) -> Reading:
    """Returns the row that ends last, and of those the one that begins last; of several the one that counts."""
    last = max((row.end, row.start or date.min) for row in rows)
    return newest_of_best(query, [row for row in rows if (row.end, row.start or date.min) == last], left_out)


def part_of_row(query: Query, row: Reading) -> ValuePart:
    """Returns what one reading adds to a value."""
    assert row.value is not None
    return ValuePart(query.metric.id, row.channel, row.place, quantity.of(row.value), row.start, row.end, (row,))


def value_of_row(query: Query, row: Reading, left_out: LeftOutList, *, partial: bool = False) -> Value:
    """Returns what one reading says by itself."""
    part = part_of_row(query, row)
    return Value(
        size=part.size,
        currency=currency_of(query, row),
        how=How.LAST if query.metric.over_time == "last" and not query.metric.platform_value else How.READ,
        start=row.start,
        end=row.end,
        parts=(part,),
        left_out=left_out.all_but([row]),
        change=row.change,
        n=sample_size(query.campaign, row.n, row.source),
        mark=row.mark,
        breaks=tuple(breaks(query, row.channel)),
        partial=partial,
    )


def _sum_of_channels(query: Query, rows: Sequence[Reading], left_out: LeftOutList) -> Value:
    """Adds the last values of channels that the catalogue lets be added; every named channel has to have one."""
    scopes = sorted({(row.channel, row.place) for row in rows})
    silent = [name for name in query.kpi.channels if name not in {channel for channel, _ in scopes}]
    if silent:
        return nothing(WhyNot.CHANNEL_SILENT, ", ".join(silent), left_out.all_but(()))
    lasts = [_latest(query, [row for row in rows if (row.channel, row.place) == scope], left_out) for scope in scopes]
    values = [value_of_row(query, row, left_out) for row in lasts]
    refuse_mixed_currencies(query, lasts)
    return Value(
        size=quantity.total(value.size for value in values if value.size),
        currency=values[0].currency,
        how=How.LAST,
        start=None,
        # Together they are as of the day that all of them have reached.
        end=min(row.end for row in lasts),
        parts=tuple(part for value in values for part in value.parts),
        left_out=left_out.all_but(lasts),
        breaks=tuple(change for value in values for change in value.breaks),
        gross=len(values) > 1,
    )
