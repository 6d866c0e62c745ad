"""What the course of a KPI is compared with, as marks of its chart: baseline, targets, former sizes, projection."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from rencana.derive import counting_days
from rencana.measure import Progress
from rencana.measure.aims import Aim
from rencana.plan.language.amount import Unit
from rencana.render.charts.plot import Ahead, ComparedSize
from rencana.render.subject.campaign import CampaignView
from rencana.render.text import sizes, terms
from rencana.words import dates, numbers

_BEFORE = 0.6
"""A baseline from longer ago than this part of the course has a level instead of a day."""
_COMPACT = 1000


def base(view: CampaignView, one: Progress, first: date, last: date) -> ComparedSize | None:
    """Returns the baseline as a point at its day; of sums, and where it is long ago, as a level."""
    campaign, kpi = view.campaign, one.kpi
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
    label = view.say("Baseline {value}", value=short(view, one, one.base))
    return ComparedSize(float(one.base), "base", label, day)


def goals(view: CampaignView, one: Progress) -> Iterator[ComparedSize]:
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
        label = _goal_label(view, one, aim, goal)
        yield ComparedSize(float(near), "stretch" if aim.stretch else "target", label, day, _float(far), on)
        if aim.was is not None:
            revised = aim.target.revised
            value = short(view, one, aim.was)
            until = dates.day_short(revised.date, view.say.language) if revised and revised.date else ""
            label = view.say("{value} until {day}", value=value, day=until) if until else value
            yield ComparedSize(float(aim.was), "former", label, day)


def _goal_label(view: CampaignView, one: Progress, aim: Aim, goal: Decimal) -> str:
    say = view.say
    value = short(view, one, goal)
    if aim.least is not None and aim.most is not None:
        value = f"{short(view, one, aim.least)}\N{EN DASH}{short(view, one, aim.most)}"
    elif aim.holds:
        value = say("at least {value}", value=value) if aim.most is None else say("at most {value}", value=value)
    if aim.steady:
        value = f"{value} {say.term(aim.target.per, terms.RATE_UNITS)}"
    if aim.stretch:
        return say("Stretch {value}", value=value)
    return value[:1].upper() + value[1:] if aim.holds else say("Target {value}", value=value)


def ahead(view: CampaignView, one: Progress) -> Ahead | None:
    """Returns the projection to the last day; None where there is none."""
    found, last = one.projection, counting_days.last_day(view.campaign, one.kpi)
    if found is None or last is None:
        return None
    label = view.say("Projection {value}", value=f"~ {short(view, one, found.value)}")
    return Ahead(last, float(found.value), float(found.low), float(found.high), label)


def short(view: CampaignView, one: Progress, size: Decimal) -> str:
    """Says a size as short as a label needs it; the table has the exact one."""
    money = one.now.currency or view.campaign.currency
    unit = sizes.unit_of(one.metric, money)
    if unit is Unit.DURATION and size:
        return _short_length(view.say.language, size)
    if not size and unit is Unit.DURATION:
        return numbers.number(size, view.say.language)
    if unit is Unit.PERCENT or abs(size) < _COMPACT:
        return sizes.rounded(view.say, view.campaign, one.metric, size, one.now.currency)
    return numbers.compact(size, view.say.language, money if unit is Unit.MONEY else "")


@lru_cache(1024)
def _short_length(language: str, seconds: Decimal) -> str:
    return numbers.duration(seconds.quantize(Decimal(1)), language, short=True)


def _float(size: Decimal | None) -> float | None:
    return None if size is None else float(size)
