"""The targets of a KPI: each with the very value that was judged, its days, and what of it was read.

What is judged is what is shown; the newest number comes after it.
"""

from decimal import Decimal

from markupsafe import Markup
from msgspec import Struct

from rencana.measure import Progress, Status, TargetStatus, Value, Verdict
from rencana.render.campaign.figures import Figure, in_unit, latest_figure
from rencana.render.subject import status
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.former_targets import former_targets
from rencana.render.subject.once import once
from rencana.render.subject.sentences import is_limit
from rencana.render.subject.size_words import value_words
from rencana.render.subject.status import StatusView
from rencana.render.text import sizes, terms


class TargetFigure(Struct, frozen=True):
    """A target with the verdict on it. `leads` is the one that decides the status of the KPI; the others are small.

    `value` is its size, `change` the change of the baseline that the plan asks for.
    """

    value: str
    change: str
    by: str
    kind: str
    revised: str
    note: Markup
    standing: StatusView
    judged: str
    days: str
    now: str
    share: str
    coverage: str
    leads: bool


class ProgressBar(Struct, frozen=True):
    """A bar in hundredths: what is done of a target (`floor`), used of a limit (`ceiling`), or was read (`read`).

    `pace` is where the path is today.
    """

    kind: str
    way: int
    pace: int | None
    words: str


def target_figures(view: CampaignView, progress: Progress) -> tuple[TargetFigure, ...]:
    """Returns the targets of a KPI, in the order of the plan."""
    return tuple(_target_figure(view, progress, target) for target in progress.targets)


def _target_figure(view: CampaignView, progress: Progress, target: TargetStatus) -> TargetFigure:
    say, aim, revised = view.say, target.aim, target.aim.target.revised
    kinds = (say("stretch") if aim.stretch else "", view.source(aim.target.source))
    former = former_targets(view, progress, aim)
    was = ""
    if revised:
        value = in_unit(view, revised.was, progress.metric)
        was = say("was {value} until {day}", value=value, day=say.day(revised.date))
    elif former:
        value = in_unit(view, former[-1].amount, progress.metric)
        was = say("was {value} until {day}", value=value, day=say.day(former[-1].until))
    change = say.amount(aim.target.change, change=True)
    change = say("{change} on the baseline", change=change) if change else ""
    leads = aim is progress.aim
    why = "" if leads else status.target_why(view, progress, target)
    judged = target.judged
    has_value = judged is not None and (judged.size is not None or judged.change is not None)
    return TargetFigure(
        value=status.target_size(view, progress, aim) if aim.sized else change,
        change=change if aim.sized else "",
        by=status.due_words(view, aim),
        kind=", ".join(filter(None, kinds)),
        revised=was,
        note=view.text(aim.target.note) + view.text(revised.because if revised else None),
        standing=StatusView(target.status.value, status.chip(view, target.verdict), why),
        judged=value_words(view, progress, judged) if judged and has_value else "",
        days=value_days(view, judged) if judged and has_value else "",
        now=_newer(view, progress, judged),
        share=share_words(view, target.verdict),
        coverage=status.coverage_words(view, judged.coverage) if judged else "",
        leads=leads,
    )


def value_days(view: CampaignView, value: Value) -> str:
    """Returns the days of a value: from the first to the last one, or the day that it is as of."""
    say = view.say
    if value.start is not None and value.end is not None:
        return say.days(value.start, value.end)
    return say("as of {day}", day=say.day(value.end)) if value.end else ""


def _newer(view: CampaignView, progress: Progress, judged: Value | None) -> str:
    """Returns the newest value with its day, where another one was judged."""
    now = progress.now
    if now.size is None or judged is None or _same(judged, now):
        return ""
    return view.say("now {value} ({day})", value=value_words(view, progress, now), day=view.say.day(now.end))


def _same(judged: Value, now: Value) -> bool:
    return (judged.size, judged.change, judged.end) == (now.size, now.change, now.end)


@once
def judged_figure(view: CampaignView, progress: Progress) -> Figure:
    """Returns the value that the status of a KPI rests on, with its days; the newest one, where none was judged."""
    judged = progress.verdict.judged
    if judged is None or judged.size is None or _same(judged, progress.now):
        return latest_figure(view, progress)
    mark = view.say.term(judged.mark, terms.MARKS)
    return Figure(view.say("Judged"), value_words(view, progress, judged), value_days(view, judged), mark=mark)


@once
def newer_words(view: CampaignView, progress: Progress) -> str:
    """Returns the newest value with its day, where the status of a KPI rests on another one."""
    return _newer(view, progress, progress.verdict.judged)


def is_apart(progress: Progress) -> bool:
    """Tells whether the status of a KPI rests on another value than the newest one."""
    judged = progress.verdict.judged
    return judged is not None and judged.size is not None and not _same(judged, progress.now)


def has_most(progress: Progress) -> bool:
    """Tells whether the pace is the most that a sum should be by now; a level comes down to its target instead."""
    aim = progress.verdict.aim
    return progress.summed and aim is not None and aim.ceiling


def share_words(view: CampaignView, verdict: Verdict) -> str:
    """Returns how much of a target is reached, or of a limit is used; nothing where that is no share of anything."""
    if verdict.share is None or verdict.aim is None:
        return ""
    share = sizes.share(view.say, verdict.share)
    return view.say("{share} of the limit", share=share) if is_limit(verdict) else share


def bar(view: CampaignView, progress: Progress) -> ProgressBar | None:
    """Returns the bar of the target that decides; None where nothing of it is a share."""
    verdict, say = progress.verdict, view.say
    coverage = verdict.judged.coverage if verdict.judged else None
    if verdict.status is Status.NOT_JUDGED:
        if coverage is None or not coverage.incomplete:
            return None
        return ProgressBar("read", _hundredths(coverage.share), None, status.coverage_words(view, coverage))
    if verdict.share is None or verdict.aim is None:
        return None
    way, share = _hundredths(verdict.share), share_words(view, verdict)
    if is_limit(verdict):
        most = verdict.aim.most or Decimal(1)
        paced = None if verdict.pace is None else _hundredths(verdict.pace / most)
        return ProgressBar("ceiling", way, paced, share)
    start = Decimal(0) if progress.summed or progress.path is None else progress.path.points[0][1]
    goal = verdict.aim.goal(start)
    length = None if goal is None else goal - start
    paced = None if verdict.pace is None or not length else _hundredths((verdict.pace - start) / length)
    if progress.summed:
        return ProgressBar("floor", way, paced, say("{share} of the target", share=share))
    return ProgressBar("floor", way, paced, say("{share} of the way from the baseline", share=share))


def _hundredths(share: Decimal) -> int:
    return int(max(Decimal(0), min(Decimal(1), share)) * 100)
