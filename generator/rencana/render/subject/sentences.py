"""The sentence on a verdict: how far a value is from what is expected, or why nothing can be said of it yet.

It says the distance and what it is measured from; the value itself stands beside it, with its days.
"""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from rencana.catalogue import title_in
from rencana.derive import counting_days
from rencana.measure import (
    How,
    Progress,
    Status,
    StatusReason,
    TargetStatus,
    Verdict,
    WhyNot,
)
from rencana.measure.aims import Aim
from rencana.measure.due import DueState
from rencana.measure.periods import whole_periods
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.coverage_words import about_days, coverage_words
from rencana.render.subject.size_words import aim_size, dated_words, distance, expected, gap, size_words, value_words
from rencana.render.text import sizes, terms, verdict_terms
from rencana.render.text.say import place

_AT_END = (StatusReason.LAST_TARGET_MET, StatusReason.DAY_PASSED, StatusReason.LIMIT_BROKEN)
_SAID_BY_SIZES = (*_AT_END, StatusReason.MET_BEFORE_DAY, StatusReason.NO_TARGET)
"""What these say is seen from the value beside its target."""
_WITHOUT_COVERAGE = (
    *(StatusReason.PARTLY_READ, StatusReason.COULD_TURN, StatusReason.UNLIKE_DAYS),
    *(StatusReason.NO_VALUE, StatusReason.NOT_BEGUN),
)
"""These say it themselves, or nothing was read at all."""
_LONGEST = timedelta(days=800)
"""Every kind of period has a whole one within so many days."""


def why(view: CampaignView, progress: Progress) -> str:
    """Returns the sentence that gives the reason for the status of a KPI, without a full stop."""
    sentence = _with_days(view, progress, progress.verdict)
    if progress.verdict.rule is StatusReason.STOPPED:
        return view.say("{stopped}; later targets are not judged", stopped=sentence)
    return sentence


def target_why(view: CampaignView, progress: Progress, target: TargetStatus) -> str:
    """Returns the sentence that gives the reason for the status of one target, without a full stop."""
    return _with_days(view, progress, target.verdict)


def brief(view: CampaignView, progress: Progress, verdict: Verdict) -> str:
    """Returns what a verdict adds where the judged value and the target stand beside it; then the coverage."""
    is_said = verdict.rule in _SAID_BY_SIZES
    sentence = "" if is_said else _sentence(view, progress, verdict)
    if verdict.rule in _WITHOUT_COVERAGE:
        return sentence
    coverage = coverage_words(view, verdict.judged.coverage if verdict.judged else None)
    return "; ".join(part for part in (sentence, coverage) if part)


def why_no_value(view: CampaignView, progress: Progress) -> str:
    """Returns why there is no value, without a full stop."""
    now, metrics = progress.now, view.campaign.metrics
    about = now.about
    if about in metrics:
        about = title_in(metrics[about].title, view.say.language)
    elif now.why_not is WhyNot.CHANNEL_SILENT:
        about = _titles(view, about.split(", "))
    elif now.rivals:
        sayings = (f"{view.source(row.source)}: {view.say.amount(row.value)}" for row in now.rivals)
        about = "; ".join(sayings)
    elif now.why_not is WhyNot.ONLY_THE_WHOLE:
        return view.say(terms.ONLY_THE_WHOLE[about])
    message = terms.WHY_NOT[now.why_not or WhyNot.NO_READING]
    return view.say(message, about=about, since=view.say.day(progress.since))


def is_limit(verdict: Verdict) -> bool:
    """Tells whether a verdict is about a limit, rather than about a level that comes down to its target."""
    is_sum = verdict.judged is not None and verdict.judged.how is How.SUM
    return verdict.aim is not None and verdict.aim.ceiling and verdict.aim.is_limit(summed=is_sum)


def in_band(verdict: Verdict) -> bool:
    """Tells whether a value lies between the two ends that a target asks for."""
    aim, value = verdict.aim, verdict.judged
    if aim is None or aim.least is None or aim.most is None or value is None or value.size is None:
        return False
    return aim.met_by(value.size) is True


