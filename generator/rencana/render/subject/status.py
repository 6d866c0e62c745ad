"""The status of KPIs and campaigns: the word on the chip, the sentence beside it, counts, change and projection.

Pages take the sentences and sizes of a KPI from here too.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from rencana.measure import LAGGING, Progress, Status, StatusReason, Verdict, WhyNot
from rencana.plan.language.amount import Amount, Unit
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.coverage_words import coverage_words
from rencana.render.subject.once import once
from rencana.render.subject.sentences import brief, in_band, is_limit, target_why, why, why_no_value
from rencana.render.subject.size_words import (
    aim_size,
    due_words,
    expected,
    gap,
    judged_words,
    target_size,
    target_words,
)
from rencana.render.text import sizes, terms, verdict_terms
from rencana.render.text.say import Say

__all__ = [
    "NOT_BEGUN",
    "StatusView",
    "aim_size",
    "brief",
    "campaign_count",
    "campaign_standing",
    "change_size",
    "change_words",
    "chip",
    "coverage_words",
    "due_words",
    "expected",
    "gap",
    "has_begun",
    "interval_words",
    "joint_standing",
    "judged_words",
    "kpi_standing",
    "objective_standing",
    "projection_words",
    "standing",
    "target_size",
    "target_why",
    "target_words",
    "why",
    "why_no_value",
]

NOT_BEGUN = "not-begun"
"""What stands for a status before a day that counts is over."""
_GOOD = (Status.ON_TRACK, Status.REACHED)


class StatusView(Struct, frozen=True):
    """A status as a word, with the sentence that gives its reason; `stale` warns that a reading is overdue."""

    status: str
    word: str
    why: str = ""
    stale: str = ""


def standing(say: Say, status: Status) -> StatusView:
    """Returns a status without its reason."""
    return StatusView(status.value, say.term(status.value, terms.STATUSES))


def chip(view: CampaignView, verdict: Verdict) -> str:
    """Returns the word for a verdict: that of its status, or one that fits a limit, a band or a hold."""
    return view.say.term(_kind(view, verdict) or verdict.status.value, terms.CHIPS)


def _kind(view: CampaignView, verdict: Verdict) -> str:
    """Returns the key of the word in which a verdict differs from others of its status."""
    status = verdict.status
    if verdict.rule is StatusReason.NOT_BEGUN:
        return NOT_BEGUN
    if status in _GOOD:
        if verdict.aim and verdict.aim.unit:
            return "kept" if verdict.held else ""
        if in_band(verdict):
            return "within-band"
        return "kept" if status is Status.REACHED and is_limit(verdict) else ""
    if status is Status.NO_DATA:
        why_not = verdict.judged.why_not if verdict.judged else None
        if verdict.rule is StatusReason.OTHER_CURRENCY or why_not not in (None, WhyNot.NO_READING):
            return "no-number"
        return "never-measured" if view.campaign.plan.campaign.state == "closed" else ""
    if status is Status.MISSED and verdict.rule is StatusReason.NOT_HELD:
        return "not-held"
    if is_limit(verdict):
        return {Status.MISSED: "over-limit", Status.BEHIND: "over-pace"}.get(status, "")
    return ""


def campaign_standing(view: CampaignView) -> StatusView | None:
    """Returns the status of a campaign; None while it is not judged: a draft, or nothing was measured yet."""
    measured = view.measured
    if not measured.judged:
        return None
    names = [name for name in measured.kpis if not measured.is_companion(name)]
    of_yardsticks = joint_standing(view, measured.status, names)
    return replace(of_yardsticks, stale=view.say(terms.STALE) if measured.stale else "")


def objective_standing(view: CampaignView, name: str) -> StatusView | None:
    """Returns the status of an objective; None while its campaign is not judged."""
    if not view.measured.judged:
        return None
    return joint_standing(view, view.measured.objectives[name], view.campaign.plan.objectives[name].yardsticks)


def joint_standing(view: CampaignView, status: Status, names: Iterable[str]) -> StatusView:
    """Returns the status that KPIs have together: a word for what has not begun, and for what nobody ever measured."""
    key = status.value
    if status in (Status.NO_DATA, Status.NOT_JUDGED) and not has_begun(view, names):
        return StatusView(NOT_BEGUN, view.say.term(NOT_BEGUN, terms.CHIPS))
    if status is Status.NO_DATA and view.campaign.plan.campaign.state == "closed":
        key = "never-measured"
    return StatusView(status.value, view.say.term(key, terms.CHIPS))


def has_begun(view: CampaignView, names: Iterable[str]) -> bool:
    """Tells whether a day that counts is over for any of some KPIs; without KPIs the campaign's first day decides."""
    first = view.campaign.start
    if first is not None and view.on < first:
        return False
    rules = [view.measured.kpis[name].verdict.rule for name in names if name in view.measured.kpis]
    return not rules or any(rule is not StatusReason.NOT_BEGUN for rule in rules)


