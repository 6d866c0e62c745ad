"""The status of KPIs and campaigns in words: the status, the sentence that gives its reason, target and projection."""

from decimal import Decimal

from msgspec import Struct

from rencana.catalogue import title_in
from rencana.measure import Progress, Status, StatusReason, WhyNot
from rencana.measure.aims import Aim, tolerance
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.once import once
from rencana.render.text import sizes, terms
from rencana.render.text.say import Say


class StatusView(Struct, frozen=True):
    """A status as a word, with the sentence that gives its reason; `stale` warns that a reading is overdue."""

    status: str
    word: str
    why: str = ""
    stale: str = ""


def standing(say: Say, status: Status) -> StatusView:
    """Returns a status without its reason."""
    return StatusView(status.value, say.term(status.value, terms.STATUSES))


def campaign_standing(view: CampaignView) -> StatusView | None:
    """Returns the status of a campaign; None while it is not judged: a draft, or nothing was measured yet."""
    measured, say = view.measured, view.say
    if not measured.judged:
        return None
    stale = say(terms.STALE) if measured.stale else ""
    return StatusView(measured.status.value, say.term(measured.status.value, terms.STATUSES), stale=stale)


@once
def kpi_standing(view: CampaignView, progress: Progress) -> StatusView:
    """Returns the status of a KPI with its reason."""
    word = view.say.term(progress.status.value, terms.STATUSES)
    return StatusView(progress.status.value, word, why(view, progress), view.say(terms.STALE) if progress.stale else "")


def why(view: CampaignView, progress: Progress) -> str:
    """Returns the sentence that gives the reason for the status of a KPI."""
    say, verdict = view.say, progress.verdict
    if verdict.rule is StatusReason.NO_VALUE and progress.now.why_not:
        return f"{why_no_value(view, progress)}."
    key = verdict.rule.value
    if verdict.rule is StatusReason.ON_PATH and verdict.gap is not None and verdict.gap <= 0:
        key = "on-path-equal" if verdict.gap == 0 else "on-path-within"
    coverage = progress.now.coverage
    return say(
        terms.STATUS_RULES[key],
        target=aim_size(view, progress, verdict.aim) if verdict.aim else "",
        day=say.day(verdict.aim.day) if verdict.aim else "",
        now=say.day(progress.now.end),
        pace=expected(view, progress, verdict.pace),
        gap=gap(view, progress),
        tolerance=sizes.share(say, tolerance(progress.kpi)),
        since=say.day(progress.since),
        share=sizes.share(say, verdict.share) if verdict.share is not None else "",
        read=coverage.read if coverage else 0,
        expected=coverage.expected if coverage else 0,
        channels=say.list([view.channel(name).title for name in coverage.silent]) if coverage else "",
    )


def why_no_value(view: CampaignView, progress: Progress) -> str:
    """Returns why there is no value, without a full stop."""
    now, metrics = progress.now, view.campaign.metrics
    about = now.about
    if about in metrics:
        about = title_in(metrics[about].title, view.say.language)
    elif now.why_not is WhyNot.CHANNEL_SILENT:
        about = view.say.list([view.channel(name).title for name in about.split(", ")])
    message = terms.WHY_NOT[now.why_not or WhyNot.NO_READING]
    return view.say(message, about=about, since=view.say.day(progress.since))


def expected(view: CampaignView, progress: Progress, size: Decimal | None) -> str:
    """Returns a size on the path or the projection of a KPI, as it stands beside its value and its targets."""
    now, beside = progress.now, sizes.compared(progress)
    return sizes.expected(view.say, view.campaign, progress.metric, size, now.currency, now=now.exact, beside=beside)


def gap(view: CampaignView, progress: Progress) -> str:
    """Returns the gap between value and pace, without its sign."""
    gap, pace, now = progress.verdict.gap, progress.verdict.pace, progress.now
    if gap is None or pace is None:
        return ""
    beside = sizes.compared(progress)
    return sizes.gap(view.say, view.campaign, progress.metric, gap, pace, now.currency, now=now.exact, beside=beside)


def aim_size(view: CampaignView, progress: Progress, aim: Aim) -> str:
    """Returns the size of a target in words."""
    say, campaign = view.say, view.campaign

    def size(number: Decimal | None) -> str:
        beside = sizes.compared(progress)
        return sizes.rounded(say, campaign, progress.metric, number, aim.currency, beside=beside)

    if not aim.sized:
        return say.amount(aim.change, change=True)
    if aim.least is not None and aim.most is not None:
        return f"{size(aim.least)} \N{EN DASH} {size(aim.most)}"
    if aim.bounds:
        word = say("at least {value}") if aim.most is None else say("at most {value}")
        return word.format(value=size(aim.least if aim.most is None else aim.most))
    return size(aim.least if aim.most is None else aim.most)


@once
def target_words(view: CampaignView, progress: Progress) -> tuple[str, str]:
    """Returns the target that a KPI is judged by, and its day."""
    return (aim_size(view, progress, progress.aim), view.say.day(progress.aim.day)) if progress.aim else ("", "")


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
