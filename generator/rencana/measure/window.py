"""Over which days a value is asked for: to today, the last whole period of a steady target, to the day of a target."""

from collections.abc import Sequence
from datetime import date, timedelta

from rencana.measure.aims import Aim
from rencana.measure.levels import is_whole
from rencana.measure.periods import period_start
from rencana.measure.query import Query, usable_rows
from rencana.measure.ratios import value_of
from rencana.measure.value import How, LeftOutList, Value, WhyNot, nothing
from rencana.measure.verdict import is_due
from rencana.plan.readings import Reading

_DAY = timedelta(days=1)
_MOST_PERIODS = 14
"""A value is looked for in so many of the last periods at most."""


def value_now(query: Query, targets: Sequence[Aim]) -> Value:
    """Returns the value on the day: over all days so far; of a steady target, over its last whole period."""
    steady = next((aim for aim in targets if aim.steady), None)
    if steady is None:
        return value_of(query)
    unit = steady.target.per or ""
    value = nothing(WhyNot.NO_READING)
    # From the first day of the period that holds tomorrow: on the last day of a period it is whole.
    start = period_start(unit, query.until + _DAY)
    for _ in range(_MOST_PERIODS):
        end = start - _DAY
        start = period_start(unit, end)
        if query.since and end < query.since:
            break
        value = value_of(query.within(max(start, query.since) if query.since else start, end))
        if value.size is not None and (value.end is None or value.end >= start):
            break
    return value


def value_by_day(query: Query, aim: Aim, now: Value, *, summed: bool) -> Value:
    """Returns what was measured by the day of a target, where that day is over."""
    if not is_due(aim, now, query.on, closed=query.campaign.plan.campaign.state == "closed") or aim.day is None:
        return nothing(WhyNot.NO_READING)
    if aim.target.within:
        return value_of(query.within(query.campaign.first_day(aim.target.within), aim.day))
    if not (summed or now.how is How.RATIO):
        return _level_on(query, aim.day)
    if query.until <= aim.day and not aim.steady:
        # No later day counts anyway, so what was measured by the day is what is known now.
        return now
    return value_of(query.within(query.since, aim.day))


def _level_on(query: Query, day: date) -> Value:
    """Returns the level that was read for a day: the row over it; of waves the nearest, of stocks the last before."""

    def distance(row: Reading) -> tuple[int, date]:
        nearest = row.end if row.end <= day else row.start or row.end
        return abs((nearest - day).days), row.end

    rows = [row for row in usable_rows(query, LeftOutList()) if not row.item and is_whole(query, row)]
    ends = [row.end for row in rows if row.start and row.start <= day <= row.end]
    if not ends and query.metric.over_time != "last" and rows:
        ends = [min(rows, key=distance).end]
    if not ends:
        ends = [row.end for row in rows if row.end <= day]
    return value_of(query.within(query.since, max(ends))) if ends else nothing(WhyNot.NO_READING)
