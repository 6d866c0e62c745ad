"""From value and target to a status, which is proven, disproven or open; each carries the rule that says so."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from rencana.measure.aims import Aim, NoSize
from rencana.measure.held import Held, held
from rencana.measure.judged import Judging, Kind, level_on
from rencana.measure.path import Path
from rencana.measure.quantity import Quantity, exactly
from rencana.measure.status import Status, StatusReason, urgency
from rencana.measure.unread import covers_like_days, outcome, proven
from rencana.measure.value import Value


class Verdict(Struct, frozen=True):
    """A status with its rule, and with the aim that it is about, where there is one.

    `judged` is the very value that was compared. `pace` is what is expected by now, of the days that were read; `gap`
    is the distance from it, positive where the value is better; `short` is the lag as a part of what lags are measured
    by, 0 where there is none. `share` is how much of the aim is reached, or of a limit used.
    """

    status: Status
    rule: StatusReason
    aim: Aim | None = None
    judged: Value | None = None
    pace: Decimal | None = None
    gap: Decimal | None = None
    short: Decimal | None = None
    share: Decimal | None = None
    held: Held | None = None


def judge(judging: Judging, aim: Aim, path: Path | None) -> Verdict:
    """Returns the verdict on one target by itself."""
    if not aim.sized:
        return _by_change(judging, aim)
    if not _has_begun(judging, aim):
        return Verdict(Status.NOT_JUDGED, StatusReason.NOT_BEGUN, aim)
    if aim.unit:
        return _by_periods(judging, aim, path)
    over = judging.is_over(aim.until)
    value = _judged_value(judging, aim, over=over)
    if value is None:
        rule = StatusReason.NOT_READ_THEN if judging.now.size is not None else StatusReason.NO_VALUE
        status = Status.NOT_JUDGED if judging.now.size is not None else Status.NO_DATA
        return Verdict(status, rule, aim)
    if value.size is None:
        return Verdict(Status.NO_DATA, StatusReason.NO_VALUE, aim, value)
    if value.currency and aim.currency and value.currency != aim.currency:
        return Verdict(Status.NO_DATA, StatusReason.OTHER_CURRENCY, aim, value)
    summed = judging.kind is Kind.SUM
    decided = _decided(judging, aim, value, value.size, over=over)
    if decided is not None:
        return _with_share(decided, path, summed=summed)
    if judging.stopped:
        return _with_share(Verdict(Status.STOPPED, StatusReason.STOPPED, aim, value), path, summed=summed)
    return _with_share(_before_day(judging, aim, value, path), path, summed=summed)


def decide(judging: Judging, verdicts: Sequence[Verdict]) -> Verdict:
    """Returns the verdict on a KPI by those on its committed targets; on the stretch targets where there are no others.

    The targets of the last day decide, all of them; before that day the next ones do, and every bound that holds.
    """
    if not verdicts:
        return _without_target(judging)
    deciding = [verdict for verdict in verdicts if verdict.aim and not verdict.aim.stretch] or list(verdicts)
    last_day = max(map(_until, deciding))
    final = [verdict for verdict in deciding if _until(verdict) == last_day]
    if judging.stopped:
        return _worst(deciding)
    if any(verdict.status is Status.MISSED for verdict in final) or judging.is_over(last_day):
        return _worst(final)
    waiting = [
        verdict for verdict in deciding if not judging.is_over(_until(verdict)) and verdict.status is not Status.REACHED
    ]
    next_day = min(map(_until, waiting), default=last_day)
    counting = [verdict for verdict in waiting if _until(verdict) == next_day or (verdict.aim and verdict.aim.bounds)]
    return _worst(counting or final)


def _until(verdict: Verdict) -> date:
    return verdict.aim.until if verdict.aim and verdict.aim.until else date.max


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Returns the worst verdict; of several, the same one whatever the order of the targets in the file."""

    def key(verdict: Verdict) -> tuple[int, date, Decimal, Decimal]:
        least = verdict.aim.least if verdict.aim and verdict.aim.least is not None else Decimal("-Infinity")
        most = verdict.aim.most if verdict.aim and verdict.aim.most is not None else Decimal("Infinity")
        return urgency(verdict.status), _until(verdict), -least, most

    return min(verdicts, key=key)


def _without_target(judging: Judging) -> Verdict:
    now = judging.now
    if now.size is not None or now.change is not None:
        return Verdict(Status.OBSERVED, StatusReason.NO_TARGET, judged=now)
    since = judging.query.since
    if since is not None and judging.on <= since:
        return Verdict(Status.NOT_JUDGED, StatusReason.NOT_BEGUN, judged=now)
    return Verdict(Status.NO_DATA, StatusReason.NO_VALUE, judged=now)


