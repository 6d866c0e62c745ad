"""The chart of a KPI: its course beside baseline, path and targets, as drawings, as a table and as a sentence."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from rencana.derive import counting_days
from rencana.measure import Measured, Progress
from rencana.measure.history import Course, HistoryPoint, PointKind, course
from rencana.render.charts import captions, marks
from rencana.render.charts.axes import heights
from rencana.render.charts.captions import ChartRow
from rencana.render.charts.drawing import draw
from rencana.render.charts.plot import NARROW, WIDE, ComparedSize, Drawing, Plot, Spot, Stroke
from rencana.render.subject import status
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.once import once

_DAY = timedelta(days=1)
_ALONE = timedelta(days=3)
"""The days drawn before and after a course of a single day."""
_AFTER = 0.15
"""Today is drawn too where it is at most this part of the days after the last one."""
_MOST_ABOVE = 1.6
"""A projection may not make the scale higher than so many times the largest other size."""
_SPARK = (72, 18, 3)
_SPARK_POINTS = 24
_SPARK_LEAST = 3


class FullChart(Struct, frozen=True):
    """The whole chart of a KPI. Without readings it has no drawing; `why` then gives the reason."""

    title: str
    sentence: str = ""
    why: str = ""
    wide: Drawing | None = None
    narrow: Drawing | None = None
    notes: tuple[str, ...] = ()
    rows: tuple[ChartRow, ...] = ()
    beside: tuple[ChartRow, ...] = ()
    has_path: bool = False
    has_note: bool = False


class SmallChart(Struct, frozen=True):
    """One drawing without a table, for places where the numbers stand beside it."""

    words: str
    drawing: Drawing


class Chart(Struct, frozen=True):
    """The chart of a KPI in three sizes. Each is made only when a template calls it, because a page shows only one.

    `spark` is a line as small as a word; it is empty for too few points. `small` returns None without readings.
    """

    spark: Callable[[], tuple[Stroke, ...]]
    small: Callable[[], SmallChart | None]
    full: Callable[[], FullChart]


def chart(view: CampaignView, progress: Progress) -> Chart:
    """Returns the chart of a KPI, not drawn yet."""
    return Chart(partial(_spark, view, progress), partial(_small, view, progress), partial(full, view, progress))


def full(view: CampaignView, progress: Progress) -> FullChart:
    """Returns the whole chart of a KPI, or the reason why there is none."""
    title = _title(view, progress)
    line = _line(view, progress)
    if line is None:
        why = status.why_no_value(view, progress) if progress.now.size is None else view.say("No reading yet")
        return FullChart(title, why=f"{why}.")
    plot, narrow, sentence = _drawn(view, progress)
    rows, beside = tuple(captions.rows(view, progress, line)), tuple(captions.beside(view, progress))
    return FullChart(
        title,
        sentence,
        "",
        draw(plot, WIDE),
        narrow,
        tuple(captions.notes(view, line, cut=plot.heights.cut, first=plot.ticks[0])),
        rows,
        beside,
        any(row.path for row in rows),
        any(row.note for row in (*rows, *beside)),
    )


def _small(view: CampaignView, progress: Progress) -> SmallChart | None:
    if _line(view, progress) is None:
        return None
    _, narrow, sentence = _drawn(view, progress)
    return SmallChart(f"{_title(view, progress)}: {sentence}", narrow)


@once
def _drawn(view: CampaignView, progress: Progress) -> tuple[Plot, Drawing, str]:
    """Returns the plot of a KPI, the narrow drawing, and the sentence."""
    line = _line(view, progress)
    assert line is not None
    plot = _plot(view, progress, line)
    return plot, draw(plot, NARROW), " ".join(captions.sentences(view, progress, line))


def _title(view: CampaignView, progress: Progress) -> str:
    return view.say("Course of {title}", title=view.kpi(progress.id).title)


def _line(view: CampaignView, progress: Progress) -> Course | None:
    """Returns the course of a KPI without points of no size; None where nothing of it can be drawn.

    It has no words, so pages in different languages share it.
    """
    return view.shared((_drawable_course, progress.id), lambda: _drawable_course(view.measured, progress.id))


def _drawable_course(measured: Measured, name: str) -> Course | None:
    line = course(measured, name)
    if line is None:
        return None
    runs = (tuple(point for point in run if _middle(point) is not None) for run in line.runs)
    drawable = replace(line, runs=tuple(run for run in runs if run))
    return drawable if any(not point.origin for point in drawable.points) else None


def _plot(view: CampaignView, progress: Progress, line: Course) -> Plot:
    say = view.say
    runs = tuple(tuple(map(_spot, run)) for run in line.runs)
    goals, ahead = tuple(marks.goals(view, progress)), marks.ahead(view, progress)
    first, last = _days(view, progress, [spot.day for run in runs for spot in run], goals)
    base = marks.base(view, progress, first, last)
    first = min(first, base.day) if base and base.day else first
    path = tuple((day, float(size)) for day, size in progress.path.points) if progress.path else ()
    drawn = [spot.size for run in runs for spot in run] + [size for _, size in path]
    drawn += [end for run in runs for spot in run for end in (spot.low, spot.high) if end is not None]
    drawn += [end for goal in (*goals, *([base] if base else [])) for end in (goal.size, goal.far) if end is not None]
    if ahead:
        drawn.append(min(ahead.high, max(ahead.size, max(drawn) * _MOST_ABOVE)))
    scale = heights(
        min(drawn), max(drawn), progress.metric, summed=progress.summed and line.kind is not PointKind.PERIOD
    )
    newest = runs[-1][-1]
    return Plot(
        first=first,
        last=last,
        heights=scale,
        ticks=tuple(marks.short(view, progress, tick) for tick in scale.ticks),
        runs=runs,
        latest=_sign(newest.kind) + marks.short(view, progress, _middle(line.last) or Decimal(0)),
        path=path,
        path_label=say("Path"),
        goals=goals,
        base=base,
        gaps=_merged([(start, end) for _, start, end in line.gaps]),
        turns=tuple((turn.day, captions.changed(view, turn.day, line)) for turn in line.turns),
        today=view.on if first <= view.on <= last else None,
        today_label=say("Today"),
        ahead=ahead,
        language=say.language,
    )


def _middle(point: HistoryPoint) -> Decimal | None:
    """Returns the size at which a point is drawn: its own, the middle of its two bounds, or its only known bound."""
    low, high = point.size.low, point.size.high
    return (low + high) / 2 if low is not None and high is not None else high if low is None else low


def _spot(point: HistoryPoint) -> Spot:
    low, high = point.size.low, point.size.high
    kind = "origin" if point.origin else "open" if point.mark or point.size.about else "dot"
    if low is None or high is None:
        kind = "over" if high is None else "under"
        return Spot(point.day, float(_middle(point) or 0), kind)
    if low != high:
        return Spot(point.day, float((low + high) / 2), "open", float(low), float(high))
    if point.interval:
        return Spot(point.day, float(low), kind, float(point.interval.low), float(point.interval.high))
    return Spot(point.day, float(low), kind)


def _sign(kind: str) -> str:
    return {"over": "> ", "under": "< "}.get(kind, "")


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


def _merged(gaps: Sequence[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    """Joins spans of days that overlap or touch."""
    merged: list[tuple[date, date]] = []
    for start, end in sorted(gaps):
        if merged and start <= merged[-1][1] + _DAY:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _spark(view: CampaignView, progress: Progress) -> tuple[Stroke, ...]:
    """Returns the course as small as a word; nothing for two points, which would show only a slope."""
    width, height, edge = _SPARK
    line = _line(view, progress)
    spots = [_spot(point) for point in line.points] if line else []
    if line is None or len(spots) < _SPARK_LEAST:
        return ()
    first, last = spots[0].day, spots[-1].day
    low, high = min(spot.size for spot in spots), max(spot.size for spot in spots)

    def at(spot: Spot) -> str:
        x = edge + (width - 2 * edge) * (spot.day - first).days / (last - first).days
        part = (spot.size - low) / (high - low) if high > low else 0.5
        return f"{x:.0f},{height - edge - (height - 2 * edge) * part:.0f}"

    step = -(-len(spots) // _SPARK_POINTS)
    runs = [list(map(_spot, run)) for run in line.runs]
    drawn = "".join("M" + " ".join(map(at, (*run[:-1:step], run[-1]))) for run in runs)
    return Stroke("line", drawn), Stroke("dots", f"M{at(spots[-1])}h0")
