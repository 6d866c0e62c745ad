"""What the course of a KPI is compared with, as marks of its chart: baseline, targets, former sizes, projection."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from rencana.derive import counting_days
from rencana.measure import Progress
from rencana.measure.aims import Aim
from rencana.plan.language.amount import Unit
from rencana.render.charts.plot import Ahead, Goal
from rencana.render.subject.campaign import Scene
from rencana.render.text import sizes, terms
from rencana.words import dates, numbers

_BEFORE = 0.6
"""A baseline from longer ago than this part of the course has a level instead of a day."""
_COMPACT = 1000


def base(scene: Scene, one: Progress, first: date, last: date) -> Goal | None:
    """Returns the baseline as a point at its day; of sums, and where it is long ago, as a level."""
    campaign, kpi = scene.campaign, one.kpi
    if one.base is None:
        return None
    day, before = counting_days.baseline_day(campaign, kpi), counting_days.baseline_days(campaign, kpi)
    if one.summed:
        end = counting_days.last_day(campaign, kpi)
        length = (end - one.since).days + 1 if end and one.since else None
        if before is not None and (length is None or not counting_days.alike(before, length)):
            return None
        day = None
    elif day and not first - (last - first) * _BEFORE <= day <= last:
        day = None
    label = scene.say("Baseline {value}", value=short(scene, one, one.base))
    return Goal(float(one.base), "base", label, day)


def goals(scene: Scene, one: Progress) -> Iterator[Goal]:
    """Yields the targets, and what they were before."""
    start = one.path.points[0][1] if one.path else None
    for known in one.targets:
        aim = known.aim
        goal = aim.goal(start)
        if goal is None or (one.now.currency and aim.currency and aim.currency != one.now.currency):
            continue
        far = aim.most if aim.least is not None and aim.most is not None else None
        near = aim.least if far is not None and aim.least is not None else goal
        on = aim.holds and not one.summed and not aim.steady
        day = None if aim.steady else aim.day
        label = _goal_label(scene, one, aim, goal)
        yield Goal(float(near), "stretch" if aim.stretch else "target", label, day, _float(far), on)
        if aim.was is not None:
            revised = aim.target.revised
            value = short(scene, one, aim.was)
            until = dates.day_short(revised.date, scene.say.language) if revised and revised.date else ""
            label = scene.say("{value} until {day}", value=value, day=until) if until else value
            yield Goal(float(aim.was), "former", label, day)


def _goal_label(scene: Scene, one: Progress, aim: Aim, goal: Decimal) -> str:
    say = scene.say
    value = short(scene, one, goal)
    if aim.least is not None and aim.most is not None:
        value = f"{short(scene, one, aim.least)}\N{EN DASH}{short(scene, one, aim.most)}"
    elif aim.holds:
        value = say("at least {value}", value=value) if aim.most is None else say("at most {value}", value=value)
    if aim.steady:
        value = f"{value} {say.term(aim.target.per, terms.RATE_UNITS)}"
    if aim.stretch:
        return say("Stretch {value}", value=value)
    return value[:1].upper() + value[1:] if aim.holds else say("Target {value}", value=value)


def ahead(scene: Scene, one: Progress) -> Ahead | None:
    """Returns the projection to the last day; None where there is none."""
    found, last = one.projection, counting_days.last_day(scene.campaign, one.kpi)
    if found is None or last is None:
        return None
    label = scene.say("Projection {value}", value=f"~ {short(scene, one, found.value)}")
    return Ahead(last, float(found.value), float(found.low), float(found.high), label)


def short(scene: Scene, one: Progress, size: Decimal) -> str:
    """Says a size as short as a label needs it; the table has the exact one."""
    money = one.now.currency or scene.campaign.currency
    unit = sizes.unit_of(one.metric, money)
    if unit is Unit.DURATION and size:
        return _short_length(scene.say.language, size)
    if not size and unit is Unit.DURATION:
        return numbers.number(size, scene.say.language)
    if unit is Unit.PERCENT or abs(size) < _COMPACT:
        return sizes.rounded(scene.say, scene.campaign, one.metric, size, one.now.currency)
    return numbers.compact(size, scene.say.language, money if unit is Unit.MONEY else "")


@lru_cache(1024)
def _short_length(language: str, seconds: Decimal) -> str:
    return numbers.duration(seconds.quantize(Decimal(1)), language, short=True)


def _float(size: Decimal | None) -> float | None:
    return None if size is None else float(size)
