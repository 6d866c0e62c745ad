"""The path of a KPI: what should be reached on each day, from its start through its targets."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from rencana.derive import counting_days
from rencana.measure.aims import Aim, base_size
from rencana.plan.campaign import Campaign
from rencana.plan.measurement import KPI

_DAY = timedelta(days=1)


class Path(Struct, frozen=True):
    """Points that straight lines join: at the end of each day a size. Before the first point nothing is asked for."""

    points: tuple[tuple[date, Decimal], ...]

    def at(self, day: date) -> Decimal | None:
        """Returns what the path asks for at the end of a day; after the last point it stays level."""
        if not self.points or day < self.points[0][0]:
            return None
        for (start, low), (end, high) in pairwise(self.points):
            if day < end:
                return low + (high - low) * (day - start).days / (end - start).days
        return self.points[-1][1]


def path(campaign: Campaign, kpi: KPI, aims: Sequence[Aim], *, summed: bool) -> Path | None:
    """Returns the path through the targets; sums start at 0 before the first day, levels at their baseline.

    None where nothing leads anywhere: no dated target with a size. A plan's own `curve` replaces the straight lines.
    """
    start = _start(campaign, kpi, summed=summed)
    goals: dict[date, Decimal] = {}
    for aim in aims:
        goal = aim.goal(start[1] if start else None)
        # What is asked for anew each week leads nowhere: each week begins at 0.
        if aim.day and goal is not None and not aim.steady:
            goals[aim.day] = goal
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
    return Path(tuple(sorted(points.items())))


def _start(campaign: Campaign, kpi: KPI, *, summed: bool) -> tuple[date, Decimal] | None:
    if summed:
        first = counting_days.first_day(campaign, kpi)
        return (first - _DAY, Decimal(0)) if first else None
    day, size = counting_days.baseline_day(campaign, kpi), base_size(kpi)
    return (day, size) if day and size is not None else None


def _curve_day(campaign: Campaign, name: str) -> date | None:
    """Returns the day of a point of a curve: a date that the plan names, or one that is written out."""
    when = campaign.plan.schedule.dates.get(name)
    if when:
        return campaign.calendar.last(when)
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None
