"""Turns the course of a KPI into a plot: its points, what it is compared with, and a scale that shows both."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from msgspec.structs import replace

from rencana.derive import counting_days
from rencana.measure import Measured, Progress
from rencana.measure.history import Course, HistoryPoint, PointKind, course
from rencana.measure.path import Path
from rencana.measure.spans import clipped
from rencana.render.charts import captions, marks
from rencana.render.charts.axes import heights
from rencana.render.charts.plot import ComparedSize, Plot, Spot
from rencana.render.subject.campaign import CampaignView

_DAY = timedelta(days=1)
_ALONE = timedelta(days=3)
"""The days drawn before and after a course of a single day."""
_AFTER = 0.15
"""Today is drawn too where it is at most this part of the days after the last one."""
_MOST_ABOVE = 1.6
"""A projection may not make the scale higher than so many times the largest other size."""


def drawable(measured: Measured, name: str) -> Course | None:
    """Returns the course of a KPI without points of no size; None where nothing of it can be drawn."""
    line = course(measured, name)
    if line is None:
        return None
    runs = (tuple(point for point in run if _height(point) is not None) for run in line.runs)
    line = replace(line, runs=tuple(run for run in runs if run))
    return line if any(not point.origin for point in line.points) else None


def kpi_plot(view: CampaignView, progress: Progress, line: Course) -> Plot:
    """Returns what the chart of a KPI shows."""
    say = view.say
    runs = tuple(tuple(map(as_spot, run)) for run in line.runs)
    goals, ahead = tuple(marks.goals(view, progress)), marks.ahead(view, progress)
    first, last = _days(view, progress, [spot.day for run in runs for spot in run], goals)
    base = marks.base(view, progress, first, last)
    first = min(first, base.day) if base and base.day else first
    path = tuple((day, float(size)) for day, size in corners(progress.path)) if progress.path else ()
    drawn = [spot.size for run in runs for spot in run] + [size for _, size in path]
    drawn += [end for run in runs for spot in run for end in (spot.low, spot.high) if end is not None]
    drawn += [end for goal in (*goals, *([base] if base else [])) for end in (goal.size, goal.far) if end is not None]
    if ahead:
        drawn.append(min(ahead.high, max(ahead.size, max(drawn) * _MOST_ABOVE)))
    scale = heights(
        min(drawn), max(drawn), progress.metric, summed=progress.summed and line.kind is not PointKind.PERIOD
    )
    return Plot(
        first=first,
        last=last,
        heights=scale,
        ticks=tuple(marks.short(view, progress, tick) for tick in scale.ticks),
        runs=runs,
        latest=_latest(view, progress, line.last),
        path=path,
        path_label=say("Path"),
        goals=goals,
        base=base,
        gaps=merged_spans([(start, end) for _, start, end in line.gaps]),
        turns=tuple((turn.day, captions.changed(view, turn.day, line)) for turn in line.turns),
        today=view.on if first <= view.on <= last else None,
        today_label=say("Today"),
        ahead=ahead,
        language=say.language,
    )


def corners(path: Path) -> list[tuple[date, Decimal]]:
    """Returns the points of a path, with those at which it stands still and goes on."""
    (first, _), (last, _) = path.points[0], path.points[-1]
    days = {day for day, _ in path.points}
    # A sum that stands still on a day has at its end the size of the day before.
    days |= {day for start, end in clipped(path.still, first + _DAY, last) for day in (start - _DAY, end)}
    return [(day, size) for day in sorted(days) if (size := path.at(day)) is not None]


def _latest(view: CampaignView, progress: Progress, point: HistoryPoint) -> str:
    """Returns the newest size as a label: both ends of a range, and of a bound which side it bounds."""
    low, high = (
        None if end is None else marks.label_size(view, progress, end) for end in (point.size.low, point.size.high)
    )
    if low is None or high is None:
        return f"< {high}" if low is None else f"> {low}"
    return low if low == high else f"{low}\N{EN DASH}{high}"


def _height(point: HistoryPoint) -> Decimal | None:
    """Returns where the mark of a point stands: at its size or its only known bound; of a range, in its middle."""
    low, high = point.size.low, point.size.high
    return (low + high) / 2 if low is not None and high is not None else high if low is None else low


def as_spot(point: HistoryPoint) -> Spot:
    """Returns a point as it is drawn: at its size, with a kind that says how certain it is."""
    low, high = point.size.low, point.size.high
    kind = "origin" if point.origin else "open" if point.mark or point.size.about else "dot"
    if low is None or high is None:
        kind = "over" if high is None else "under"
        return Spot(point.day, float(_height(point) or 0), kind)
    if low != high:
        return Spot(point.day, float((low + high) / 2), "range", float(low), float(high))
    if point.interval:
        return Spot(point.day, float(low), kind, float(point.interval.low), float(point.interval.high))
    return Spot(point.day, float(low), kind)


def _days(
    view: CampaignView, progress: Progress, spots: Sequence[date], goals: Sequence[ComparedSize]
) -> tuple[date, date]:
    """Returns the first and the last day of the drawing; today is among them unless the campaign ended long ago."""
    campaign = view.campaign
    days = [*spots, *(goal.day for goal in goals if goal.day), *((progress.since - _DAY,) if progress.since else ())]
    days += [day for day, _ in progress.path.points if progress.summed] if progress.path else []
    days += [day] if (day := counting_days.last_day(campaign, progress.kpi)) else []
    first, last = min(days), max(days)
    if last < view.on and (view.on - last).days <= _AFTER * (last - first).days:
        last = view.on
    return (first, last) if first < last else (first - _ALONE, last + _ALONE)


def merged_spans(gaps: Sequence[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    """Joins spans of days that overlap or touch."""
    merged: list[tuple[date, date]] = []
    for start, end in sorted(gaps):
        if merged and start <= merged[-1][1] + _DAY:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
