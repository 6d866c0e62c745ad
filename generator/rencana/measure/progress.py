"""The story of one KPI: its value, its path, its status; and every target by what was measured by its day."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from rencana.catalogue import Metric
from rencana.derive import counting_days
from rencana.measure.aims import Aim, aims, base_size, tolerance
from rencana.measure.chance import Interval, wilson
from rencana.measure.change import Change, change
from rencana.measure.counting import summed
from rencana.measure.due import Due, due, is_stale
from rencana.measure.path import Path, path
from rencana.measure.projection import Projection, project
from rencana.measure.query import query_for
from rencana.measure.status import Status
from rencana.measure.value import How, Value
from rencana.measure.verdict import JudgedValues, Verdict, after_day, counts_before_day, is_due, judge
from rencana.measure.window import value_by_day, value_now
from rencana.plan.campaign import Campaign
from rencana.plan.measurement import KPI
from rencana.plan.readings import Reading


class TargetStatus(Struct, frozen=True):
    """A target with how it stands, and the value by its day where that day is over."""

    aim: Aim
    status: Status
    by_day: Value | None


class Progress(Struct, frozen=True):
    """A KPI on a day, with everything that its status rests on.

    `way` is the share of the way from the start to the last committed target, `of_target` the value as a part of that
    target; neither is capped. `interval` is Wilson's, where the value is a share with a sample size.
    """

    id: str
    kpi: KPI
    metric: Metric
    summed: bool
    since: date | None
    now: Value
    base: Decimal | None
    path: Path | None
    verdict: Verdict
    targets: tuple[TargetStatus, ...]
    way: Decimal | None
    of_target: Decimal | None
    change: Change | None
    interval: Interval | None
    projection: Projection | None
    due: tuple[Due, ...]

    @property
    def status(self) -> Status:
        """How the KPI stands."""
        return self.verdict.status

    @property
    def aim(self) -> Aim | None:
        """The target that the KPI is spoken of with: the one that decides its status, else the first promised one."""
        return self.verdict.aim or next((one.aim for one in self.targets if not one.aim.stretch), None)

    @property
    def stale(self) -> bool:
        """Whether a reading should have come and none did."""
        return is_stale(self.due)


def progress(campaign: Campaign, name: str, rows: Mapping[str, tuple[Reading, ...]], on: date) -> Progress:
    """Returns how a KPI of a campaign stands on a day; a stopped campaign stands still on the day of its stop."""
    kpi = campaign.plan.measurement.kpis[name]
    metric = campaign.metrics[kpi.metric]
    query = query_for(campaign, kpi, rows, on)
    day, since, last = query.on, query.since, counting_days.last_day(campaign, kpi)
    counts = summed(metric, campaign.metrics)
    targets = aims(campaign, kpi, metric, day)
    now = value_now(query, targets)
    waiting = tuple(value_by_day(query, aim, now, counts=counts) for aim in targets)
    way = _path(campaign, kpi, targets, now, counts=counts)
    begun = since is None or day >= since
    closed = campaign.plan.campaign.state == "closed"
    case = JudgedValues(
        now, targets, waiting, way, day, counts, tolerance(kpi), begun, last is not None and day > last, closed
    )
    verdict = judge(case)
    dues = due(query, name, now.coverage)
    return Progress(
        id=name,
        kpi=kpi,
        metric=metric,
        summed=counts,
        since=since,
        now=now,
        base=base_size(kpi),
        path=way,
        verdict=verdict,
        targets=tuple(_standing(case, index, verdict) for index in range(len(targets))),
        way=_way(case, verdict),
        of_target=_of_target(now, verdict),
        change=change(campaign, kpi, metric, now, counts=counts),
        interval=wilson(now.exact, now.n) if metric.unit == "percent" and now.exact is not None and now.n else None,
        projection=_projection(metric, now, last, counts=counts),
        due=dues,
    )


def _path(campaign: Campaign, kpi: KPI, targets: Sequence[Aim], now: Value, *, counts: bool) -> Path | None:
    """Returns the path; nothing leads from a baseline to a value across a change of the definition."""
    made = path(campaign, kpi, [aim for aim in targets if aim.sized and not aim.stretch], summed=counts)
    if made is None or counts:
        return made
    start = made.points[0][0]
    crossed = [one for one in now.breaks if now.end and start < one.date <= now.end]
    if not crossed:
        return made
    after = tuple(point for point in made.points if point[0] >= max(one.date for one in crossed))
    return Path(after) if after else None


def _standing(case: JudgedValues, index: int, verdict: Verdict) -> TargetStatus:
    """Returns how one target stands by itself; one that is still to come stands as the KPI does."""
    aim, then, size = case.aims[index], case.by_day[index], case.now.size
    if size is None or not aim.sized:
        status = verdict.status if verdict.aim is aim else Status.NO_DATA if size is None else Status.OBSERVED
        return TargetStatus(aim, status, None)
    if is_due(aim, case.now, case.on, closed=case.closed):
        return TargetStatus(aim, after_day(case, aim).status, case.now if aim.holds and not case.summed else then)
    if aim.met_by(size) and counts_before_day(case, aim):
        return TargetStatus(aim, Status.REACHED, None)
    return TargetStatus(aim, Status.OBSERVED if aim.stretch else verdict.status, None)


def _way(case: JudgedValues, verdict: Verdict) -> Decimal | None:
    """Returns the share of the way from the start to the last committed target."""
    size, aim = case.now.exact, _final(case)
    if size is None or aim is None or case.path is None or aim.steady:
        return None
    start = case.path.points[0][1] if len(case.path.points) > 1 or case.summed else None
    goal = aim.goal(start)
    if start is None or goal is None or goal == start or (verdict.aim and verdict.aim.currency != case.now.currency):
        return None
    return (size - start) / (goal - start)


def _final(case: JudgedValues) -> Aim | None:
    sized = [one for one in case.aims if one.sized and not one.stretch]
    return max(sized, key=lambda one: one.day or date.max, default=None)


def _of_target(now: Value, verdict: Verdict) -> Decimal | None:
    goal = verdict.aim.goal() if verdict.aim else None
    same = verdict.aim is not None and verdict.aim.currency == now.currency
    return now.exact / goal if now.exact is not None and goal and same else None


def _projection(metric: Metric, now: Value, last: date | None, *, counts: bool) -> Projection | None:
    if not counts or metric.formula or now.exact is None or now.mark == "estimated" or now.how is not How.SUM:
        return None
    if now.coverage is None or now.coverage.unit != "days" or now.coverage.silent:
        return None
    return project(now.exact, now.cells, last)
