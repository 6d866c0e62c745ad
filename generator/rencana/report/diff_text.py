"""A diff as a terminal shows it: campaign by campaign, the weightiest change first, then what the changes do."""

from collections.abc import Iterator

from rencana.changes import PlanChange, Weight, WorkspaceDiff
from rencana.report.diff_words import SEVERITIES, WEIGHTS, headline, post_head, status_sentence
from rencana.report.text import Style
from rencana.words.languages import Texts, texts
from rencana.words.visible import visible

_COLORS = {Weight.HIGH: "31", Weight.NORMAL: "33", Weight.LOW: "2"}
_MOST_FINDINGS = 20
"""So many findings of a kind are named; `rencana check` has them all."""


def diff_text(diff: WorkspaceDiff, language: str, style: Style) -> str:
    """Returns a diff for people; only paint steers a terminal."""
    words = texts(language)
    by_campaign: dict[str, list[PlanChange]] = {}
    for change in diff.ranked:
        by_campaign.setdefault(change.campaign, []).append(change)
    lines: list[str] = []
    for campaign in sorted(by_campaign):
        head = f"plans/{campaign}" if campaign else "plans/portfolio.yaml"
        lines += [style.paint(visible(head), "1"), *_changes(by_campaign[campaign], words, style), ""]
    if diff.turned:
        sentences = (f"  {visible(status_sentence(change, words))}" for change in diff.turned)
        lines += [style.paint(words.say("Status"), "1"), *sentences, ""]
    lines += _findings(diff, words, style)
    for post in diff.posts:
        lines += [
            style.paint(visible(post_head(post, words, language)), "1"),
            *_caption(post.before_fold, post.after_fold, words),
            "",
        ]
    return "\n".join([*lines, headline(diff, words)])


def _changes(changes: list[PlanChange], words: Texts, style: Style) -> Iterator[str]:
    labels = {weight: words.say(label) for weight, label in WEIGHTS.items()}
    width = max(map(len, labels.values()))
    for change in changes:
        label = style.paint(labels[change.weight].ljust(width), _COLORS[change.weight])
        place = style.paint(visible(f"{change.file}:{change.span.line}"), "2")
        yield f"  {label}  {visible(change.message)}"
        yield f"  {' ' * width}  {place}{words.say(' (as it was)') if change.in_base else ''} [{change.kind}]"


def _findings(diff: WorkspaceDiff, words: Texts, style: Style) -> Iterator[str]:
    for title, findings in ((words.say("New findings"), diff.new), (words.say("Mended findings"), diff.fixed)):
        if not findings:
            continue
        yield style.paint(title, "1")
        for finding in findings[:_MOST_FINDINGS]:
            place = visible(f"{finding.file}:{finding.span.line}")
            yield f"  {place}: {words.say(SEVERITIES[finding.severity])}: {visible(finding.message)} [{finding.rule}]"
        if (more := len(findings) - _MOST_FINDINGS) > 0:
            yield f"  {words.say('{count} more.', count=more)}"
        yield ""


def _caption(before_fold: str, after_fold: str, words: Texts) -> Iterator[str]:
    for line in before_fold.split("\n"):
        yield f"  | {visible(line)}"
    if after_fold:
        yield f"  | {words.say('… more')}"
        for line in after_fold.split("\n"):
            yield f"  : {visible(line)}"