def _titles(view: CampaignView, names: Sequence[str]) -> str:
    """Returns the titles of channels, places and audiences as a list."""
    plan = view.campaign.plan

    def title(name: str) -> str:
        if name in plan.channels:
            return view.channel(name).title
        return view.audience(name).title if name in plan.audiences else place(name, view.campaign, view.say.language)

    return view.say.list([title(name) for name in names])


def _with_days(view: CampaignView, progress: Progress, verdict: Verdict) -> str:
    """Returns the sentence on a verdict, with what a reader should know of the days of a pace."""
    sentence = _sentence(view, progress, verdict)
    if verdict.aim is None or verdict.pace is None or verdict.rule in _AT_END or not progress.summed:
        return sentence
    return "; ".join([sentence, *about_days(view, progress, verdict, verdict.aim)])


def _sentence(view: CampaignView, progress: Progress, verdict: Verdict) -> str:
    rule, aim = verdict.rule, verdict.aim
    if rule is StatusReason.NO_VALUE:
        return _without_value(view, progress)
    if rule is StatusReason.NOT_BEGUN:
        since = aim.since if aim and aim.since else progress.since
        return view.say("Counting begins on {day}", day=view.say.day(since))
    if aim is None:
        return dated_words(view, progress, progress.now)
    if rule is StatusReason.STOPPED:
        return _stopped(view, progress, verdict, aim)
    if rule in _AT_END:
        return _at_end(view, progress, verdict, aim)
    if verdict.held and verdict.held.of:
        return _held(view, verdict, aim)
    if verdict.pace is not None:
        return _by_pace(view, progress, verdict, aim)
    return _without_pace(view, progress, verdict, aim)


def _without_value(view: CampaignView, progress: Progress) -> str:
    """Returns why there is no value, or from whom it should have come."""
    say = view.say
    if progress.now.why_not not in (None, WhyNot.NO_READING):
        return why_no_value(view, progress)
    if view.campaign.plan.campaign.state == "closed":
        return say("This campaign closed without a number")
    dues = (due for due in progress.due if due.state is not DueState.LOST and due.due <= view.on)
    first = min(dues, key=lambda due: due.due, default=None)
    if first is None:
        return why_no_value(view, progress)
    if not first.team:
        return say("Due since {day}", day=say.day(first.due))
    return say("Due since {day} from {team}", day=say.day(first.due), team=view.team(first.team))


def _stopped(view: CampaignView, progress: Progress, verdict: Verdict, aim: Aim) -> str:
    say, stop = view.say, view.campaign.plan.campaign.stopped
    day = say.day(stop.date if stop else None)
    if verdict.held and verdict.held.of:
        return say("Stopped on {day}. {held}", day=day, held=_held(view, verdict, aim))
    # The share of a level is counted from its baseline, so it is no part of the target.
    if verdict.share is None or not progress.summed:
        return say("Stopped on {day} at {value}", day=day, value=_judged(view, progress, verdict))
    share = sizes.share(say, verdict.share)
    if aim.ceiling:
        return say("Stopped on {day} at {share} of its limit", day=day, share=share)
    return say("Stopped on {day} at {share} of its target", day=day, share=share)


def _judged(view: CampaignView, progress: Progress, verdict: Verdict) -> str:
    return value_words(view, progress, progress.now if verdict.judged is None else verdict.judged)


