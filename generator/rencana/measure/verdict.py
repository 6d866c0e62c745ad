"""From value, targets and path to a status: every status follows one rule, and carries the rule with it."""

from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from rencana.measure.aims import Aim
from rencana.measure.path import Path
from rencana.measure.quantity import Quantity, exactly
from rencana.measure.status import Status, StatusReason
from rencana.measure.value import Value

_LATE = timedelta(days=31)
"""For so long after the day of a target its verdict waits for readings that reach the day."""


class Verdict(Struct, frozen=True):
    """A status with its rule, and with the aim that decides it, where there is one.

    `pace` is what the path asks for on the day that the value is as of; `gap` is the distance from it, positive where
    the value is better. `short` is the lag as a part of what lags are measured by; 0 where there is none.
    """

    status: Status
    rule: StatusReason
    aim: Aim | None = None
    pace: Decimal | None = None
    gap: Decimal | None = None
    short: Decimal | None = None


class JudgedValues(Struct, frozen=True):
    """What a KPI is judged by. `by_day` has for each aim the value by its day; `ended` tells that time is over."""

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

    def is_due(self, aim: Aim) -> bool:
        """Tells whether an aim is judged by what was measured by its day."""
        return is_due(aim, self.now, self.on, closed=self.closed)


def judge(case: JudgedValues) -> Verdict:
    """Returns the status of a KPI by its committed targets; by the stretch targets where there are no others.

    The last target decides. Until its day, the KPI is compared with its path to the next one.
    """
    without_number = _without_number(case)
    if without_number:
        return without_number
    now, size = case.now, case.now.size
    assert size is not None
    deciding = judged(case.aims)
    sized = [aim for aim in deciding if aim.sized]
    final = max(sized, key=lambda aim: (aim.day or date.max, deciding.index(aim)))
    if now.currency and final.currency and now.currency != final.currency:
        return Verdict(Status.NO_DATA, StatusReason.OTHER_CURRENCY, final)
    if final.steady and case.ended:
        return final_word(final, size)
    if case.is_due(final):
        return after_day(case, final)
    # An aim can be decided before its day. This comes before the questions of what is not known: a silent channel or an
    # open bound can only add to a sum, so they take back neither that it is reached nor that its limit is broken.
    if final.met_by(size) and counts_before_day(case, final):
        return Verdict(Status.REACHED, StatusReason.LAST_TARGET_MET, final)
    if case.summed and final.most is not None and size.low is not None and size.low > final.most:
        return Verdict(Status.MISSED, StatusReason.LIMIT_BROKEN, final)
    if now.coverage and now.coverage.silent:
        return Verdict(Status.NO_DATA, StatusReason.CHANNEL_SILENT, final)
    if size.exact is None:
        return Verdict(Status.NO_DATA, StatusReason.ONLY_A_BOUND, final)
    following = [aim for aim in sized if not case.is_due(aim)]
    following_aim = min(following, key=lambda aim: (aim.day or date.max, deciding.index(aim)))
    return _by_pace(case, following_aim, size.exact)


def judged(aims: tuple[Aim, ...]) -> list[Aim]:
    """Returns the aims that decide: the committed ones, or all where every one is a stretch."""
    return [aim for aim in aims if not aim.stretch] or list(aims)


def is_due(aim: Aim, now: Value, on: date, *, closed: bool) -> bool:
    """Tells whether the day of an aim is over and readings reach it; a month later, or once closed, nobody waits."""
    if aim.day is None or on <= aim.day or aim.steady:
        return False
    return closed or (now.end is not None and now.end >= aim.day) or on > aim.day + _LATE


def _without_number(case: JudgedValues) -> Verdict | None:
    """Returns the verdict where there is no value, or no target with a size, to compare; None where there are both."""
    if not case.aims:
        if case.now.size is not None or case.now.change is not None:
            return Verdict(Status.OBSERVED, StatusReason.NO_TARGET)
        return Verdict(Status.NO_DATA, StatusReason.NO_VALUE)
    deciding = judged(case.aims)
    if case.now.size is None:
        reason = StatusReason.NO_VALUE if case.begun else StatusReason.NOT_BEGUN
        return _by_change(case, deciding[-1]) or Verdict(Status.NO_DATA, reason)
    if not any(aim.sized for aim in deciding):
        return _by_change(case, deciding[-1]) or Verdict(Status.OBSERVED, StatusReason.TARGET_UNSIZED, deciding[0])
    return None