def _with_share(verdict: Verdict, path: Path | None, *, summed: bool) -> Verdict:
    """Adds how much of an aim is reached, or of a limit is used; nothing where that is no share of anything.

    A level that has to stay below a limit, or a target on the other side of its baseline, has no way of which a part
    could be done.
    """
    aim, size = verdict.aim, verdict.judged.exact if verdict.judged else None
    if aim is None or size is None:
        return verdict
    if aim.ceiling and summed:
        return replace(verdict, share=size / aim.most) if aim.most else verdict
    start = Decimal(0) if summed else path.points[0][1] if path and len(path.points) > 1 else None
    goal = aim.goal(start)
    if start is None or goal is None or aim.is_limit(summed=summed):
        return verdict
    leads_there = goal > start if aim.floor else goal < start
    return replace(verdict, share=(size - start) / (goal - start)) if leads_there else verdict


def _has_begun(judging: Judging, aim: Aim) -> bool:
    """Tells whether a day that counts for an aim is over, or anything was read on it."""
    # A bound that holds from a later day on is on its path until then.
    first = judging.query.since if aim.bounds and not aim.target.within and not aim.target.phase else aim.since
    return first is None or judging.on > first or (judging.on == first and judging.now.size is not None)


def _judged_value(judging: Judging, aim: Aim, *, over: bool) -> Value | None:
    """Returns the value of the days of an aim, up to its last day or to today; None where nobody read it then."""
    if judging.kind is Kind.LEVEL:
        if over and aim.day is not None:
            return level_on(judging, aim, aim.until or aim.day)
        return judging.of_days(aim.since, judging.on, aim)
    until = judging.query.until if aim.until is None else min(aim.until, judging.on)
    return judging.of_days(aim.since, until, aim)


def _decided(judging: Judging, aim: Aim, value: Value, size: Quantity, *, over: bool) -> Verdict | None:
    """Returns the verdict that no further reading and no further day can change; None before that."""
    if judging.only_grows:
        answer = proven(aim, size)
        if answer is True:
            return Verdict(Status.REACHED, StatusReason.LAST_TARGET_MET, aim, value)
        if answer is False:
            return Verdict(Status.MISSED, StatusReason.LIMIT_BROKEN, aim, value)
    if not over:
        return None
    met, rule = outcome(judging, aim, value)
    if met is None:
        return Verdict(Status.NOT_JUDGED, rule, aim, value)
    if met:
        return Verdict(Status.REACHED, StatusReason.LAST_TARGET_MET, aim, value)
    return Verdict(Status.MISSED, StatusReason.DAY_PASSED, aim, value)


def _before_day(judging: Judging, aim: Aim, value: Value, path: Path | None) -> Verdict:
    """Returns how an aim stands before its day: by its pace, over the days that were read."""
    coverage = value.coverage if judging.kind is not Kind.LEVEL else None
    if coverage and coverage.silent:
        return Verdict(Status.NOT_JUDGED, StatusReason.CHANNEL_SILENT, aim, value)
    if judging.kind is Kind.RATE and coverage and not covers_like_days(judging, coverage):
        return Verdict(Status.NOT_JUDGED, StatusReason.UNLIKE_DAYS, aim, value)
    size = value.exact
    if size is None:
        return Verdict(Status.NOT_JUDGED, StatusReason.ONLY_A_BOUND, aim, value)
    pace = _pace(judging, value, path)
    meets = bool(aim.met_by(exactly(size)))
    if pace is None:
        status = Status.ON_TRACK if meets else Status.NOT_JUDGED
        return Verdict(status, StatusReason.MET_BEFORE_DAY if meets else StatusReason.NO_PATH, aim, value)
    lag = _lag(judging, aim, size, pace, path)
    short = Decimal(0)
    if lag > 0:
        scale = _scale(judging, aim, pace, path)
        # Where nothing is expected from beginning to end, any lag is a whole one.
        short = lag / scale if scale else Decimal(1)
    gap = -lag if lag > 0 else abs(size - pace)
    if short <= judging.tolerance:
        rule = StatusReason.MET_BEFORE_DAY if meets and aim.bounds else StatusReason.ON_PATH
        return Verdict(Status.ON_TRACK, rule, aim, value, pace, gap, short)
    status, rule = Status.BEHIND, StatusReason.FAR_BEHIND
    if short <= 2 * judging.tolerance:
        status, rule = Status.AT_RISK, StatusReason.LITTLE_BEHIND
    return Verdict(status, rule, aim, value, pace, gap, short)


def _pace(judging: Judging, value: Value, path: Path | None) -> Decimal | None:
    """Returns what is expected by now: of a sum over the days that were read, of a level on the day it is as of."""
    if path is None:
        return None
    if judging.kind is Kind.SUM and value.coverage:
        return path.over(value.coverage)
    # Not on today: a path that runs ahead of the readings would make every KPI look behind until they come.
    return path.at(value.end or judging.on)


