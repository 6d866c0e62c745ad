"""From value, targets and path to a status: every status follows one rule, and the rule is kept with it."""

from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from rencana.measure.aims import Aim
from rencana.measure.path import Path
from rencana.measure.quantity import Quantity
from rencana.measure.status import Status, StatusReason
from rencana.measure.value import Value

_LATE = timedelta(days=31)
"""So long after the day of a target its verdict waits for readings that reach the day."""


class Verdict(Struct, frozen=True):
    """A status with its rule. `pace` is what the path asks for on the day that the value is as of; `gap` is positive
    where the value is better. `short` is the part by which it lags behind.
    """

    status: Status
    rule: StatusReason
    aim: Aim | None = None
    pace: Decimal | None = None
    gap: Decimal | None = None
    short: Decimal | None = None


class JudgedValues(Struct, frozen=True):
    """What a KPI is judged by. `by_day` holds for each aim the value by its day; `ended` tells that time is over."""

    now: Value
    aims: tuple[Aim, ...]
    by_day: tuple[Value, ...]
    path: Path | None
    on: date
    summed: bool
    tolerance: Decimal
    begun: bool
    ended: bool
    closed: bool = False


def judge(case: JudgedValues) -> Verdict:
    """Returns the status of a KPI by its committed targets; by the stretched ones where there are no others."""
    if early := _without_number(case):
        return early
    size = case.now.size
    assert size is not None
    committed = judged(case.aims)
    sized = [one for one in committed if one.sized]
    final = max(sized, key=lambda one: (one.day or date.max, committed.index(one)))
    if case.now.currency and final.currency and case.now.currency != final.currency:
        return Verdict(Status.NO_DATA, StatusReason.OTHER_CURRENCY, final)
    if final.steady and case.ended:
        return final_word(final, size)
    if is_due(final, case.now, case.on, closed=case.closed):
        return after_day(case, final)
    if final.met_by(size) and counts_before_day(case, final):
        return Verdict(Status.REACHED, StatusReason.LAST_TARGET_MET, final)
    if case.summed and final.most is not None and size.low is not None and size.low > final.most:
        return Verdict(Status.MISSED, StatusReason.LIMIT_BROKEN, final)
    silent = case.now.coverage.silent if case.now.coverage else ()
    if silent:
        return Verdict(Status.NO_DATA, StatusReason.CHANNEL_SILENT, final)
    if size.exact is None:
        return Verdict(Status.NO_DATA, StatusReason.ONLY_A_BOUND, final)
    following = [one for one in sized if not is_due(one, case.now, case.on, closed=case.closed)]
    aim = min(following, key=lambda one: (one.day or date.max, committed.index(one)))
    return _by_pace(case, aim, size.exact)


def judged(aims: tuple[Aim, ...]) -> list[Aim]:
    """Returns the aims that decide: the committed ones, or all where every one is stretched."""
    return [one for one in aims if not one.stretch] or list(aims)


def is_due(aim: Aim, now: Value, on: date, *, closed: bool) -> bool:
    """Tells whether the day of an aim is over and readings reach it; a month later, or once closed, nobody waits."""
    if aim.day is None or on <= aim.day or aim.steady:
        return False
    return closed or (now.end is not None and now.end >= aim.day) or on > aim.day + _LATE


def _without_number(case: JudgedValues) -> Verdict | None:
    if not case.aims:
        known = case.now.size is not None or case.now.change is not None
        return Verdict(
            Status.OBSERVED if known else Status.NO_DATA, StatusReason.NO_TARGET if known else StatusReason.NO_VALUE
        )
    if case.now.size is None:
        by_change = _by_change(case)
        return by_change or Verdict(Status.NO_DATA, StatusReason.NO_VALUE if case.begun else StatusReason.NOT_BEGUN)
    if not any(one.sized for one in judged(case.aims)):
        return _by_change(case) or Verdict(Status.OBSERVED, StatusReason.TARGET_UNSIZED, judged(case.aims)[0])
    return None


