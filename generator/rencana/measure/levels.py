"""Values that do not add up: the last of a stock, the platform's own number for the very days, one wave of a survey."""

from collections.abc import Sequence
from datetime import date

from rencana.measure import quantity
from rencana.measure.query import Ask, agreed, breaks, currency_of, in_scope, known, newness, one_currency, sample_size
from rencana.measure.sums import no_rows
from rencana.measure.value import Drawer, How, NoValue, Part, Reason, Value, WhyNot, nothing
from rencana.plan.rows import Reading


def level(ask: Ask) -> Value:
    """Returns the newest reading that says what the KPI asks, or why none does."""
    drawer = Drawer()
    try:
        return _level(ask, drawer)
    except NoValue as reason:
        return nothing(reason.why, reason.about, drawer.all_but(()))


def _level(ask: Ask, drawer: Drawer) -> Value:
    rows = [one for one in known(ask, drawer) if not one.item]
    if not rows:
        changes = sorted(_changes(ask), key=lambda one: (one.end, newness(one)))
        if changes:
            return _change(ask, changes[-1], drawer)
        return nothing(no_rows(ask), left_out=drawer.all_but(()))
    if ask.metric.platform_value:
        fitting = [one for one in rows if one.start is None or one.start == ask.since]
        if not fitting:
            return nothing(WhyNot.OTHER_DAYS, left_out=drawer.all_but(()))
        rows = fitting
    return _newest(ask, rows, drawer)


def _changes(ask: Ask) -> list[Reading]:
    """Returns the readings of the scope that say only a change."""
    return [one for one in in_scope(ask) if one.end <= ask.until and one.value is None and one.change and not one.item]


def _change(ask: Ask, one: Reading, drawer: Drawer) -> Value:
    return Value(
        how=How.READ,
        start=one.start,
        end=one.end,
        change=one.change,
        n=sample_size(ask.campaign, one.n, one.source),
        mark=one.mark,
        why_not=WhyNot.CHANGE_ONLY,
        left_out=drawer.all_but([one]),
    )


def _newest(ask: Ask, rows: Sequence[Reading], drawer: Drawer) -> Value:
    """Returns the newest row for the whole; else the channels together, where they may be added."""
    whole = [one for one in rows if is_whole(ask, one)]
    apart = [one for one in rows if not is_whole(ask, one)]
    if whole:
        return _read(ask, _latest(ask, whole, drawer), drawer)
    scopes = sorted({(one.channel, one.place) for one in apart})
    if ask.metric.channels_add:
        return _gross(ask, apart, drawer)
    if len(scopes) == 1:
        return _read(ask, _latest(ask, apart, drawer), drawer, partial=True)
    drawer.put(apart, Reason.WHOLE_AND_PARTS)
    return nothing(WhyNot.CHANNELS_APART, left_out=drawer.all_but(()))


def is_whole(ask: Ask, one: Reading) -> bool:
    """Tells whether a reading speaks of all that the KPI covers."""
    return (not one.channel or ask.kpi.channels == (one.channel,)) and (not one.place or ask.kpi.places == (one.place,))


def _latest(ask: Ask, rows: Sequence[Reading], drawer: Drawer) -> Reading:
    """Returns the row that ends last; of several for the same days the one that counts."""
    end, start = max((one.end, one.start or date.min) for one in rows)
    return agreed(ask, [one for one in rows if (one.end, one.start or date.min) == (end, start)], drawer)


def _read(ask: Ask, one: Reading, drawer: Drawer, *, partial: bool = False) -> Value:
    assert one.value is not None
    size = quantity.of(one.value)
    return Value(
        size=size,
        currency=currency_of(ask, one),
        how=How.LAST if ask.metric.over_time == "last" and not ask.metric.platform_value else How.READ,
        start=one.start,
        end=one.end,
        parts=(Part(ask.metric.id, one.channel, one.place, size, one.start, one.end, (one,)),),
        left_out=drawer.all_but([one]),
        change=one.change,
        n=sample_size(ask.campaign, one.n, one.source),
        mark=one.mark,
        breaks=tuple(breaks(ask, one.channel)),
        partial=partial,
    )


def _gross(ask: Ask, rows: Sequence[Reading], drawer: Drawer) -> Value:
    """Adds the last values of channels that the catalogue lets be added; every named channel has to have one."""
    scopes = sorted({(one.channel, one.place) for one in rows})
    silent = [name for name in ask.kpi.channels if name not in {channel for channel, _ in scopes}]
    if silent:
        return nothing(WhyNot.CHANNEL_SILENT, ", ".join(silent), drawer.all_but(()))
    lasts = [_latest(ask, [one for one in rows if (one.channel, one.place) == scope], drawer) for scope in scopes]
    found = [_read(ask, one, drawer) for one in lasts]
    one_currency(ask, lasts)
    return Value(
        size=quantity.total(one.size for one in found if one.size),
        currency=found[0].currency,
        how=How.LAST,
        start=None,
        end=min(one.end for one in lasts),
        parts=tuple(part for one in found for part in one.parts),
        left_out=drawer.all_but(lasts),
        breaks=tuple(change for one in found for change in one.breaks),
        gross=len(found) > 1,
    )
