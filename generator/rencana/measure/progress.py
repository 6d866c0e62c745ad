"""One KPI on a day: its value, its path, its status; and every target by what was measured by its day."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from rencana.catalogue import Metric
from rencana.derive import counting_days
from rencana.measure.aims import Aim, aims, base_size, tolerance
from rencana.measure.chance import Interval, wilson
from rencana.measure.change import Change, change
from rencana.measure.counting import counts_up
from rencana.measure.due import Due, due, is_stale
from rencana.measure.path import Path, path
from rencana.measure.projection import Projection, project
from rencana.measure.query import query_for
from rencana.measure.status import Status
from rencana.measure.value import How, Value
from rencana.measure.verdict import JudgedValues, Verdict, after_day, counts_before_day, judge
from rencana.measure.window import value_by_day, value_now
from rencana.plan.campaign import Campaign
from rencana.plan.measurement import KPI
from rencana.plan.readings import Reading


class TargetStatus(Struct, frozen=True):
    """A target with its status, and the value by its day where that day is over."""

    aim: Aim
    status: Status
    by_day: Value | None


class Progress(Struct, frozen=True):
    """A KPI on a day, with everything that its status rests on.

    `path_share` is the share of the distance from the start to the last committed target, `of_target` the value as a
    part of that target; neither is capped. `interval` is Wilson's, where the value is a share with a sample size.
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
    path_share: Decimal | None
    of_target: Decimal | None
    change: Change | None
    interval: Interval | None
    projection: Projection | None
    due: tuple[Due, ...]

    @property
    def status(self) -> Status:
        """The status of the KPI."""
        return self.verdict.status

    @property
    def aim(self) -> Aim | None:
        """The target that the KPI is shown with: the one that decides its status, else the first committed one."""
        return self.verdict.aim or next((target.aim for target in self.targets if not target.aim.stretch), None)

    @property
    def stale(self) -> bool:
        """Whether a reading should have come and none did."""
        return is_stale(self.due)


def progress(campaign: Campaign, name: str, rows: Mapping[str, tuple[Reading, ...]], on: date) -> Progress:
    """Returns the progress of a KPI of a campaign on a day; a stopped campaign stays as it was on its last day."""
    kpi = campaign.plan.measurement.kpis[name]
    metric = campaign.metrics[kpi.metric]
    query = query_for(campaign, kpi, rows, on)
    # The day of the query, not the day that was asked for: a stopped campaign is judged as of its stop.
    day, since, last = query.on, query.since, counting_days.last_day(campaign, kpi)
    summed = counts_up(metric, campaign.metrics)
    targets = aims(campaign, kpi, metric, day)
    now = value_now(query, targets)
    case = JudgedValues(
        now=now,
        aims=targets,
        by_day=tuple(value_by_day(query, aim, now, summed=summed) for aim in targets),
        path=_path(campaign, kpi, targets, now, summed=summed),
        on=day,
        summed=summed,
        tolerance=tolerance(kpi),
        begun=since is None or day >= since,
        ended=last is not None and day > last,
        closed=campaign.plan.campaign.state == "closed",
    )
    verdict = judge(case)
    goal = verdict.aim.goal() if verdict.aim and verdict.aim.currency == now.currency else None
    return Progress(
        id=name,
        kpi=kpi,
        metric=metric,
        summed=summed,
        since=since,
        now=now,
        base=base_size(kpi),
        path=case.path,
        verdict=verdict,
        targets=tuple(_target_status(case, index, verdict) for index in range(len(targets))),
        path_share=_path_share(case, verdict),
        of_target=now.exact / goal if now.exact is not None and goal else None,
        change=change(campaign, kpi, metric, now, summed=summed),
        interval=wilson(now.exact, now.n) if metric.unit == "percent" and now.exact is not None and now.n else None,
        projection=_projection(metric, now, last, summed=summed),
        due=due(query, name, now.coverage),
    )


def _path(campaign: Campaign, kpi: KPI, targets: Sequence[Aim], now: Value, *, summed: bool) -> Path | None:
    """Returns the path through the committed targets.

    Nothing leads from a baseline to a value across a change of the definition: the path begins after the last one.
    """
    line = path(campaign, kpi, [aim for aim in targets if aim.sized and not aim.stretch], summed=summed)
    if line is None or summed:
        return line
    first = line.points[0][0]
    crossed = [change.date for change in now.breaks if now.end and first < change.date <= now.end]
    if not crossed:
        return line
    after = tuple((day, size) for day, size in line.points if day >= max(crossed))
    return Path(after) if after else None


def _target_status(case: JudgedValues, index: int, verdict: Verdict) -> TargetStatus:
    """Returns the status of one target by itself; one that is still to come has that of the KPI."""
    aim, size = case.aims[index], case.now.size
    if size is None or not aim.sized:
        status = verdict.status if verdict.aim is aim else Status.NO_DATA if size is None else Status.OBSERVED
        return TargetStatus(aim, status, None)
    if case.is_due(aim):
        # What has to be held is judged by the newest value, not by that of the day from which on it holds.
        is_held = aim.holds and not case.summed
        return TargetStatus(aim, after_day(case, aim).status, case.now if is_held else case.by_day[index])
    if aim.met_by(size) and counts_before_day(case, aim):
        return TargetStatus(aim, Status.REACHED, None)
    return TargetStatus(aim, Status.OBSERVED if aim.stretch else verdict.status, None)


def _path_share(case: JudgedValues, verdict: Verdict) -> Decimal | None:
    """Returns the share of the distance from the start to the last committed target."""
    size = case.now.exact
    committed = [aim for aim in case.aims if aim.sized and not aim.stretch]
    aim = max(committed, key=lambda aim: aim.day or date.max, default=None)
    if size is None or aim is None or case.path is None or aim.steady:
        return None
    start = case.path.points[0][1] if len(case.path.points) > 1 or case.summed else None
    goal = aim.goal(start)
    if start is None or goal is None or goal == start or (verdict.aim and verdict.aim.currency != case.now.currency):
        return None
    return (size - start) / (goal - start)


def _projection(metric: Metric, now: Value, last: date | None, *, summed: bool) -> Projection | None:
    if not summed or metric.formula or now.exact is None or now.mark == "estimated" or now.how is not How.SUM:
        return None
    if now.coverage is None or now.coverage.unit != "days" or now.coverage.silent:
        return None
    return project(now.exact, now.cells, last)
