"""The marks of a KPI chart that its course is compared with: baseline, targets, former targets, projection."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from rencana.derive import counting_days
from rencana.measure import Progress
from rencana.measure.aims import Aim
from rencana.plan.language.amount import Unit
from rencana.render.charts.plot import Ahead, ComparedSize
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.former_targets import former_targets
from rencana.render.text import sizes, terms
from rencana.words import dates, numbers

_BEFORE = 0.6
"""A baseline that is older than this part of the course is drawn as a level instead of at its day."""
_COMPACT = 1000


def base(view: CampaignView, progress: Progress, first: date, last: date) -> ComparedSize | None:
    """Returns the baseline as a point at its day, or as a level where it is a sum or long ago."""
    campaign, kpi = view.campaign, progress.kpi
    if progress.base is None:
        return None
    day, before = counting_days.baseline_day(campaign, kpi), counting_days.baseline_days(campaign, kpi)
    if progress.summed:
        end = counting_days.last_day(campaign, kpi)
        length = (end - progress.since).days + 1 if end and progress.since else None
        if before is not None and (length is None or not counting_days.alike(before, length)):
            return None
        day = None
    elif day and not first - (last - first) * _BEFORE <= day <= last:
        day = None
    label = view.say("Baseline {value}", value=label_size(view, progress, progress.base))
    return ComparedSize(float(progress.base), "base", label, day)


def goals(view: CampaignView, progress: Progress) -> Iterator[ComparedSize]:
    """Yields the targets, and the sizes that they had before."""
    start = progress.path.points[0][1] if progress.path else None
    for target in progress.targets:
        aim = target.aim
        goal = aim.goal(start)
        if goal is None or (progress.now.currency and aim.currency and aim.currency != progress.now.currency):
            continue
        far = aim.most if aim.least is not None and aim.most is not None else None
        size = aim.least if far is not None and aim.least is not None else goal
        day, on = aim.day, aim.bounds and not progress.summed
        if aim.unit:
            # What is kept anew in each period holds from its first day on.
            day = aim.since if aim.since and progress.since and aim.since > progress.since else None
            on = day is not None
        elif aim.ceiling and progress.summed:
            day = None
        kind = "stretch" if aim.stretch else "limit" if aim.ceiling and (on or day is None) else "target"
        label = _goal_label(view, progress, aim, goal)
        yield ComparedSize(float(size), kind, label, day, None if far is None else float(far), on)
        for former in former_targets(view, progress, aim):
            value = label_size(view, progress, former.size)
            until = dates.day_short(former.until, view.say.language) if former.until else ""
            label = view.say("{value} until {day}", value=value, day=until) if until else value
            yield ComparedSize(float(former.size), "former", label, day)


def _goal_label(view: CampaignView, progress: Progress, aim: Aim, goal: Decimal) -> str:
    say = view.say
    value = label_size(view, progress, goal)
    if aim.least is not None and aim.most is not None:
        value = f"{label_size(view, progress, aim.least)}\N{EN DASH}{label_size(view, progress, aim.most)}"
    elif aim.bounds:
        value = say("at least {value}", value=value) if aim.most is None else say("at most {value}", value=value)
    if aim.anew:
        value = f"{value} {say.term(aim.target.per, terms.RATE_UNITS)}"
    if aim.stretch:
        return say("Stretch {value}", value=value)
    return value[:1].upper() + value[1:] if aim.bounds else say("Target {value}", value=value)


def ahead(view: CampaignView, progress: Progress) -> Ahead | None:
    """Returns the projection to the last day; None where there is none."""
    projection, last = progress.projection, counting_days.last_day(view.campaign, progress.kpi)
    if projection is None or last is None:
        return None
    label = view.say("Projection {value}", value=f"~ {label_size(view, progress, projection.value)}")
    return Ahead(last, float(projection.value), float(projection.low), float(projection.high), label)


def label_size(view: CampaignView, progress: Progress, size: Decimal) -> str:
    """Formats a size as short as a label needs it, unless it would then look like another size of the KPI."""
    return short(view, progress, size, sizes.compared(progress))


def short(view: CampaignView, progress: Progress, size: Decimal, beside: tuple[Decimal, ...] = ()) -> str:
    """Formats a size as short as an axis needs it, and no shorter than keeps it apart from those beside it."""
    say, money = view.say, progress.now.currency or view.campaign.currency
    unit = sizes.unit_of(progress.metric, money)
    if unit is Unit.DURATION:
        length = sizes.short(size, progress.metric, money, beside)
        return numbers.duration(length, say.language, short=True) if size else numbers.number(size, say.language)
    if unit is not Unit.PERCENT and abs(size) >= _COMPACT:
        in_money = money if unit is Unit.MONEY else ""
        text = numbers.compact(size, say.language, in_money)
        if all(size == other or text != numbers.compact(other, say.language, in_money) for other in beside):
            return text
    return sizes.rounded(say, view.campaign, progress.metric, size, progress.now.currency, beside=beside)