def campaign_count(view: CampaignView) -> str:
    """Returns how many yardsticks of a campaign are on track, and how many of its KPIs are behind."""
    measured, texts = view.measured, view.say.texts
    if not measured.judged or not measured.kpis or not has_begun(view, measured.kpis):
        return ""
    statuses = {name: kpi.status for name, kpi in measured.kpis.items()}
    lagging = [status for status in statuses.values() if status in LAGGING]
    behind = [status for status in lagging if status is not Status.AT_RISK] or lagging
    yardsticks = [status for name, status in statuses.items() if not measured.is_companion(name)]
    counting = [status for status in yardsticks if status in _GOOD] or [
        status for status in yardsticks if status is Status.STOPPED
    ]
    word = counting[0].value if len(set(counting)) == 1 else Status.ON_TRACK.value
    parts = []
    if measured.objectives and yardsticks:
        message = verdict_terms.yardsticks(texts, word, len(yardsticks))
        parts.append(message.format(count=len(counting), of=len(yardsticks)))
    if behind:
        word = behind[0].value if len(set(behind)) == 1 else Status.BEHIND.value
        parts.append(verdict_terms.kpis(texts, word, len(statuses)).format(count=len(behind), of=len(statuses)))
    elif not parts:
        message = verdict_terms.kpis(texts, Status.ON_TRACK.value, len(statuses))
        parts.append(message.format(count=sum(status in _GOOD for status in statuses.values()), of=len(statuses)))
    return "; ".join(parts)


@once
def kpi_standing(view: CampaignView, progress: Progress) -> StatusView:
    """Returns the status of a KPI with its reason."""
    stale = view.say(terms.STALE) if progress.stale else ""
    return StatusView(progress.status.value, chip(view, progress.verdict), why(view, progress), stale)


def change_size(view: CampaignView, progress: Progress) -> str:
    """Returns the size of the change from the baseline: in points of a share or a score, else as a part of it."""
    change, say = progress.change, view.say
    if change is None:
        return ""
    if not change.points:
        return say.change(change.value)
    if progress.metric.unit == "percent":
        return say.points(change.value)
    points = Amount(sizes.short(change.value, progress.metric, ""), Unit.NUMBER)
    return say("{change} points", change=say.amount(points, change=True))


@once
def change_words(view: CampaignView, progress: Progress) -> str:
    """Returns the change from the baseline, and whether it is beyond chance."""
    change, say = progress.change, view.say
    if change is None:
        return ""
    size = change_size(view, progress)
    if change.per_day:
        return say("{change} a day on the baseline, as the two windows are not of equal length", change=size)
    if change.beyond_chance is None:
        return say("{change} on the baseline", change=size)
    if change.beyond_chance:
        return say("{change} on the baseline, more than chance (95%)", change=size)
    return say("{change} on the baseline, which may be chance (95%)", change=size)


@once
def interval_words(view: CampaignView, progress: Progress) -> str:
    """Returns the sentence on the confidence interval of a share."""
    if progress.interval is None:
        return ""
    low, high = (sizes.share(view.say, end, 1) for end in (progress.interval.low, progress.interval.high))
    return view.say(
        "With {n} asked, the true share lies between {low} and {high} (95%).", n=progress.now.n, low=low, high=high
    )


@once
def projection_words(view: CampaignView, progress: Progress) -> str:
    """Returns the sentence on where a sum ends if the last weeks go on."""
    ahead = progress.projection
    if ahead is None:
        return ""
    value, low, high = (expected(view, progress, size) for size in (ahead.value, ahead.low, ahead.high))
    return view.say(
        "If the mean of the last {weeks} weeks goes on, it ends at about {value}; in 4 of 5 cases between {low} and "
        "{high}.",
        weeks=ahead.weeks,
        value=value,
        low=low,
        high=high,
    )
