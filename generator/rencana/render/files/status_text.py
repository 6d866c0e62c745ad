"""Writes the status of a campaign for a terminal or a chat message: an entry for each KPI, readable at 100 columns."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from rencana.measure import Measured, Progress, Status, TargetStatus, Verdict
from rencana.measure.aims import Aim
from rencana.render.address import Links
from rencana.render.subject import status
from rencana.render.subject.campaign import CampaignView, kpi_title
from rencana.render.subject.size_words import dated_words
from rencana.render.text import terms
from rencana.render.text.say import Say
from rencana.words.languages import interface

_SIGNS = {
    Status.REACHED: "\N{HEAVY CHECK MARK}",
    Status.ON_TRACK: "\N{NORTH EAST ARROW}",
    Status.AT_RISK: "!",
    Status.BEHIND: "\N{SOUTH EAST ARROW}",
    Status.MISSED: "\N{MULTIPLICATION X}",
    Status.OBSERVED: "\N{BULLET}",
    Status.NO_DATA: "?",
    Status.NOT_JUDGED: "?",
    Status.STOPPED: "\N{BLACK SQUARE}",
}
_WIDTH = 100
_BETWEEN = " \N{MIDDLE DOT} "
_GAP = "  "


def status_text(measured: Measured, language: str = "") -> dict[str, Any]:
    """Returns the status of a campaign as text, in `language` or in the language of its plan.

    Beside the text it has the fields of `status_data` that decide the exit code.
    """
    say = Say(interface(language or measured.campaign.language))
    view = CampaignView(measured.campaign, say, Links("index.md"), measured.on, measured)
    words = max((_width(_marked(view, kpi.verdict)) for kpi in measured.kpis.values()), default=0)
    lines = _campaign(view)
    for kpi in measured.kpis.values():
        lines += _entry(view, kpi, words)
    lines += _unmeasured(view)
    return {
        "text": "\n".join(lines),
        "status": measured.status.value if measured.judged else None,
        "stale": measured.stale,
        "kpis": [{"status": kpi.status.value} for kpi in measured.kpis.values()],
        "unmeasured": [{"id": name} for name in measured.campaign.unmeasured],
    }


def _unmeasured(view: CampaignView) -> list[str]:
    """Returns the lines of KPIs that cannot be measured: a cause, and those that it takes with it."""
    by_cause: dict[str, list[str]] = {}
    for kpi in view.campaign.unmeasured.values():
        cause = f"{kpi.cause.file}:{kpi.cause.span.line}: {kpi.cause.message}"
        by_cause.setdefault(cause, []).append(kpi.title)
    sign, indent = f"{_GAP}{_SIGNS[Status.NOT_JUDGED]}{_GAP}", " " * 5
    return [
        line
        for cause, kpi_titles in by_cause.items()
        for line in _folded(sign, [view.say("Not measured: {kpis}", kpis=view.say.list(kpi_titles)), cause], indent)
    ]


def _campaign(view: CampaignView) -> list[str]:
    """Returns the lines of a campaign: title, state, status with its count, and the day."""
    say, header, measured = view.say, view.campaign.plan.campaign, view.measured
    standing = status.campaign_standing(view)
    word = f"{_SIGNS[measured.status]} {standing.word}" if standing else ""
    stale = standing.stale if standing else ""
    count = status.campaign_count(view)
    parts = [say.term(header.state, terms.STATES), word, stale, say.day(view.on), count]
    return _folded(header.title + _BETWEEN, [part for part in parts if part], _GAP)


def _entry(view: CampaignView, progress: Progress, width: int) -> list[str]:
    """Returns the lines of a KPI, and of its further targets below it."""
    title = kpi_title(view.campaign, progress.id, view.say.language)
    if view.measured.is_companion(progress.id):
        title = view.say("{kpi} (companion)", kpi=title)
    word, indent = _marked(view, progress.verdict), " " * (2 * len(_GAP) + width)
    head = f"{_GAP}{word}{' ' * (width - _width(word))}{_GAP}{title}: "
    lines = _folded(head, _parts(view, progress), indent + _GAP)
    for target in progress.targets:
        if target.verdict is not progress.verdict:
            further = f"{indent}{_marked(view, target.verdict)}: "
            lines += _folded(further, _of_target(view, progress, target), indent + _GAP)
    return lines


def _marked(view: CampaignView, verdict: Verdict) -> str:
    return f"{_SIGNS[verdict.status]}{_GAP}{status.chip(view, verdict)}"


def _parts(view: CampaignView, progress: Progress) -> list[str]:
    """Returns what is said of a KPI: the judged value, the target that decides, and what the verdict adds."""
    decides = next((target for target in progress.targets if target.verdict is progress.verdict), None)
    if decides:
        parts = _of_target(view, progress, decides)
    else:
        parts = [dated_words(view, progress, progress.now) or status.brief(view, progress, progress.verdict)]
    return [*parts, view.say(terms.STALE)] if progress.stale else parts


def _of_target(view: CampaignView, progress: Progress, target: TargetStatus) -> list[str]:
    """Returns what is said of a target: the judged value, the target with its day, and what the verdict adds."""
    value, size = status.judged_words(view, progress, target), _target(view, progress, target.aim)
    sentence = status.brief(view, progress, target.verdict)
    return [part for part in ((value, size, sentence) if value else (sentence, size)) if part]


def _target(view: CampaignView, progress: Progress, aim: Aim) -> str:
    say, size = view.say, status.target_size(view, progress, aim)
    if aim.stretch:
        size = say("{target} (stretch)", target=size)
    return say("target {target}", target=" ".join(filter(None, (size, status.due_words(view, aim)))))


def _folded(head: str, parts: Iterable[str], indent: str) -> list[str]:
    """Returns a head and parts as lines of at most 100 columns, as far as no part is longer."""
    lines, line, is_begun = [], head, False
    for part in parts:
        joined = f"{line}{_BETWEEN}{part}" if is_begun else line + part
        if is_begun and _width(joined) > _WIDTH:
            lines.append(line)
            joined = indent + part
        line, is_begun = joined, True
    return [*lines, line.rstrip()]


def _width(text: str) -> int:
    """Returns how many columns of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(1 for sign in text if unicodedata.combining(sign))
