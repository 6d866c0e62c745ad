"""The sentences that all forms of a diff share, in the language of the reader."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from rencana.changes import PostPreview, StatusChange, Weight, WorkspaceDiff
from rencana.finding import Severity
from rencana.words import dates, numbers
from rencana.words.languages import Texts, marked

STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "missed": marked("missed"),
        "behind": marked("behind"),
        "at-risk": marked("at risk"),
        "no-data": marked("without numbers"),
        "not-judged": marked("not judged"),
        "stopped": marked("stopped"),
        "on-track": marked("on track"),
        "reached": marked("reached"),
        "observed": marked("observed"),
    }
)
"""Each status inside a sentence."""
WEIGHTS: Mapping[Weight, str] = MappingProxyType(
    {Weight.HIGH: marked("high"), Weight.NORMAL: marked("normal"), Weight.LOW: marked("low")}
)
"""Each weight of a change."""
SEVERITIES: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: marked("error"), Severity.WARNING: marked("warning"), Severity.NOTE: marked("note")}
)
"""Each severity of a finding."""
_PARTS = MappingProxyType({"": marked("Campaign"), "objectives": marked("Objective"), "kpis": marked("KPI")})


def headline(diff: WorkspaceDiff, texts: Texts) -> str:
    """Returns one line: how many changes there are of each weight, in how many campaigns, and what came of findings."""
    counts = Counter(change.weight for change in diff.changes)
    weights = (
        texts.say("{count} of {weight} weight", count=counts[weight], weight=texts.say(label))
        for weight, label in WEIGHTS.items()
        if counts[weight]
    )
    total = texts.ngettext("{count} change", "{count} changes", len(diff.changes)).format(count=len(diff.changes))
    parts = [f"{total} ({', '.join(weights)})" if diff.changes else texts.say("No change in meaning")]
    if diff.new:
        parts.append(
            texts.ngettext("{count} new finding", "{count} new findings", len(diff.new)).format(count=len(diff.new))
        )
    if diff.fixed:
        count = len(diff.fixed)
        parts.append(texts.ngettext("{count} finding mended", "{count} findings mended", count).format(count=count))
    return ", ".join(parts) + "."


def status_sentence(change: StatusChange, texts: Texts) -> str:
    """Returns what became of a status."""
    what = f"{texts.say(_PARTS[change.part])} {change.id}"
    before, after = (texts.say(STATUSES[word]) if word else "" for word in (change.before, change.after))
    if not before:
        return texts.say("{what} is {after}.", what=what, after=after)
    if not after:
        return texts.say("{what} is gone (was {before}).", what=what, before=before)
    return texts.say("{what} is {after} (was {before}).", what=what, after=after, before=before)


def post_head(post: PostPreview, texts: Texts, language: str) -> str:
    """Returns which post it is, where and when it goes out, and how long its caption is."""
    when = dates.day(post.day, language) if post.day else ""
    if post.clock:
        when = f"{when} {dates.clock(post.clock, language)}".strip()
    count = numbers.number(post.length, language)
    size = (
        texts.say("{count} of {limit} characters", count=count, limit=numbers.number(post.limit, language))
        if post.limit
        else texts.say("{count} characters", count=count)
    )
    return ", ".join(part for part in (f"“{post.title}”", post.channel, when, size) if part)