def _at_end(view: CampaignView, progress: Progress, verdict: Verdict, aim: Aim) -> str:
    """Returns how far a value is from a target of which nothing can change any more."""
    say, words = view.say, _judged(view, progress, verdict)
    value, mark = verdict.judged.exact if verdict.judged else None, aim.least if aim.most is None else aim.most
    if value is None or mark is None:
        return say("{value}, the target is {target}", value=words, target=aim_size(view, progress, aim))
    if aim.least is not None and aim.most is not None:
        return _beside_edge(view, progress, verdict, aim, value)
    target, far = size_words(view, progress, mark, aim.currency), distance(view, progress, verdict, mark)
    if is_limit(verdict):
        is_over = verdict.status is Status.MISSED
        return say(verdict_terms.OVER_LIMIT if is_over else verdict_terms.KEPT, gap=far, limit=target, value=words)
    if progress.metric.unit in ("count", "currency"):
        compared = say("{value} of {target}", value=words, target=target)
    else:
        compared = say("{value}, target {target}", value=words, target=target)
    is_end = aim.day is None or aim.day == view.campaign.end
    when = say("at the end") if is_end else say("on {day}", day=say.day(aim.day))
    messages = verdict_terms.LEVEL_AT_END if aim.ceiling else verdict_terms.FLOOR_AT_END
    return say(messages[_sign(value - mark, down=aim.ceiling)], value=compared, gap=far, when=when)


def _sign(difference: Decimal, *, down: bool = False) -> int:
    """Returns 0 for worse, 1 for equal and 2 for better; where less is better, with `down`."""
    better = -difference if down else difference
    return 1 + (better > 0) - (better < 0)


def _beside_edge(view: CampaignView, progress: Progress, verdict: Verdict, aim: Aim, value: Decimal) -> str:
    """Returns how far a value is from the nearer edge of a band."""
    assert aim.least is not None
    assert aim.most is not None
    is_upper = abs(value - aim.most) <= abs(value - aim.least)
    edge, messages = (aim.most, verdict_terms.UPPER_EDGE) if is_upper else (aim.least, verdict_terms.LOWER_EDGE)
    far = distance(view, progress, verdict, edge)
    return view.say(messages[_sign(value - edge)], gap=far, edge=size_words(view, progress, edge, aim.currency))


def _held(view: CampaignView, verdict: Verdict, aim: Aim) -> str:
    """Returns in how many periods something was kept, and how many of them nobody can judge."""
    periods, say = verdict.held, view.say
    assert periods is not None
    words = verdict_terms.held_in(say.texts, aim.unit, periods.of).format(kept=periods.met, of=periods.of)
    if periods.open:
        words = say("{held}; too little was read of {count}", held=words, count=periods.open)
    return words


def _by_pace(view: CampaignView, progress: Progress, verdict: Verdict, aim: Aim) -> str:
    """Returns how far a value is from what is expected, or allowed, by now."""
    say, value = view.say, verdict.judged.exact if verdict.judged else None
    if in_band(verdict) and not progress.summed and value is not None:
        return _beside_edge(view, progress, verdict, aim, value)
    if aim.ceiling and progress.summed:
        return _beside_limit(view, progress, verdict, aim)
    comes_down = aim.least is None or (aim.most is not None and not progress.summed)
    messages = verdict_terms.LEVEL_BY_NOW if comes_down else verdict_terms.FLOOR_BY_NOW
    message = messages[_sign(verdict.gap or Decimal(0))]
    pace = expected(view, progress, verdict.pace, verdict)
    return say(message, gap=gap(view, progress, verdict), pace=pace)


def _beside_limit(view: CampaignView, progress: Progress, verdict: Verdict, aim: Aim) -> str:
    """Returns how far a sum is from what is allowed by now, and where it ends at this pace."""
    say, unit = view.say, progress.metric.unit
    worse = verdict_terms.OVER_BY_NOW.get(unit, verdict_terms.OVER_BY_NOW_ELSE)
    messages = (worse, verdict_terms.EVEN_BY_NOW, verdict_terms.UNDER_BY_NOW)
    message = messages[_sign(verdict.gap or Decimal(0))]
    pace = expected(view, progress, verdict.pace, verdict)
    words = say(message, gap=gap(view, progress, verdict), pace=pace)
    limit, ahead = size_words(view, progress, aim.most, aim.currency), progress.projection
    leads_there = aim.until == counting_days.last_day(view.campaign, progress.kpi) and not aim.windows
    if ahead is None or not leads_there:
        return say("{allowed}; the limit is {limit}", allowed=words, limit=limit)
    end = expected(view, progress, ahead.value, verdict)
    return say("{allowed}; at this pace about {end}, the limit is {limit}", allowed=words, end=end, limit=limit)