def _by_change(case: JudgedValues) -> Verdict | None:
    """Compares a published change with the change that was asked for, where no size is known."""
    change = case.now.change
    for aim in judged(case.aims)[-1:]:
        if change and aim.change and change.unit is aim.change.unit and not aim.sized:
            way = 1 if aim.change.value >= 0 else -1
            gap = (change.value - aim.change.value) * way
            if gap >= 0:
                return Verdict(Status.REACHED, StatusReason.LAST_TARGET_MET, aim, aim.change.value, gap)
            if is_due(aim, case.now, case.on, closed=case.closed):
                return Verdict(Status.MISSED, StatusReason.DAY_PASSED, aim, aim.change.value, gap)
    return None


def counts_before_day(case: JudgedValues, aim: Aim) -> bool:
    """A sum that has to grow, and a level that has to be reached once, are met as soon as they are there."""
    if aim.holds or aim.steady:
        return False
    return not (case.summed and aim.most is not None)


def after_day(case: JudgedValues, aim: Aim) -> Verdict:
    """Returns the verdict on an aim whose day is over."""
    size = case.now.size
    assert size is not None
    if aim.holds and not case.summed:
        if aim.met_by(size):
            return Verdict(Status.REACHED, StatusReason.HELD, aim)
        rule = StatusReason.ONLY_A_BOUND if aim.met_by(size) is None else StatusReason.NOT_HELD
        status = Status.NO_DATA if aim.met_by(size) is None else Status.MISSED if case.ended else Status.BEHIND
        return Verdict(status, rule, aim)
    then = case.by_day[case.aims.index(aim)]
    return final_word(aim, then.size)


def final_word(aim: Aim, size: Quantity | None) -> Verdict:
    """Returns the verdict on an aim by what was measured by its day."""
    if size is None:
        return Verdict(Status.NO_DATA, StatusReason.NO_VALUE, aim)
    met = aim.met_by(size)
    if met is None:
        return Verdict(Status.NO_DATA, StatusReason.ONLY_A_BOUND, aim)
    return (
        Verdict(Status.REACHED, StatusReason.LAST_TARGET_MET, aim)
        if met
        else Verdict(Status.MISSED, StatusReason.DAY_PASSED, aim)
    )


def _by_pace(case: JudgedValues, aim: Aim, size: Decimal) -> Verdict:
    """Compares the value with what the path asks for on the day that the value is as of."""
    day = case.now.end or case.on
    goal = aim.goal(size)
    pace = goal if aim.steady else case.path.at(day) if case.path else None
    if pace is None or goal is None:
        if aim.met_by(Quantity(size, size)):
            return Verdict(Status.ON_TRACK, StatusReason.MET_BEFORE_DAY, aim)
        return Verdict(Status.OBSERVED, StatusReason.NO_PATH, aim)
    lag = _lag(case, aim, size, pace)
    gap = abs(size - pace) if lag <= 0 else -lag
    whole = _yardstick(case, aim, pace)
    short = lag / whole if lag > 0 and whole else Decimal(0) if lag <= 0 else Decimal(1)
    if short <= case.tolerance:
        met = aim.met_by(Quantity(size, size)) and aim.holds
        return Verdict(
            Status.ON_TRACK, StatusReason.MET_BEFORE_DAY if met else StatusReason.ON_PATH, aim, pace, gap, short
        )
    if short <= 2 * case.tolerance:
        return Verdict(Status.AT_RISK, StatusReason.LITTLE_BEHIND, aim, pace, gap, short)
    return Verdict(Status.BEHIND, StatusReason.FAR_BEHIND, aim, pace, gap, short)


def _lag(case: JudgedValues, aim: Aim, size: Decimal, pace: Decimal) -> Decimal:
    """Returns by how much a value is worse than the pace; not more than nothing where it is as good or better."""
    if aim.least is not None and aim.most is not None and not case.summed:
        inside = aim.least <= size <= aim.most
        start = case.path.points[0][1] if case.path else None
        goes_down = start is not None and start > aim.most
        return Decimal(0) if inside else size - pace if goes_down else pace - size
    return size - pace if aim.least is None else pace - size


def _yardstick(case: JudgedValues, aim: Aim, pace: Decimal) -> Decimal:
    """Returns what a lag is measured by: of sums and steady levels the pace, of levels the whole way to the goal."""
    if case.summed or aim.steady or case.path is None:
        return abs(pace)
    start, goal = case.path.points[0][1], aim.goal(case.path.points[0][1])
    return abs((goal if goal is not None else pace) - start) or abs(pace)
