"""What was read and what was not, in words: coverage by channel, and the days that do not count for a pace."""

from collections.abc import Iterator

from rencana.derive.pauses import paused_spans
from rencana.measure import ChannelCoverage, Coverage, Progress, Verdict
from rencana.measure.aims import Aim
from rencana.render.subject.campaign import CampaignView
from rencana.render.text import verdict_terms

_MOST_CHANNELS = 3
"""So many channels are said by name; of more only how much was read of all of them."""


def coverage_words(view: CampaignView, coverage: Coverage | None) -> str:
    """Returns how much was read, by channel where there are several; nothing where all was."""
    if coverage is None or not coverage.incomplete:
        return ""
    count = sum(part.expected > 0 for part in coverage.channels)
    if count > 1 and len(coverage.incomplete) > _MOST_CHANNELS:
        message = verdict_terms.READ_OF_CHANNELS[coverage.unit]
        return view.say(message, count=count, read=coverage.read, expected=coverage.expected)
    return ", ".join(_read_words(view, part, with_title=count > 1) for part in coverage.incomplete)


def _read_words(view: CampaignView, part: ChannelCoverage, *, with_title: bool) -> str:
    if not with_title or not part.channel:
        return view.say(verdict_terms.READ[part.unit], read=part.read, expected=part.expected)
    title, message = view.channel(part.channel).title, verdict_terms.CHANNEL_READ[part.unit]
    return view.say(message, channel=title, read=part.read, expected=part.expected)


def about_days(view: CampaignView, progress: Progress, verdict: Verdict, aim: Aim) -> Iterator[str]:
    """Yields what else a reader should know of a pace: how it goes on in pauses, and what was not read."""
    if _holds_pause(view, progress, aim):
        if progress.metric.effort:
            yield view.say("the path stands still in pauses")
        else:
            yield view.say("the path goes on in pauses")
    coverage = verdict.judged.coverage if verdict.judged else None
    for unit in ("days", "posts"):
        parts = [part for part in coverage.incomplete if part.unit == unit] if coverage else []
        count = sum(part.expected - part.read for part in parts)
        if count:
            yield verdict_terms.unread(view.say.texts, unit, count).format(count=count)


def _holds_pause(view: CampaignView, progress: Progress, aim: Aim) -> bool:
    """Tells whether a pause lies in the days that an aim counts up to now."""
    first, last = aim.since or progress.since, min(view.on, aim.day or view.on)
    channels = progress.kpi.channels or tuple(view.campaign.plan.channels) or ("",)
    pauses = (span for name in channels for span in paused_spans(view.campaign, name))
    return any((first is None or end >= first) and start < last for start, end in pauses)
