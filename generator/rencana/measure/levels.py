"""Values that do not add up: the last of a stock, the platform's own number for the very days, one wave of a survey."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from rencana.measure import quantity
from rencana.measure.expected import WHOLE
from rencana.measure.grouping import grouped
from rencana.measure.query import (
    Query,
    breaks,
    currency_of,
    in_scope,
    newest_of_best,
    refuse_mixed_currencies,
    rows_until,
    sample_size,
)
from rencana.measure.sums import why_no_rows
from rencana.measure.value import How, LeftOutList, NoValue, Reason, Value, ValuePart, WhyNot, nothing, refused
from rencana.plan.readings import Reading

_DAY = timedelta(days=1)


def level_of(query: Query) -> Value:
    """Returns the newest reading that says what the KPI asks, or why none does."""
    left_out = LeftOutList()
    try:
        return _level(query, left_out)
    except NoValue as reason:
        return refused(reason, left_out)


def level_rows(query: Query, left_out: LeftOutList) -> list[Reading]:
    """Returns the readings of a level: no posts, and of a platform's own number only those of the very days.

    A platform counts each person once in the days of its number. So a number answers only where it begins on the first
    day of the query, and reaches the newest day of which its source has one: not the first day of a daily series.
    """
    rows = [row for row in rows_until(query, left_out) if not row.item and _lies_in_windows(query, row)]
    if not query.metric.platform_value:
        return rows
    newest = {scope: max(row.end for row in same) for scope, same in grouped(rows, _series).items()}
    fitting = [row for row in rows if row.start in (None, query.since) and row.end == newest[_series(row)]]
    left_out.add((row for row in rows if row not in fitting), Reason.OTHER_DAYS)
    return fitting


def _series(row: Reading) -> tuple[str, str, str, str]:
    return row.channel, row.place, row.audience, row.source


def _lies_in_windows(query: Query, row: Reading) -> bool:
    return not query.windows or any((row.start or row.end) >= start and row.end <= end for start, end in query.windows)


def _level(query: Query, left_out: LeftOutList) -> Value:
    rows = level_rows(query, left_out)
    if not rows:
        if any(entry.reason is Reason.OTHER_DAYS for entry in left_out.rows.values()):
            return nothing(WhyNot.OTHER_DAYS, left_out=left_out.all_but(()))
        return _newest_change(query, left_out)
    whole_rows = [row for row in rows if is_whole(query, row)]
    of_parts = [row for row in rows if not is_whole(query, row)]
    if query.metric.channels_add and of_parts:
        together = _sum_of_channels(query, of_parts, left_out)
        if not whole_rows or (together.end and together.end > max(row.end for row in whole_rows)):
            return together
    if whole_rows:
        left_out.add(of_parts, Reason.WHOLE_AND_PARTS)
        return value_of_row(query, newest_row(query, whole_rows, left_out), left_out)
    left_out.add(rows, Reason.WHOLE_AND_PARTS)
    by_audience = len({row.audience for row in rows}) > 1
    why = WhyNot.AUDIENCES_APART if by_audience else WhyNot.CHANNELS_APART
    return nothing(why, left_out=left_out.all_but(()))


def _newest_change(query: Query, left_out: LeftOutList) -> Value:
    """Returns the newest reading that says only a change; there is no size in it."""
    rows = (row for row in in_scope(query) if row.end <= query.until and not row.item)
    changes = [row for row in rows if row.value is None and row.change]
    if not changes:
        return nothing(*why_no_rows(query), left_out=left_out.all_but(()))
    newest = max(changes, key=lambda row: (row.end, query.readings.newness(row)))
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
    expected = query.expected
    scopes = ((row.channel, tuple(expected.channels)), (row.place, expected.places), (row.audience, expected.audiences))
    return all(value == WHOLE or values == (value,) for value, values in scopes)


def newest_row(query: Query, rows: Sequence[Reading], left_out: LeftOutList) -> Reading:
    """Returns the row that ends last, and of those the one over most days; of several the one that counts."""
    end = max(row.end for row in rows)
    last = [row for row in rows if row.end == end]
    first = min(row.start or row.end for row in last)
    left_out.add((row for row in last if (row.start or row.end) != first), Reason.FEWER_DAYS)
    return newest_of_best(query, [row for row in last if (row.start or row.end) == first], left_out)


def part_of_row(query: Query, row: Reading) -> ValuePart:
    """Returns what one reading adds to a value."""
    assert row.value is not None
    size = quantity.of(row.value)
    return ValuePart(query.metric.id, row.channel, row.place, row.audience, size, row.start, row.end, (row,))


def value_of_row(query: Query, row: Reading, left_out: LeftOutList) -> Value:
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
    )


def _sum_of_channels(query: Query, rows: Sequence[Reading], left_out: LeftOutList) -> Value:
    """Adds the last values of channels that the catalogue lets be added; every expected channel has to have one."""
    by_part = grouped(rows, lambda row: (row.channel, row.place, row.audience))
    if len({row.audience for row in rows}) > 1 and not query.expected.disjoint:
        return nothing(WhyNot.AUDIENCES_APART, left_out=left_out.all_but(()))
    silent = _silent(query, rows)
    if silent:
        return nothing(WhyNot.CHANNEL_SILENT, ", ".join(silent), left_out.all_but(()))
    lasts = [newest_row(query, same, left_out) for _, same in sorted(by_part.items())]
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


def _silent(query: Query, rows: Sequence[Reading]) -> list[str]:
    """Returns the expected channels, places and audiences that have no reading.

    A channel that is not open yet, or not any more, is not expected.
    """
    places = _unread(query.expected.places, {row.place for row in rows})
    audiences = _unread(query.expected.audiences, {row.audience for row in rows})
    last = min(query.until, query.on - _DAY)
    open_channels = (
        name
        for name, windows in query.expected.channels.items()
        if any(start <= last and (query.since is None or end >= query.since) for start, end in windows)
    )
    return [*_unread(open_channels, {row.channel for row in rows}), *places, *audiences]


def _unread(expected: Iterable[str], read: set[str]) -> list[str]:
    return [] if WHOLE in read else [name for name in expected if name not in (WHOLE, *read)]
