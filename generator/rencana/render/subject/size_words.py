"""The sizes of a KPI in words: its target, the value that was judged, what is expected by now, and the distance."""

from decimal import Decimal

from rencana.measure import How, Progress, TargetStatus, Value, Verdict
from rencana.measure.aims import Aim
from rencana.measure.quantity import Quantity
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.once import once
from rencana.render.text import sizes, terms


def size_words(view: CampaignView, progress: Progress, size: Decimal | Quantity | None, currency: str = "") -> str:
    """Returns a size of a KPI, apart from the sizes beside it."""
    money = currency or progress.now.currency
    return sizes.rounded(view.say, view.campaign, progress.metric, size, money, beside=sizes.compared(progress))


def value_words(view: CampaignView, progress: Progress, value: Value) -> str:
    """Returns a value; where only its change was published, the change."""
    if value.size is None:
        return view.say.amount(value.change, change=True)
    return size_words(view, progress, value.size, value.currency)


def expected(view: CampaignView, progress: Progress, size: Decimal | None, verdict: Verdict | None = None) -> str:
    """Returns a size on the path or the projection of a KPI, as it stands beside the value and the targets."""
    value, beside = _compared_value(progress, verdict), sizes.compared(progress)
    campaign, metric = view.campaign, progress.metric
    return sizes.expected(view.say, campaign, metric, size, value.currency, now=value.exact, beside=beside)


def gap(view: CampaignView, progress: Progress, verdict: Verdict | None = None) -> str:
    """Returns the gap between the judged value and the pace, without its sign."""
    verdict = verdict or progress.verdict
    if verdict.gap is None or verdict.pace is None:
        return ""
    return distance(view, progress, verdict, verdict.pace, gap=verdict.gap)


def distance(
    view: CampaignView, progress: Progress, verdict: Verdict, mark: Decimal, *, gap: Decimal | None = None
) -> str:
    """Returns the distance between the judged value and a mark, without its sign; of shares in points."""
    value = _compared_value(progress, verdict)
    size = (value.exact or Decimal(0)) - mark if gap is None else gap
    beside, currency = sizes.compared(progress), value.currency
    return sizes.gap(view.say, view.campaign, progress.metric, size, mark, currency, now=value.exact, beside=beside)


def _compared_value(progress: Progress, verdict: Verdict | None) -> Value:
    """Returns the value that was judged; the newest one, where nothing was."""
    judged = (verdict or progress.verdict).judged
    return progress.now if judged is None else judged


def aim_size(view: CampaignView, progress: Progress, aim: Aim) -> str:
    """Returns the size of a target in words."""
    say = view.say

    def size(number: Decimal | None) -> str:
        return size_words(view, progress, number, aim.currency)

    if not aim.sized:
        return say.amount(aim.change, change=True)
    if aim.least is not None and aim.most is not None:
        return f"{size(aim.least)} \N{EN DASH} {size(aim.most)}"
    if aim.bounds:
        word = say("at least {value}") if aim.most is None else say("at most {value}")
        return word.format(value=size(aim.least if aim.most is None else aim.most))
    return size(aim.least if aim.most is None else aim.most)


def target_size(view: CampaignView, progress: Progress, aim: Aim) -> str:
    """Returns the size of a target, with the period in which, the days within which or the phase for which it holds."""
    say, size, target = view.say, aim_size(view, progress, aim), aim.target
    if target.per not in (None, "campaign"):
        size = f"{size} {say.term(target.per, terms.RATE_UNITS)}"
    if target.phase:
        return say("{size} in {phase}", size=size, phase=view.phase(target.phase))
    if target.within:
        return say("{size} within {days}", size=size, days=say.days(aim.since, aim.until))
    return size


def judged_words(view: CampaignView, progress: Progress, target: TargetStatus) -> str:
    """Returns the value that a target was judged by, with its days; then the newest one, where it is another."""
    value, now = target.judged, progress.now
    newest = value_words(view, progress, now)
    if value is None or (value.size is None and value.change is None):
        return view.say("now {value}", value=newest) if newest else ""
    words = dated_words(view, progress, value, target.aim)
    if not newest or (value.size, value.change) == (now.size, now.change):
        return words
    return view.say("{value} (now {newest})", value=words, newest=newest)


def dated_words(view: CampaignView, progress: Progress, value: Value, aim: Aim | None = None) -> str:
    """Returns a value with its days: the day of a level, the last day of a sum, the days of a rate or of a period."""
    say, words = view.say, value_words(view, progress, value)
    if value.end is None:
        return words
    is_part = aim is not None and bool(aim.unit or aim.target.within or aim.target.phase)
    if value.how is How.LAST or value.start in (None, value.end):
        return say("{value} on {day}", value=words, day=say.day(value.end))
    if progress.summed and not is_part:
        return say("{value} by {day}", value=words, day=say.day(value.end))
    return say("{value} over {days}", value=words, days=say.days(value.start, value.end))


def due_words(view: CampaignView, aim: Aim) -> str:
    """Returns when a target is due: by its day, or from its day on; "" where its size says its time already."""
    if aim.day is None or aim.target.within or aim.target.phase:
        return ""
    day = view.say.day(aim.day)
    if aim.since == aim.day != aim.until:
        return view.say("from {day} on", day=day)
    return view.say("by {day}", day=day)


@once
def target_words(view: CampaignView, progress: Progress) -> tuple[str, str]:
    """Returns the target that a KPI is judged by, and when it is due."""
    return (target_size(view, progress, progress.aim), due_words(view, progress.aim)) if progress.aim else ("", "")
