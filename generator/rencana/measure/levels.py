"""Values that do not add up: the last of a stock, the platform's own number for the very days, one wave of a survey."""

from collections.abc import Sequence
from datetime import date

from rencana.measure import quantity
from rencana.measure.query import (
    Query,
    agreed,
    breaks,
    currency_of,
    in_scope,
    known,
    newness,
    one_currency,
    sample_size,
)
from rencana.measure.sums import no_rows
from rencana.measure.value import How, LeftOutList, NoValue, Reason, Value, ValuePart, WhyNot, nothing
from rencana.plan.readings import Reading


def level(query: Query) -> Value:
    """Returns the newest reading that says what the KPI asks, or why none does."""
    left_out = LeftOutList()
    try:
        return _level(query, left_out)
    except NoValue as reason:
        return nothing(reason.why, reason.about, left_out.all_but(()))


def _level(query: Query, left_out: LeftOutList) -> Value:
    rows = [one for one in known(query, left_out) if not one.item]
    if not rows:
        changes = sorted(_changes(query), key=lambda one: (one.end, newness(one)))
        if changes:
            return _change(query, changes[-1], left_out)
        return nothing(no_rows(query), left_out=left_out.all_but(()))
    if query.metric.platform_value:
        fitting = [one for one in rows if one.start is None or one.start == query.since]
        if not fitting:
            return nothing(WhyNot.OTHER_DAYS, left_out=left_out.all_but(()))
        rows = fitting
    return _newest(query, rows, left_out)


def _changes(query: Query) -> list[Reading]:
    """Returns the readings of the scope that say only a change."""
    return [
        one for one in in_scope(query) if one.end <= query.until and one.value is None and one.change and not one.item
    ]


def _change(query: Query, one: Reading, left_out: LeftOutList) -> Value:
    return Value(
        how=How.READ,
        start=one.start,
        end=one.end,
        change=one.change,
        n=sample_size(query.campaign, one.n, one.source),
        mark=one.mark,
        why_not=WhyNot.CHANGE_ONLY,
        left_out=left_out.all_but([one]),
    )


def _newest(query: Query, rows: Sequence[Reading], left_out: LeftOutList) -> Value:
    """Returns the newest row for the whole; else the channels together, where they may be added."""
    whole = [one for one in rows if is_whole(query, one)]
    apart = [one for one in rows if not is_whole(query, one)]
    if whole:
        return _read(query, _latest(query, whole, left_out), left_out)
    scopes = sorted({(one.channel, one.place) for one in apart})
    if query.metric.channels_add:
        return _gross(query, apart, left_out)
    if len(scopes) == 1:
        return _read(query, _latest(query, apart, left_out), left_out, partial=True)
    left_out.add(apart, Reason.WHOLE_AND_PARTS)
    return nothing(WhyNot.CHANNELS_APART, left_out=left_out.all_but(()))


def is_whole(query: Query, one: Reading) -> bool:
    """Tells whether a reading speaks of all that the KPI covers."""
    return (not one.channel or query.kpi.channels == (one.channel,)) and (
        not one.place or query.kpi.places == (one.place,)
    )


def _latest(query: Query, rows: Sequence[Reading], left_out: LeftOutList) -> Reading:
    """Returns the row that ends last; of several for the same days the one that counts."""
    end, start = max((one.end, one.start or date.min) for one in rows)
    return agreed(query, [one for one in rows if (one.end, one.start or date.min) == (end, start)], left_out)


def _read(query: Query, one: Reading, left_out: LeftOutList, *, partial: bool = False) -> Value:
    assert one.value is not None
    size = quantity.of(one.value)
    return Value(
        size=size,
        currency=currency_of(query, one),
        how=How.LAST if query.metric.over_time == "last" and not query.metric.platform_value else How.READ,
        start=one.start,
        end=one.end,
        parts=(ValuePart(query.metric.id, one.channel, one.place, size, one.start, one.end, (one,)),),
        left_out=left_out.all_but([one]),
        change=one.change,
        n=sample_size(query.campaign, one.n, one.source),
        mark=one.mark,
        breaks=tuple(breaks(query, one.channel)),
        partial=partial,
    )


def _gross(query: Query, rows: Sequence[Reading], left_out: LeftOutList) -> Value:
    """Adds the last values of channels that the catalogue lets be added; every named channel has to have one."""
    scopes = sorted({(one.channel, one.place) for one in rows})
    silent = [name for name in query.kpi.channels if name not in {channel for channel, _ in scopes}]
    if silent:
        return nothing(WhyNot.CHANNEL_SILENT, ", ".join(silent), left_out.all_but(()))
    lasts = [_latest(query, [one for one in rows if (one.channel, one.place) == scope], left_out) for scope in scopes]
    found = [_read(query, one, left_out) for one in lasts]
    one_currency(query, lasts)
    return Value(
        size=quantity.total(one.size for one in found if one.size),
        currency=found[0].currency,
        how=How.LAST,
        start=None,
        end=min(one.end for one in lasts),
        parts=tuple(part for one in found for part in one.parts),
        left_out=left_out.all_but(lasts),
        breaks=tuple(change for one in found for change in one.breaks),
        gross=len(found) > 1,
    )
