"""How a KPI stands, in words: status with its rule, the arithmetic that it rests on, and what is due."""

from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from rencana.catalogue import title_in
from rencana.measure import Measured, Progress, Status, StatusReason, WhyNot
from rencana.measure.aims import Aim, tolerance
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.once import once
from rencana.render.text import sizes, terms
from rencana.render.text.say import Say


class StatusView(Struct, frozen=True):
    """A status as a word, with the sentence that says why; `stale` is said beside it."""

    status: str
    word: str
    why: str = ""
    stale: str = ""


def standing(say: Say, status: Status) -> StatusView:
    """Returns a status without a sentence."""
    return StatusView(status.value, say.term(status.value, terms.STATUSES))


def campaign_standing(view: CampaignView) -> StatusView | None:
    """Returns how a campaign stands; None where it is not judged yet: a draft, or before anything was measured."""
    return _campaign_standing(view.measured, view.say)


@lru_cache(2)
def _campaign_standing(measured: Measured, say: Say) -> StatusView | None:
    if not measured.judged:
        return None
    stale = say(terms.STALE) if measured.stale else ""
    return StatusView(measured.status.value, say.term(measured.status.value, terms.STATUSES), stale=stale)


@once
def kpi_standing(view: CampaignView, one: Progress) -> StatusView:
    """Returns how a KPI stands, and by which rule."""
    word = view.say.term(one.status.value, terms.STATUSES)
    return StatusView(one.status.value, word, why(view, one), view.say(terms.STALE) if one.stale else "")


def why(view: CampaignView, one: Progress) -> str:
    """Returns the sentence that says why a KPI has its status."""
    say, verdict = view.say, one.verdict
    if verdict.rule is StatusReason.NO_VALUE and one.now.why_not:
        return f"{why_no_value(view, one)}."
    key = verdict.rule.value
    if verdict.rule is StatusReason.ON_PATH and verdict.gap is not None and verdict.gap <= 0:
        key = "on-path-equal" if verdict.gap == 0 else "on-path-within"
    coverage = one.now.coverage
    return say(
        terms.STATUS_RULES[key],
        target=aim_size(view, one, verdict.aim) if verdict.aim else "",
        day=say.day(verdict.aim.day) if verdict.aim else "",
        now=say.day(one.now.end),
        pace=sizes.rounded(say, view.campaign, one.metric, verdict.pace, one.now.currency),
        gap=gap(view, one),
        tolerance=sizes.share(say, tolerance(one.kpi)),
        since=say.day(one.since),
        channels=say.list([view.channel(name).title for name in coverage.silent]) if coverage else "",
    )


def why_no_value(view: CampaignView, one: Progress) -> str:
    """Returns why there is no value, without a full stop."""
    now, metrics = one.now, view.campaign.metrics
    about = now.about
    if about in metrics:
        about = title_in(metrics[about].title, view.say.language)
    elif now.why_not is WhyNot.CHANNEL_SILENT:
        about = view.say.list([view.channel(name).title for name in about.split(", ")])
    message = terms.WHY_NOT[now.why_not or WhyNot.NO_READING]
    return view.say(message, about=about, since=view.say.day(one.since))


def gap(view: CampaignView, one: Progress) -> str:
    """Returns the gap between value and pace, without its sign."""
    gap, pace = one.verdict.gap, one.verdict.pace
    if gap is None or pace is None:
        return ""
    return sizes.gap(view.say, view.campaign, one.metric, gap, pace, one.now.currency)


def aim_size(view: CampaignView, one: Progress, aim: Aim) -> str:
    """Returns the size of a target in words."""
    say, campaign = view.say, view.campaign

    def size(number: Decimal | None) -> str:
        return sizes.rounded(say, campaign, one.metric, number, aim.currency)

    if not aim.sized:
        return say.amount(aim.change, change=True)
    if aim.least is not None and aim.most is not None:
        return f"{size(aim.least)} \N{EN DASH} {size(aim.most)}"
    if aim.holds:
        word = say("at least {value}") if aim.most is None else say("at most {value}")
        return word.format(value=size(aim.least if aim.most is None else aim.most))
    return size(aim.least if aim.most is None else aim.most)


@once
def target_words(view: CampaignView, one: Progress) -> tuple[str, str]:
    """Returns the target that a KPI is spoken of with, and its day."""
    return (aim_size(view, one, one.aim), view.say.day(one.aim.day)) if one.aim else ("", "")


@once
def change_words(view: CampaignView, one: Progress) -> str:
    """Returns the change from the baseline, and whether it is beyond chance."""
    change, say = one.change, view.say
    if change is None:
        return ""
    said = say.points(change.value) if change.points else say.change(change.value)
    if change.beyond_chance is None:
        return say("{change} on the baseline", change=said)
    if change.beyond_chance:
        return say("{change} on the baseline, more than chance (95%)", change=said)
    return say("{change} on the baseline, which may be chance (95%)", change=said)


@once
def interval_words(view: CampaignView, one: Progress) -> str:
    """Returns between which ends the true share lies."""
    if one.interval is None:
        return ""
    low, high = (sizes.share(view.say, end, 1) for end in (one.interval.low, one.interval.high))
    return view.say(
        "With {n} asked, the true share lies between {low} and {high} (95%).", n=one.now.n, low=low, high=high
    )


@once
def projection_words(view: CampaignView, one: Progress) -> str:
    """Returns where the sum leads if the last weeks go on; it is no promise."""
    ahead = one.projection
    if ahead is None:
        return ""
    value, low, high = (
        sizes.rounded(view.say, view.campaign, one.metric, size, one.now.currency)
        for size in (ahead.value, ahead.low, ahead.high)
    )
    return view.say(
        "If the mean of the last {weeks} weeks goes on, it ends at about {value}; in 4 of 5 cases between {low} and "
        "{high}.",
        weeks=ahead.weeks,
        value=value,
        low=low,
        high=high,
    )
