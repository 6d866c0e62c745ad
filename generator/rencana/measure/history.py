"""The course of a KPI up to a day: points that a line may join, and the days and changes that it must not cross.

It knows no drawing. What it says of the last day is what `measure` says of it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from rencana.catalogue import Break
from rencana.catalogue.formula import names
from rencana.derive import counting_days
from rencana.measure.campaign import Measured
from rencana.measure.cells import cells, freeze_cells
from rencana.measure.chance import Interval, wilson
from rencana.measure.levels import level
from rencana.measure.periods import periods
from rencana.measure.progress import Progress
from rencana.measure.quantity import ZERO, Quantity
from rencana.measure.query import Query, breaks, by_metric, known, method_of, query_for
from rencana.measure.ratios import value
from rencana.measure.running import running
from rencana.measure.sums import grains
from rencana.measure.value import Cell, How, LeftOutList, Value, WhyNot

T = TypeVar("T")

_DAY = timedelta(days=1)
_MOST_STEPS = 30
"""So many times at most a formula is computed anew."""
_MOST_POINTS = 120
"""A longer course keeps the ends of its runs and every second, third or later point between them."""
_UNITS = {"daily": "day", "monthly": "month", "quarterly": "quarter", "yearly": "year"}


class PointKind(StrEnum):
    """What the points of a course are."""

    SUM = "sum"
    """Each is the sum since the first day."""
    LEVEL = "level"
    """Each is a reading."""
    RATE = "rate"
    """Each is a formula over the days so far."""
    PERIOD = "period"
    """Each speaks of one day, week or month alone, because the target is asked for anew in each."""


class HistoryPoint(Struct, frozen=True):
    """What is known at the end of a day. The `origin` is no reading: there the counting begins at 0.

    A level that was read within days has their first as `start`; `interval` is Wilson's, where n is known.
    """

    day: date
    size: Quantity
    start: date | None = None
    n: Decimal | None = None
    mark: str = ""
    source: str = ""
    interval: Interval | None = None
    origin: bool = False


class Turn(Struct, frozen=True):
    """A day from which something else is counted: by the catalogue (`change`), or since a `source` goes another way."""

    day: date
    change: Break | None = None
    source: str = ""


class Course(Struct, frozen=True):
    """The points of a KPI in runs: a line may join the points of one run, and no two runs.

    `gaps` are the stretches without a reading, each with its channel; `turns` the days on which a definition changes.
    """

    kind: PointKind
    runs: tuple[tuple[HistoryPoint, ...], ...]
    gaps: tuple[tuple[str, date, date], ...] = ()
    turns: tuple[Turn, ...] = ()

    @property
    def points(self) -> tuple[HistoryPoint, ...]:
        """All points in the order of their days."""
        return tuple(point for run in self.runs for point in run)

    @property
    def last(self) -> HistoryPoint:
        """The newest point."""
        return self.runs[-1][-1]


def course(measured: Measured, name: str) -> Course | None:
    """Returns the course of a KPI up to the day on which it was measured; None where nothing was read."""
    one = measured.kpis[name]
    query = query_for(measured.campaign, one.kpi, by_metric(measured.campaign), measured.on)
    found = _found(query, one)
    if found is None or not any(not point.origin for point in found.points):
        return None
    return replace(found, runs=tuple(_thinned(run, len(found.points)) for run in found.runs))


def _found(query: Query, one: Progress) -> Course | None:
    now = one.now
    steady = next((known.aim.target.per for known in one.targets if known.aim.steady), None)
    changed = now.why_not is WhyNot.DEFINITION_CHANGED
    if steady:
        return _periods(query, steady)
    if now.cells or (changed and one.metric.additive):
        return _sum(query, now)
    if now.how is How.RATIO or (changed and one.metric.formula):
        return _rate(query, one)
    return _levels(query, now) if now.size is not None else None


def _thinned(run: Sequence[T], count: int) -> tuple[T, ...]:
    """Returns a part of a series that is as fine as so many points allow, with both of its ends."""
    return (*run[: -1 : -(-count // _MOST_POINTS)], run[-1])


# Sums


def _sum(query: Query, now: Value) -> Course:
    """Returns the sum at the end of each day on which it is known, anew after each change of what is counted."""
    some, coverage, turns = now.cells, now.coverage, tuple[Turn, ...]()
    if not some:
        # A sum that is no number for a change of its definition is one on each side of it.
        grain = grains(query, cells(query, LeftOutList()), LeftOutList())[0]
        some, coverage, turns = grain.cells, grain.coverage, tuple(_turns_of_cells(query, grain.cells))
    gaps = coverage.gaps if coverage else ()
    begins = [query.since or min(one.start for one in some), *(one.day for one in turns)]
    ends = [*(one.day for one in turns), date.max]
    runs: list[tuple[HistoryPoint, ...]] = []
    for begin, end in zip(begins, ends, strict=True):
        own = [one for one in some if begin <= one.start and one.end < end]
        if own:
            runs += _split(_cumulated(own, begin, gaps), gaps)
    return Course(PointKind.SUM, tuple(runs), gaps, turns)


def _cumulated(some: Sequence[Cell], begin: date, gaps: Sequence[tuple[str, date, date]]) -> list[HistoryPoint]:
    """Returns the origin, and the sum at the end of each day that no cell crosses and no channel lacks."""
    order = sorted(some, key=lambda one: one.end)
    starts, ends = sorted(one.start for one in order), [one.end for one in order]
    last, posts = ends[-1], any(one.item for one in order)
    points = [HistoryPoint(begin - _DAY, ZERO, origin=True)]
    size, mark = ZERO, ""
    for index, one in enumerate(order):
        size += one.size
        mark = mark or one.readings[-1].mark
        day = one.end
        if index + 1 < len(order) and order[index + 1].end == day:
            continue
        # A post is read as a whole; of a channel the sum is known only where no cell reaches beyond the day.
        crossed = not posts and bisect_right(starts, day) > bisect_right(ends, day)
        if day == last or not (crossed or any(start <= day <= end for _, start, end in gaps)):
            points.append(HistoryPoint(day, size, mark=mark))
            mark = ""
    return points


def _split(points: Sequence[HistoryPoint], gaps: Sequence[tuple[str, date, date]]) -> list[tuple[HistoryPoint, ...]]:
    """Cuts points into runs wherever a day between two of them lacks a reading."""
    runs = [[points[0]]]
    for before, after in pairwise(points):
        if any(start <= after.day and end > before.day for _, start, end in gaps):
            runs.append([])
        runs[-1].append(after)
    # An origin that nothing is joined to says nothing.
    return [tuple(run) for run in runs if len(run) > 1 or not run[0].origin]


def _turns_of_cells(query: Query, some: Sequence[Cell]) -> Iterator[Turn]:
    """Yields the days on which the definition, or the way of counting, changes in any channel."""
    found: dict[date, Turn] = {}
    for channel in sorted({one.channel for one in some}):
        own = sorted((one for one in some if one.channel == channel), key=lambda one: one.start)
        for change in breaks(query, channel):
            if own[0].start < change.date <= max(one.end for one in own):
                found.setdefault(change.date, Turn(change.date, change))
        for turn in _turns_of_ways(query, [(one.start, one.source) for one in own]):
            found.setdefault(turn.day, turn)
    yield from (found[day] for day in sorted(found))


def _turns_of_ways(query: Query, some: Sequence[tuple[date, str]]) -> Iterator[Turn]:
    """Yields the days from which a source counts in another way, or other people, than the one before it."""
    last: tuple[str, str] | None = None
    for day, name in some:
        way = method_of(query, name)
        if way and last and way != last:
            yield Turn(day, source=name)
        last = way or last


# Levels


def _levels(query: Query, now: Value) -> Course | None:
    """Returns each reading as what it says by itself; of several channels their sum on each day that one was read."""
    by_end: dict[date, tuple[int, ...]] = {}
    rows = [one for one in known(query, LeftOutList()) if not one.item]
    for index, one in enumerate(rows):
        by_end[one.end] = (*by_end.get(one.end, ()), index)
    points: dict[date, HistoryPoint] = {}
    seen: list[int] = []
    ends = sorted(by_end)
    if not now.gross:
        # The reading that counts now stays, whatever else a long course leaves out.
        ends = sorted({*_thinned(ends, len(ends)), *(end for end in ends if end == now.end)})
    for end in ends:
        seen = [*seen, *by_end[end]] if now.gross else list(by_end[end])
        found = level(replace(query, rows={query.metric.id: tuple(rows[index] for index in seen)}))
        if found.size is not None and found.end and (found.gross, found.partial) == (now.gross, now.partial):
            points[found.end] = _point(query, found)
    if not points:
        return None
    order = [points[day] for day in sorted(points)]
    turns = tuple(_turns_of_levels(query, now, order))
    runs = [[order[0]]]
    for before, after in pairwise(order):
        if any(before.day < one.day <= after.day for one in turns):
            runs.append([])
        runs[-1].append(after)
    return Course(PointKind.LEVEL, tuple(map(tuple, runs)), turns=turns)


def _point(query: Query, found: Value) -> HistoryPoint:
    share = found.exact if query.metric.unit == "percent" else None
    interval = wilson(share, found.n) if share is not None and found.n else None
    source = found.readings[-1].source if found.readings else ""
    assert found.size is not None
    return HistoryPoint(found.end or query.until, found.size, found.start, found.n, found.mark, source, interval)


def _turns_of_levels(query: Query, now: Value, points: Sequence[HistoryPoint]) -> Iterator[Turn]:
    """Yields the changes between the baseline, or else the first reading, and the last one."""
    first = min(filter(None, (counting_days.baseline_day(query.campaign, query.kpi), points[0].day)))
    found = {one.date: Turn(one.date, one) for one in now.breaks if first < one.date <= points[-1].day}
    for turn in _turns_of_ways(query, [(one.day, one.source) for one in points]):
        found.setdefault(turn.day, turn)
    yield from (found[day] for day in sorted(found))


# What is computed


def _rate(query: Query, one: Progress) -> Course | None:
    """Returns the formula over the days so far at the end of each step of the cadence."""
    first = query.since or one.now.start or min((row.end for row in one.now.readings), default=None)
    if first is None:
        return None
    cadence = one.kpi.cadence or query.campaign.plan.measurement.cadence or ""
    ends = [end for _, end in periods(_UNITS.get(cadence, "week"), first, query.until)]
    step = -(-len(ends) // _MOST_STEPS)
    points = [HistoryPoint(first - _DAY, ZERO, origin=True)] if one.summed else []
    last = [_point(query, one.now)] if one.now.size is not None and one.now.end is not None else []
    for found in (*_steps(query, ends[::step]), *last):
        points = [*(point for point in points if point.day < found.day), found]
    gaps = one.now.coverage.gaps if one.now.coverage else ()
    return Course(PointKind.RATE, tuple(_split(points, gaps)), gaps) if points else None


def _steps(query: Query, ends: Sequence[date]) -> list[HistoryPoint]:
    """Returns what a formula says up to each of some days."""
    metrics = query.campaign.metrics
    settled = freeze_cells(query, [metrics[name] for name in names(query.metric.formula) if name in metrics])
    some = running(settled, ends)
    if some is not None:
        return [HistoryPoint(one.end, one.size, one.start, mark=one.mark, source=one.source) for one in some]
    values = [value(settled.within(query.since, end)) for end in ends]
    return [_point(query, found) for found in values if found.size is not None and found.end is not None]


def _periods(query: Query, unit: str) -> Course | None:
    """Returns what each whole period says by itself; one that nobody read is a gap."""
    first = query.since or min((row.start or row.end for row in known(query, LeftOutList())), default=None)
    if first is None:
        return None
    runs: list[list[HistoryPoint]] = [[]]
    gaps = []
    for start, end in [one for one in periods(unit, first, query.until) if one[1] <= query.until][-_MOST_STEPS:]:
        found = value(query.within(start, end))
        if found.size is None or (found.end is not None and found.end < start):
            gaps.append(("", start, end))
            runs.append([])
        else:
            runs[-1].append(replace(_point(query, found), day=end, start=start))
    kept = tuple(tuple(run) for run in runs if run)
    return Course(PointKind.PERIOD, kept, tuple(gaps)) if kept else None