def _lag(judging: Judging, aim: Aim, size: Decimal, pace: Decimal, path: Path | None) -> Decimal:
    """Returns by how much a value is worse than the pace; 0 or less where it is as good or better."""
    if aim.least is None:
        return size - pace
    if aim.most is None or judging.kind is Kind.SUM:
        return pace - size
    # A level with two bounds is never behind between them. Outside of them, the start of the path says what is worse:
    # for a path that comes down to the band it is the larger value, even one below the band is then ahead of its pace.
    if aim.least <= size <= aim.most:
        return Decimal(0)
    comes_from_above = path is not None and path.points[0][1] > aim.most
    return size - pace if comes_from_above else pace - size


def _scale(judging: Judging, aim: Aim, pace: Decimal, path: Path | None) -> Decimal:
    """Returns what a lag is a part of: of sums the pace, of levels the distance from start to goal.

    Of 10,000 followers that are to become 11,000, half a thousand is 5% of the pace, but half of what was to be done.
    """
    if judging.kind is Kind.SUM or path is None:
        return abs(pace)
    start = path.points[0][1]
    goal = aim.goal(start)
    return abs((pace if goal is None else goal) - start) or abs(pace)


def _by_periods(judging: Judging, aim: Aim, path: Path | None) -> Verdict:
    """Returns the verdict on what has to be kept in each whole period."""
    if aim.since is not None and judging.on <= aim.since:
        return _until_it_holds(judging, aim, path)
    periods = held(judging, aim)
    value = periods.value
    if value.currency and aim.currency and value.currency != aim.currency:
        return Verdict(Status.NO_DATA, StatusReason.OTHER_CURRENCY, aim, value, held=periods)
    if periods.broken:
        return Verdict(Status.MISSED, StatusReason.NOT_HELD, aim, value, held=periods)
    if value.size is None and judging.now.size is None:
        return Verdict(Status.NO_DATA, StatusReason.NO_VALUE, aim, judging.now, held=periods)
    if judging.stopped and not judging.is_over(aim.until):
        return Verdict(Status.STOPPED, StatusReason.STOPPED, aim, value, held=periods)
    if not periods.of:
        return Verdict(Status.NOT_JUDGED, StatusReason.NO_WHOLE_PERIOD, aim, value, held=periods)
    is_over = judging.is_over(aim.until)
    if periods.open and (is_over or not periods.met):
        return Verdict(Status.NOT_JUDGED, StatusReason.PERIODS_UNREAD, aim, value, held=periods)
    if is_over:
        return Verdict(Status.REACHED, StatusReason.HELD, aim, value, held=periods)
    return Verdict(Status.ON_TRACK, StatusReason.HELD_SO_FAR, aim, value, held=periods)


def _until_it_holds(judging: Judging, aim: Aim, path: Path | None) -> Verdict:
    """Returns how something stands that has to be kept from a later day on: on its way there, at best on track."""
    now = judging.now
    if now.size is None:
        return Verdict(Status.NO_DATA, StatusReason.NO_VALUE, aim, now)
    if judging.stopped:
        return Verdict(Status.STOPPED, StatusReason.STOPPED, aim, now)
    if judging.kind is not Kind.SUM:
        return _before_day(judging, aim, now, path)
    if now.coverage and now.coverage.silent:
        return Verdict(Status.NOT_JUDGED, StatusReason.CHANNEL_SILENT, aim, now)
    met = aim.met_by(now.size)
    rule = StatusReason.MET_BEFORE_DAY if met else StatusReason.NO_PATH
    return Verdict(Status.ON_TRACK if met else Status.NOT_JUDGED, rule, aim, now)


def _by_change(judging: Judging, aim: Aim) -> Verdict:
    """Compares a published change with the change that was asked for, where no size is known."""
    now, change = judging.now, judging.now.change
    comparable = change is not None and aim.change is not None and change.unit is aim.change.unit
    if not comparable or change is None or aim.change is None or aim.no_size is not NoSize.BASELINE_UNKNOWN:
        if now.size is None and now.change is None:
            rule = StatusReason.NO_VALUE if _has_begun(judging, aim) else StatusReason.NOT_BEGUN
            status = Status.NO_DATA if rule is StatusReason.NO_VALUE else Status.NOT_JUDGED
            return Verdict(status, rule, aim, now)
        return Verdict(Status.NOT_JUDGED, StatusReason.TARGET_UNSIZED, aim, now)
    direction = 1 if aim.change.value >= 0 else -1
    gap = (change.value - aim.change.value) * direction
    pace = aim.change.value
    if gap >= 0:
        return Verdict(Status.REACHED, StatusReason.LAST_TARGET_MET, aim, now, pace, gap)
    if judging.is_over(aim.day) and now.end is not None and aim.day is not None and now.end >= aim.day:
        return Verdict(Status.MISSED, StatusReason.DAY_PASSED, aim, now, pace, gap)
    return Verdict(Status.NOT_JUDGED, StatusReason.TARGET_UNSIZED, aim, now)
