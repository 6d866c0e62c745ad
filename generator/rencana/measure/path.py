"""The path of a KPI: what is expected by each day, from its start through its targets; also of the read days alone."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from rencana.derive import counting_days
from rencana.derive.pauses import paused_spans
from rencana.measure import spans
from rencana.measure.aims import Aim, base_size
from rencana.measure.coverage import Coverage
from rencana.measure.query import Query
from rencana.measure.spans import Spans
from rencana.plan.campaign import Campaign
from rencana.plan.language.when import is_written_day

_DAY = timedelta(days=1)


class Path(Struct, frozen=True):
    """Points that straight lines join: at the end of each day a size. Before the first point nothing is asked for.

    On the days of `still` it does not move: no channel is open then, or an ordered pause stops the organisation's own
    effort.
    """

    points: tuple[tuple[date, Decimal], ...]
    still: Spans = ()

    def at(self, day: date) -> Decimal | None:
        """Returns what is expected at the end of a day; after the last point it stays level."""
        if not self.points or day < self.points[0][0]:
            return None
        for (start, low), (end, high) in pairwise(self.points):
            if day < end:
                length = self._moving_days(start, end)
                if not length:
                    return low
                return low + (high - low) * self._moving_days(start, day) / length
        return self.points[-1][1]

    def over(self, coverage: Coverage) -> Decimal | None:
        """Returns what is expected of the days that were read; on each day all open channels have an equal share.

        None where days are open before the path begins: a sum without a first day has no path to its first target.
        """
        total = self.points[0][1]
        open_days = [channel.open for channel in coverage.channels]
        if any(start < self.points[0][0] for stretch in open_days for start, _ in stretch):
            return None
        read_days = [channel.spans for channel in coverage.channels]
        days = sorted({*spans.edges([*open_days, *read_days])})
        for start, following in pairwise(days):
            is_open = [_holds(stretch, start) for stretch in open_days]
            read = sum(
                (
                    channel.share if channel.unit == "posts" else Decimal(1)
                    for channel in coverage.channels
                    if _holds(channel.spans, start)
                ),
                Decimal(0),
            )
            if read and any(is_open):
                total += (self._known(following - _DAY) - self._known(start - _DAY)) * read / sum(is_open)
        return total

    def _known(self, day: date) -> Decimal:
        """Returns what is expected at the end of a day; before the first point, what it begins with."""
        return self.points[0][1] if day < self.points[0][0] else self.at(day) or Decimal(0)

    def _moving_days(self, after: date, until: date) -> int:
        """Returns on how many days after one day and up to another the path moves."""
        days = (until - after).days
        return days - spans.count(spans.clipped(self.still, after + _DAY, until)) if self.still else days


def _holds(days: Spans, day: date) -> bool:
    return any(start <= day <= end for start, end in days)


def path(query: Query, aims: Sequence[Aim], *, summed: bool) -> Path | None:
    """Returns the path through some targets of one window; sums start at 0 before it, levels at their baseline.

    None where nothing leads anywhere: no dated target with a size. A plan's own `curve` replaces the straight lines.
    """
    campaign, kpi = query.campaign, query.kpi
    start = _start(query, aims, summed=summed)
    goals: dict[date, Decimal] = {}
    for aim in aims:
        goal = aim.goal(start[1] if start else None)
        if aim.day and goal is not None:
            # Of several on one day the hardest: all must be met.
            hardest = min if aim.ceiling else max
            goals[aim.day] = hardest(goal, goals.get(aim.day, goal))
    if not goals:
        return None
    last = max(goals)
    if kpi.curve and start:
        first, base = start
        length = goals[last] - base
        bent = {day: base + length * share for name, share in kpi.curve.items() if (day := _curve_day(campaign, name))}
        goals = {**{day: size for day, size in bent.items() if first < day < last}, last: goals[last]}
    points = dict([start]) if start else {}
    points |= {day: goal for day, goal in goals.items() if start is None or day > start[0]}
    return Path(tuple(sorted(points.items())), _still(query, aims[0].windows) if summed else ())


def _start(query: Query, aims: Sequence[Aim], *, summed: bool) -> tuple[date, Decimal] | None:
    if summed:
        starts = [aim.since for aim in aims if aim.since]
        return (min(starts) - _DAY, Decimal(0)) if starts else None
    day, size = counting_days.baseline_day(query.campaign, query.kpi), base_size(query.kpi)
    return (day, size) if day and size is not None else None


def _still(query: Query, windows: Spans) -> Spans:
    """Returns the days on which a sum cannot grow: no channel is open; of effort also the days of ordered pauses."""
    channels = query.expected.channels
    open_days = [list(query.expected.windows(name)) for name in channels]
    if query.metric.effort:
        paused = [spans.merged(paused_spans(query.campaign, name)) for name in channels]
        open_days = [spans.without(days, pauses) for days, pauses in zip(open_days, paused, strict=True)]
    moving = spans.merged(span for days in open_days for span in days)
    if windows:
        moving = spans.common(moving, windows)
    return tuple(spans.without([(date.min, date.max)], moving))


def _curve_day(campaign: Campaign, name: str) -> date | None:
    """Returns the day of a point of a curve: a date that the plan names, or one that is written out."""
    when = campaign.plan.schedule.dates.get(name)
    if when:
        return campaign.calendar.last(when)
    return date.fromisoformat(name) if is_written_day(name) else None
