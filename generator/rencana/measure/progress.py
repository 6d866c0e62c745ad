"""One KPI on a day: its value, its path, its status; and every target by what was measured by its day."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from rencana.catalogue import Metric
from rencana.derive import counting_days
from rencana.measure.aims import Aim, aims, base_size, tolerance
from rencana.measure.chance import Interval, wilson
from rencana.measure.change import Change, change
from rencana.measure.due import Due, due, is_stale
from rencana.measure.judged import Judging, Kind, kind_of, only_grows, value_now
from rencana.measure.path import Path, path
from rencana.measure.periods import period_end, period_start
from rencana.measure.projection import Projection, project
from rencana.measure.query import Query, ReadingIndex, query_for
from rencana.measure.ratios import value_of
from rencana.measure.read_rates import pooled_rate
from rencana.measure.status import Status
from rencana.measure.value import How, Value
from rencana.measure.verdict import Verdict, decide, judge
from rencana.plan.campaign import Campaign
from rencana.plan.measurement import KPI


class TargetStatus(Struct, frozen=True):
    """A target with the verdict on it."""

    aim: Aim
    verdict: Verdict

    @property
    def status(self) -> Status:
        """Its status."""
        return self.verdict.status

    @property
    def judged(self) -> Value | None:
        """The very value that was judged; None where nobody read it then."""
        return self.verdict.judged


class Progress(Struct, frozen=True):
    """A KPI on a day, with everything that its status rests on.

    `targets` has the verdict on each target, `verdict` the one that decides. `path_share` is the share of the distance
    from the start to the last committed target, `of_target` the value as a part of that target; neither is capped.
    `interval` is Wilson's, where the value is a share with a sample size.
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
        """The target that the KPI is shown with, which is the one that decides its status; None without targets."""
        return self.verdict.aim

    @property
    def stale(self) -> bool:
        """Whether a reading should have come and none did."""
        return is_stale(self.due)


def progress(campaign: Campaign, name: str, readings: ReadingIndex, on: date) -> Progress:
    """Returns the progress of a KPI of a campaign on a day; a stopped campaign stays as it was on its last day."""
    kpi = campaign.plan.measurement.kpis[name]
    metric = campaign.metrics[kpi.metric]
    query = query_for(campaign, kpi, readings, on)
    # The day of the query, not the day that was asked for: a stopped campaign is judged as of its stop.
    targets = aims(campaign, kpi, metric, query.on)
    kind, last = kind_of(query, metric), counting_days.last_day(campaign, kpi)
    now = value_now(query, targets, campaign.calendar.fiscal_start)
    summed = kind is Kind.SUM
    grows, now_is_all = summed and only_grows(query, metric, now), not any(aim.anew for aim in targets)
    judging = Judging(query, now, kind, grows, tolerance(kpi), last, now_is_all)
    verdicts = tuple(judge(judging, aim, _path(query, targets, aim, now, summed=summed)) for aim in targets)
    verdict = decide(judging, verdicts)
    goal = verdict.aim.goal() if verdict.aim and verdict.aim.currency == now.currency else None
    return Progress(
        id=name,
        kpi=kpi,
        metric=metric,
        summed=summed,
        since=query.since,
        # Of a rate that was read week by week the newest week is shown, with how much was read of all weeks.
        now=replace(now, coverage=pooled_rate(query.counted(), now).coverage) if kind is Kind.RATE else now,
        base=base_size(kpi),
        path=_path(query, targets, verdict.aim, now, summed=summed),
        verdict=verdict,
        targets=tuple(TargetStatus(aim, verdict) for aim, verdict in zip(targets, verdicts, strict=True)),
        path_share=_path_share(verdicts, summed=summed),
        of_target=now.exact / goal if now.exact is not None and goal else None,
        change=change(campaign, kpi, metric, now, summed=summed),
        interval=wilson(now.exact, now.n) if metric.unit == "percent" and now.exact is not None and now.n else None,
        projection=_projection(judging, verdict.aim),
        due=due(query, name, now.coverage),
    )


def _path(query: Query, targets: Sequence[Aim], aim: Aim | None, now: Value, *, summed: bool) -> Path | None:
    """Returns the path through the committed targets that lead the same way as one of them, over the same days.

    Nothing leads from a baseline to a value across a change of the definition: the path begins after the last one.
    """
    if aim is None or aim.anew:
        # What is asked for anew in each period leads nowhere: each of them begins at 0.
        return None
    own_days = aim.target.within, aim.target.phase
    siblings = [
        other
        for other in targets
        if other.sized
        and (other is aim or not (other.stretch or other.day == aim.day))
        and (other.target.within, other.target.phase) == own_days
        and (other.floor, other.ceiling) == (aim.floor, aim.ceiling)
        and not other.anew
    ]
    line = path(query.within(query.since, query.until, aim.windows), siblings, summed=summed)
    if line is None or summed:
        return line
    first = line.points[0][0]
    crossed = [change.date for change in now.breaks if now.end and first < change.date <= now.end]
    if not crossed:
        return line
    after = tuple((day, size) for day, size in line.points if day >= max(crossed))
    return Path(after) if after else None


def _path_share(verdicts: Sequence[Verdict], *, summed: bool) -> Decimal | None:
    """Returns the share of the last committed target that is reached, of several the largest; None of a limit."""

    def key(verdict: Verdict) -> tuple[date, bool, Decimal]:
        assert verdict.aim
        return verdict.aim.day or date.max, not verdict.aim.is_limit(summed=summed), verdict.aim.least or Decimal(0)

    committed = [verdict for verdict in verdicts if verdict.aim and not verdict.aim.stretch and not verdict.aim.unit]
    final = max(committed, key=key, default=None)
    return final.share if final and final.aim and not final.aim.is_limit(summed=summed) else None


def _projection(judging: Judging, aim: Aim | None) -> Projection | None:
    """Returns where a sum ends if the last weeks go on; of what begins anew in each period, where that period ends."""
    query, last = judging.query, judging.last
    if judging.kind is not Kind.SUM or query.metric.formula or judging.stopped or last is None or judging.on > last:
        return None
    now, end = judging.now, last
    if aim and aim.unit:
        start = period_start(aim.unit, judging.on, judging.first_month)
        so_far = value_of(query.within(start, judging.on))
        now, end = value_of(query), min(last, period_end(aim.unit, judging.on, judging.first_month))
        size = so_far.exact if so_far.size else Decimal(0)
        coverage = so_far.coverage
    else:
        size, coverage = now.exact, now.coverage
    if size is None or coverage is None or now.how is not How.SUM or now.exact is None or now.mark == "estimated":
        return None
    return None if coverage.unit != "days" or coverage.silent else project(size, now.cells, end, coverage)
