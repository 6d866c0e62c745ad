"""Over which days a value is asked for: today, the last whole week of a target that comes back, the day of a target."""

from collections.abc import Sequence
from datetime import date, timedelta

from rencana.measure.aims import Aim
from rencana.measure.levels import is_whole
from rencana.measure.periods import period_start
from rencana.measure.query import Query, known
from rencana.measure.ratios import value
from rencana.measure.value import How, LeftOutList, Value, WhyNot, nothing
from rencana.measure.verdict import is_due
from rencana.plan.readings import Reading

_DAY = timedelta(days=1)
_MOST_PERIODS = 14


def value_now(query: Query, targets: Sequence[Aim]) -> Value:
    """Returns the value on the day: over the whole time; of a target that comes back, over its last whole period."""
    steady = next((aim for aim in targets if aim.steady), None)
    if steady is None:
        return value(query)
    found = nothing(WhyNot.NO_READING)
    start = period_start(steady.target.per or "", query.until + _DAY)
    for _ in range(_MOST_PERIODS):
        end = start - _DAY
        start = period_start(steady.target.per or "", end)
        if query.since and end < query.since:
            break
        found = value(query.within(max(start, query.since) if query.since else start, end))
        if found.size is not None and (found.end is None or found.end >= start):
            break
    return found


def value_by_day(query: Query, aim: Aim, now: Value, *, counts: bool) -> Value:
    """Returns what was measured by the day of a target, where that day is over."""
    if not is_due(aim, now, query.on, closed=query.campaign.plan.campaign.state == "closed") or aim.day is None:
        return nothing(WhyNot.NO_READING)
    within = aim.target.within
    if not within and (counts or now.how is How.RATIO) and query.until <= aim.day and not aim.steady:
        # No later day counts anyway, so what was measured by the day is what is known now.
        return now
    if within:
        return value(query.within(query.campaign.first_day(within), aim.day))
    if counts or now.how is How.RATIO:
        return value(query.within(query.since, aim.day))
    return _wave_at(query, aim.day)


def _wave_at(query: Query, day: date) -> Value:
    """Returns the level that was read for a day: the row over it; of waves the nearest, of stocks the last before."""
    rows = [one for one in known(query, LeftOutList()) if not one.item and is_whole(query, one)]
    over = [one for one in rows if one.start and one.start <= day <= one.end]
    before = [one for one in rows if one.end <= day]
    ends = [one.end for one in over] or [one.end for one in before]
    if not over and query.metric.over_time != "last" and rows:
        nearest = min(rows, key=lambda one: (abs((_near(one, day) - day).days), one.end))
        ends = [nearest.end]
    return value(query.within(query.since, max(ends))) if ends else nothing(WhyNot.NO_READING)


def _near(one: Reading, day: date) -> date:
    return one.end if one.end <= day else one.start or one.end
