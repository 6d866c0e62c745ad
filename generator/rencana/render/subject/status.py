"""The status of KPIs and campaigns: the word on the chip, the sentence beside it, counts, change and projection.

Pages take the sentences and sizes of a KPI from here too.
"""

from msgspec import Struct

from rencana.measure import LAGGING, Progress, Status, StatusReason, Verdict, WhyNot
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.once import once
from rencana.render.subject.sentences import coverage_words, in_band, is_limit, target_why, why, why_no_value
from rencana.render.subject.size_words import aim_size, expected, gap, judged_words, target_size, target_words
from rencana.render.text import sizes, terms
from rencana.render.text.say import Say

__all__ = [
    "StatusView",
    "aim_size",
    "campaign_count",
    "campaign_standing",
    "change_words",
    "chip",
    "coverage_words",
    "expected",
    "gap",
    "interval_words",
    "judged_words",
    "kpi_standing",
    "projection_words",
    "standing",
    "target_size",
    "target_why",
    "target_words",
    "why",
    "why_no_value",
]

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
    if status in _GOOD:
        if verdict.aim and verdict.aim.steady:
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
    measured, say = view.measured, view.say
    if not measured.judged:
        return None
    stale = say(terms.STALE) if measured.stale else ""
    return StatusView(measured.status.value, say.term(measured.status.value, terms.STATUSES), stale=stale)


def campaign_count(view: CampaignView) -> str:
    """Returns how many yardsticks of a campaign are on track, and how many of its KPIs are behind."""
    measured, say = view.measured, view.say
    if not measured.judged or not measured.kpis:
        return ""
    names = [name for name in measured.kpis if not measured.is_companion(name)]
    yardsticks = [measured.kpis[name].status for name in names]
    good = [status for status in yardsticks if status in _GOOD]
    behind = [kpi.status for kpi in measured.kpis.values() if kpi.status in LAGGING]
    message = terms.YARDSTICKS_REACHED if good and set(good) == {Status.REACHED} else terms.YARDSTICKS_ON_TRACK
    parts = [say(message, count=len(good), of=len(yardsticks))] if measured.objectives and yardsticks else []
    if behind:
        message = terms.KPIS_MISSED if set(behind) == {Status.MISSED} else terms.KPIS_BEHIND
        parts.append(say(message, count=len(behind), of=len(measured.kpis)))
    elif not parts:
        message = terms.KPIS_ON_TRACK
        parts.append(say(message, count=len(good), of=len(measured.kpis)))
    return "; ".join(parts)


@once
def kpi_standing(view: CampaignView, progress: Progress) -> StatusView:
    """Returns the status of a KPI with its reason."""
    stale = view.say(terms.STALE) if progress.stale else ""
    return StatusView(progress.status.value, chip(view, progress.verdict), why(view, progress), stale)


@once
def change_words(view: CampaignView, progress: Progress) -> str:
    """Returns the change from the baseline, and whether it is beyond chance."""
    change, say = progress.change, view.say
    if change is None:
        return ""
    size = say.points(change.value) if change.points else say.change(change.value)
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