def _without_pace(view: CampaignView, progress: Progress, verdict: Verdict, aim: Aim) -> str:
    """Returns why a target is not judged, or what it is compared with where no path leads to it."""
    say, rule = view.say, verdict.rule
    if rule is StatusReason.MET_BEFORE_DAY:
        value, target = _judged(view, progress, verdict), aim_size(view, progress, aim)
        return say("{value}; the target is {target} by {day}", value=value, target=target, day=say.day(aim.day))
    if rule is StatusReason.NO_PATH:
        return _no_path(view, progress, aim)
    if rule is StatusReason.ONLY_A_BOUND:
        return _known_as(view, progress, verdict)
    if rule is StatusReason.NO_WHOLE_PERIOD:
        return _no_whole_period(view, aim)
    if rule is StatusReason.TARGET_UNSIZED:
        return say(verdict_terms.UNSIZED[aim.no_size.value if aim.no_size else "baseline-unknown"])
    return _unread(view, verdict, aim)


def _unread(view: CampaignView, verdict: Verdict, aim: Aim) -> str:
    """Returns what was not read, so that a target is not judged."""
    say, coverage = view.say, verdict.judged.coverage if verdict.judged else None
    read = coverage_words(view, coverage)
    match verdict.rule:
        case StatusReason.COULD_TURN:
            return say("{read}; the rest could turn it over", read=read)
        case StatusReason.UNLIKE_DAYS:
            return say("Its channels were read on unlike days: {read}", read=read)
        case StatusReason.CHANNEL_SILENT:
            names = coverage.silent if coverage else ()
            return say("Nothing was read of {channels}", channels=_titles(view, names))
        case StatusReason.NOT_READ_THEN:
            return say("Not read on {day} or shortly before", day=say.day(aim.until or aim.day))
        case StatusReason.OTHER_CURRENCY:
            return say("Value and target have different currencies")
    return read


def _known_as(view: CampaignView, progress: Progress, verdict: Verdict) -> str:
    """Returns what is known of a value of which only a bound or a range is."""
    say, size = view.say, verdict.judged.size if verdict.judged else None

    def words(end: Decimal | None) -> str:
        return size_words(view, progress, end, verdict.judged.currency if verdict.judged else "")

    if size is None or (size.low is None and size.high is None):
        return why_no_value(view, progress)
    if size.low is None:
        return say("Only known to be less than {value}", value=words(size.high))
    if size.high is None:
        return say("Only known to be more than {value}", value=words(size.low))
    return say("Only known to lie between {low} and {high}", low=words(size.low), high=words(size.high))


def _no_whole_period(view: CampaignView, aim: Aim) -> str:
    """Returns when the first whole period ends; or that the days of a target hold none."""
    say, since = view.say, aim.since or view.on
    until, first_month = aim.until or since + _LONGEST, view.campaign.calendar.fiscal_start
    periods = whole_periods(aim.unit, since, until, first_month)
    if periods:
        return say(verdict_terms.FIRST_WHOLE_PERIOD[aim.unit], day=say.day(periods[0][1]))
    return say(verdict_terms.NO_WHOLE_PERIOD[aim.unit], days=say.days(aim.since, aim.until))


def _no_path(view: CampaignView, progress: Progress, aim: Aim) -> str:
    """Returns why nothing is expected before the day of a target."""
    say = view.say
    if aim.unit:
        return say("It has to be kept from {day} on", day=say.day(aim.since))
    if progress.base is None and not progress.summed:
        return say("Nothing is expected before {day}: the baseline is not known", day=say.day(aim.day))
    return say("Nothing is expected before {day}", day=say.day(aim.day))