def _by_change(case: JudgedValues, aim: Aim) -> Verdict | None:
    """Compares a published change with the change that was asked for, where no size is known."""
    change = case.now.change
    if change is None or aim.change is None or change.unit is not aim.change.unit or aim.sized:
        return None
    direction = 1 if aim.change.value >= 0 else -1
    gap = (change.value - aim.change.value) * direction
    if gap >= 0:
        return Verdict(Status.REACHED, StatusReason.LAST_TARGET_MET, aim, aim.change.value, gap)
    if case.is_due(aim):
        return Verdict(Status.MISSED, StatusReason.DAY_PASSED, aim, aim.change.value, gap)
    return None


def counts_before_day(case: JudgedValues, aim: Aim) -> bool:
    """Tells whether an aim is reached as soon as it is met, because nothing later can take that back.

    That is so for a sum that has to grow, and for a level that has to be reached once.
    """
    if aim.holds or aim.steady:
        return False
    return not (case.summed and aim.most is not None)


def after_day(case: JudgedValues, aim: Aim) -> Verdict:
    """Returns the verdict on an aim whose day is over."""
    if not aim.holds or case.summed:
        return final_word(aim, case.by_day[case.aims.index(aim)].size)
    assert case.now.size is not None
    match aim.met_by(case.now.size):
        case True:
            return Verdict(Status.REACHED, StatusReason.HELD, aim)
        case None:
            return Verdict(Status.NO_DATA, StatusReason.ONLY_A_BOUND, aim)
        case _:
            # What has to be held can be mended as long as time is left.
            return Verdict(Status.MISSED if case.ended else Status.BEHIND, StatusReason.NOT_HELD, aim)


def final_word(aim: Aim, size: Quantity | None) -> Verdict:
    """Returns the verdict on an aim by what was measured by its day."""
    if size is None:
        return Verdict(Status.NO_DATA, StatusReason.NO_VALUE, aim)
    match aim.met_by(size):
        case True:
            return Verdict(Status.REACHED, StatusReason.LAST_TARGET_MET, aim)
        case None:
            return Verdict(Status.NO_DATA, StatusReason.ONLY_A_BOUND, aim)
        case _:
            return Verdict(Status.MISSED, StatusReason.DAY_PASSED, aim)


def _by_pace(case: JudgedValues, aim: Aim, size: Decimal) -> Verdict:
    """Compares the value with what the path asks for on the day that the value is as of."""
    goal, meets = aim.goal(size), bool(aim.met_by(exactly(size)))
    # Not on today: a path that runs ahead of the readings would make every KPI look behind until they come.
    pace = goal if aim.steady else case.path.at(case.now.end or case.on) if case.path else None
    if pace is None or goal is None:
        if meets:
            return Verdict(Status.ON_TRACK, StatusReason.MET_BEFORE_DAY, aim)
        return Verdict(Status.OBSERVED, StatusReason.NO_PATH, aim)
    lag = _lag(case, aim, size, pace)
    if lag <= 0:
        gap, short = abs(size - pace), Decimal(0)
    else:
        scale = _scale(case, aim, pace)
        # Where the path asks for 0 from beginning to end, any lag is a whole one.
        gap, short = -lag, lag / scale if scale else Decimal(1)
    if short <= case.tolerance:
        rule = StatusReason.MET_BEFORE_DAY if meets and aim.holds else StatusReason.ON_PATH
        return Verdict(Status.ON_TRACK, rule, aim, pace, gap, short)
    if short <= 2 * case.tolerance:
        return Verdict(Status.AT_RISK, StatusReason.LITTLE_BEHIND, aim, pace, gap, short)
    return Verdict(Status.BEHIND, StatusReason.FAR_BEHIND, aim, pace, gap, short)


def _lag(case: JudgedValues, aim: Aim, size: Decimal, pace: Decimal) -> Decimal:
    """Returns by how much a value is worse than the pace; 0 or less where it is as good or better."""
    if aim.least is None:
        return size - pace
    if aim.most is None or case.summed:
        return pace - size
    # A level with two bounds is never behind between them. Outside of them, the start of the path says what is worse:
    # for a path that comes down to the band it is the larger value, even one below the band is then ahead of its pace.
    if aim.least <= size <= aim.most:
        return Decimal(0)
    comes_from_above = case.path is not None and case.path.points[0][1] > aim.most
    return size - pace if comes_from_above else pace - size


def _scale(case: JudgedValues, aim: Aim, pace: Decimal) -> Decimal:
    """Returns what a lag is a part of: of sums and steady aims the pace, of levels the distance from start to goal.

    Of 10,000 followers that are to become 11,000, half a thousand is 5% of the pace, but half of what was to be done.
    """
    if case.summed or aim.steady or case.path is None:
        return abs(pace)
    start = case.path.points[0][1]
    goal = aim.goal(start)
    return abs((pace if goal is None else goal) - start) or abs(pace)
