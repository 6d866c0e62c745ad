"""The course of a KPI up to a day: points that a line may join, and the days and changes that it must not cross.

It knows no drawing. What it says of the last day is what `measure` says of it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from rencana.catalogue import Break
from rencana.derive import counting_days
from rencana.measure.campaign import Measured
from rencana.measure.cells import cells_of
from rencana.measure.chance import Interval, wilson
from rencana.measure.choice import choose
from rencana.measure.covered import coverage_of
from rencana.measure.grouping import grouped
from rencana.measure.levels import level_of
from rencana.measure.periods import periods, whole_periods
from rencana.measure.progress import Progress
from rencana.measure.quantity import ZERO, Quantity
from rencana.measure.query import Query, breaks, index_of, method_of, query_for, rows_until
from rencana.measure.rate_course import rates_so_far
from rencana.measure.ratios import value_of
from rencana.measure.value import Cell, How, LeftOutList, NoValue, Value, WhyNot
from rencana.plan.readings import Reading

T = TypeVar("T")

_DAY = timedelta(days=1)
_Gap: TypeAlias = tuple[str, date, date]
"""Channel, first and last day of a stretch without a reading."""

_MOST_STEPS = 30
"""A formula is computed for so many days at most."""
_MOST_POINTS = 120
"""A longer course keeps the ends of its runs, and between them every second, third or later point."""
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
    """A day from which on something else is counted: by the catalogue (`change`), or because a `source` counts it."""

    day: date
    change: Break | None = None
    source: str = ""


class Course(Struct, frozen=True):
    """The points of a KPI in runs: a line may join the points of one run, and no two runs.

    `gaps` are the stretches without a reading, each with its channel; `turns` the days on which a definition changes.
    """

    kind: PointKind
    runs: tuple[tuple[HistoryPoint, ...], ...]
    gaps: tuple[_Gap, ...] = ()
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
    kpi = measured.kpis[name]
    query = query_for(measured.campaign, kpi.kpi, index_of(measured.campaign), measured.on)
    now, changed = kpi.now, kpi.now.why_not is WhyNot.DEFINITION_CHANGED
    pers = (target.aim.target.per for target in kpi.targets)
    unit = next((per for per in pers if per not in (None, "campaign")), None)
    line = None
    if unit:
        line = _periods(query, unit)
    elif now.how is How.SUM or (changed and kpi.metric.additive):
        line = _sum(query, now)
    elif now.how is How.RATIO or (changed and kpi.metric.formula):
        line = _rate(query, kpi)
    elif now.size is not None:
        line = _levels(query, now)
    if line is None or all(point.origin for point in line.points):
        return None
    return replace(line, runs=tuple(_thinned(run, len(line.points)) for run in line.runs))


def _thinned(run: Sequence[T], count: int) -> tuple[T, ...]:
    """Returns a part of a series that is as fine as so many points allow, with both of its ends."""
    return (*run[: -1 : -(-count // _MOST_POINTS)], run[-1])


# Sums


def _sum(query: Query, now: Value) -> Course | None:
    """Returns the sum at the end of each day on which it is known, anew after each change of what is counted."""
    cells, coverage, turns = now.cells, now.coverage, list[Turn]()
    if now.how is not How.SUM:
        # A sum that is no number for a change of its definition is one on each side of it.
        try:
            cells = tuple(choose(query, cells_of(query, LeftOutList()), LeftOutList()))
        except NoValue:
            return None
        coverage, turns = coverage_of(query, cells), _turns_of_cells(query, cells)
    if not cells:
        return None
    gaps = coverage.gaps if coverage else ()
    first = query.since or min(cell.start for cell in cells)
    runs: list[tuple[HistoryPoint, ...]] = []
    for begin, end in pairwise([first, *(turn.day for turn in turns), date.max]):
        between = [cell for cell in cells if begin <= cell.start and cell.end < end]
        if between:
            runs += _split(_cumulated(between, begin, gaps), gaps)
    return Course(PointKind.SUM, tuple(runs), gaps, tuple(turns))


def _cumulated(cells: Sequence[Cell], begin: date, gaps: Sequence[_Gap]) -> list[HistoryPoint]:
    """Returns the origin, and the sum at the end of each day that no cell crosses and no channel lacks."""
    order = sorted(cells, key=lambda cell: cell.end)
    starts, ends = sorted(cell.start for cell in order), [cell.end for cell in order]
    last, has_posts = ends[-1], any(cell.item for cell in order)
    points = [HistoryPoint(begin - _DAY, ZERO, origin=True)]
    size, mark = ZERO, ""
    for index, cell in enumerate(order):
        size += cell.size
        # A point carries the first mark of all rows since the point before it.
        mark = mark or cell.readings[-1].mark
        day = cell.end
        if index + 1 < len(order) and order[index + 1].end == day:
            continue
        # A post is read as a whole; of a channel the sum is known only where no cell reaches beyond the day: as many
        # cells have begun by then as have ended.
        crossed = not has_posts and bisect_right(starts, day) > bisect_right(ends, day)
        if day == last or not (crossed or any(start <= day <= end for _, start, end in gaps)):
            points.append(HistoryPoint(day, size, mark=mark))
            mark = ""
    return points


def _split(points: Sequence[HistoryPoint], gaps: Sequence[_Gap]) -> list[tuple[HistoryPoint, ...]]:
    """Cuts points into runs wherever a day between two of them lacks a reading."""
    runs = _runs(points, lambda before, after: any(start <= after and end > before for _, start, end in gaps))
    # An origin that nothing is joined to says nothing.
    return [run for run in runs if len(run) > 1 or not run[0].origin]


def _runs(points: Sequence[HistoryPoint], are_apart: Callable[[date, date], bool]) -> list[tuple[HistoryPoint, ...]]:
    """Cuts points into runs between the days of two points that no line may join."""
    runs = [[points[0]]]
    for before, after in pairwise(points):
        if are_apart(before.day, after.day):
            runs.append([])
        runs[-1].append(after)
    return [tuple(run) for run in runs]


def _turns_of_cells(query: Query, cells: Sequence[Cell]) -> list[Turn]:
    """Returns the days on which the definition, or the method of counting, changes in any channel."""
    turns: list[Turn] = []
    for channel, same in sorted(grouped(cells, lambda cell: cell.channel).items()):
        order = sorted(same, key=lambda cell: cell.start)
        first, last = order[0].start, max(cell.end for cell in order)
        turns += [Turn(change.date, change) for change in breaks(query, channel) if first < change.date <= last]
        turns += _turns_of_methods(query, [(cell.start, cell.source) for cell in order])
    return _by_day(turns)


def _turns_of_methods(query: Query, readings: Sequence[tuple[date, str]]) -> Iterator[Turn]:
    """Yields the days from which on a source counts by another method, or other people, than the one before it.

    A source that says neither is taken to count as the one before it does.
    """
    last: tuple[str, str] | None = None
    for day, source in readings:
        method = method_of(query, source)
        if method and last and method != last:
            yield Turn(day, source=source)
        last = method or last


def _by_day(turns: Iterable[Turn]) -> list[Turn]:
    """Returns turns in the order of their days; of several on one day the first."""
    first: dict[date, Turn] = {}
    for turn in turns:
        first.setdefault(turn.day, turn)
    return [first[day] for day in sorted(first)]


# Levels


def _levels(query: Query, now: Value) -> Course | None:
    """Returns each reading as what it says by itself; of several channels their sum on each day that one was read.

    Each point is the level of a query that knows only some rows: those of its day, or, for a sum of channels, all up
    to its day. So a point is judged by the same rules as the value, and never joined to a number of another kind.
    """
    rows = [row for row in rows_until(query, LeftOutList()) if not row.item]
    by_end = grouped(rows, lambda row: row.end)
    ends = sorted(by_end)
    if not now.gross:
        # The reading that counts now stays, whatever else a long course leaves out.
        ends = sorted({*_thinned(ends, len(ends)), *(end for end in ends if end == now.end)})
    points: dict[date, HistoryPoint] = {}
    counted: list[Reading] = []
    for end in ends:
        counted = [*counted, *by_end[end]] if now.gross else by_end[end]
        value = level_of(replace(query, readings=replace(query.readings, rows={query.metric.id: tuple(counted)})))
        if value.size is not None and value.end and value.gross == now.gross:
            points[value.end] = _point(query, value)
    if not points:
        return None
    order = [points[day] for day in sorted(points)]
    # What changed between the baseline, or else the first reading, and the last one.
    first = min(filter(None, (counting_days.baseline_day(query.campaign, query.kpi), order[0].day)))
    changes = [Turn(change.date, change) for change in now.breaks if first < change.date <= order[-1].day]
    turns = _by_day([*changes, *_turns_of_methods(query, [(point.day, point.source) for point in order])])
    runs = _runs(order, lambda before, after: any(before < turn.day <= after for turn in turns))
    return Course(PointKind.LEVEL, tuple(runs), turns=tuple(turns))


def _point(query: Query, value: Value) -> HistoryPoint:
    share = value.exact if query.metric.unit == "percent" else None
    interval = wilson(share, value.n) if share is not None and value.n else None
    source = value.readings[-1].source if value.readings else ""
    assert value.size is not None
    return HistoryPoint(value.end or query.until, value.size, value.start, value.n, value.mark, source, interval)


# What is computed


def _rate(query: Query, kpi: Progress) -> Course | None:
    """Returns the formula over the days so far at the end of each step of the cadence."""
    now = kpi.now
    first = query.since or now.start or min((row.end for row in now.readings), default=None)
    if first is None:
        return None
    cadence = kpi.kpi.cadence or query.campaign.plan.measurement.cadence or ""
    ends = [
        end for _, end in periods(_UNITS.get(cadence, "week"), first, query.until, query.campaign.calendar.fiscal_start)
    ]
    # No period has ended where all readings are of the time before the first day.
    step = max(1, -(-len(ends) // _MOST_STEPS))
    points = [HistoryPoint(first - _DAY, ZERO, origin=True)] if kpi.summed else []
    last = [_point(query, now)] if now.size is not None and now.end is not None else []
    for following in (*_steps(query, now, ends[::step]), *last):
        # Between two readings a formula says the same up to each day; of points of one day the newest stays.
        points = [*(point for point in points if point.day < following.day), following]
    gaps = now.coverage.gaps if now.coverage else ()
    return Course(PointKind.RATE, tuple(_split(points, gaps)), gaps) if points else None


def _steps(query: Query, now: Value, ends: Sequence[date]) -> list[HistoryPoint]:
    """Returns what a formula says up to each of some days."""
    if now.part_cells:
        rates = rates_so_far(query.metric.formula, now, ends)
        return [HistoryPoint(rate.end, rate.size, rate.start, mark=rate.mark, source=rate.source) for rate in rates]
    values = [value_of(query.within(query.since, end)) for end in ends]
    return [_point(query, value) for value in values if value.size is not None and value.end is not None]


def _periods(query: Query, unit: str) -> Course | None:
    """Returns what each whole period says by itself; one that nobody read is a gap."""
    first = query.since or min((row.start or row.end for row in rows_until(query, LeftOutList())), default=None)
    if first is None:
        return None
    runs: list[list[HistoryPoint]] = [[]]
    gaps = []
    spans = whole_periods(unit, first, query.until, query.campaign.calendar.fiscal_start)
    for start, end in spans[-_MOST_STEPS:]:
        value = value_of(query.within(start, end))
        # A level may be older than the period: then nobody read it in these days.
        if value.size is None or (value.end is not None and value.end < start):
            gaps.append(("", start, end))
            runs.append([])
        else:
            runs[-1].append(replace(_point(query, value), day=end, start=start))
    read = tuple(tuple(run) for run in runs if run)
    return Course(PointKind.PERIOD, read, tuple(gaps)) if read else None
