"""Writes the status of campaigns for programs (JSON) and for a terminal or a chat message (text)."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from rencana.measure import Measured, Progress, Status, TargetStatus, Value, ValuePart
from rencana.plan.measurement import Comparison
from rencana.render.address import Links
from rencana.render.subject.campaign import CampaignView, kpi_title
from rencana.render.subject.status import expected, gap, target_words, why_no_value
from rencana.render.text import sizes, terms
from rencana.render.text.say import Say
from rencana.words.languages import interface

VERSION = 2
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


def status_json(entries: Iterable[str], on: date) -> Iterator[str]:
    """Yields the JSON document of all campaigns in pieces, so that a thousand of them need not be in memory."""
    yield f'{{\n "version": {VERSION},\n "on": "{on.isoformat()}",\n "campaigns": ['
    first = True
    for entry in entries:
        yield ("\n  " if first else ",\n  ") + entry
        first = False
    yield "]\n}\n" if first else "\n ]\n}\n"


def status_entry(campaign: Mapping[str, Any]) -> str:
    """Returns the status of a campaign as an entry of that document."""
    return json.dumps(campaign, ensure_ascii=False, indent=1, allow_nan=False).replace("\n", "\n  ")


def status_data(measured: Measured) -> dict[str, Any]:
    """Returns the status of a campaign as plain data; numbers in base units (shares, seconds), null where unknown."""
    plan = measured.campaign.plan
    return {
        "id": measured.campaign.id,
        "title": plan.campaign.title,
        "state": plan.campaign.state,
        "status": measured.status.value if measured.judged else None,
        "stale": measured.stale,
        "objectives": [
            {"id": name, "type": plan.objectives[name].type, "status": status.value}
            for name, status in measured.objectives.items()
        ],
        "kpis": [_kpi(measured, kpi) for kpi in measured.kpis.values()],
    }


def _kpi(measured: Measured, progress: Progress) -> dict[str, Any]:
    now, base = progress.now, progress.kpi.baseline
    ahead = progress.projection
    campaign = measured.campaign
    baseline = base if isinstance(base, Comparison) else None
    day = campaign.calendar.last(baseline.date) or campaign.last_day(baseline.period) if baseline else None
    return {
        "id": progress.id,
        "metric": progress.metric.id,
        "unit": progress.metric.unit,
        "currency": (now.currency or campaign.currency or None) if progress.metric.unit == "currency" else None,
        "direction": progress.metric.direction,
        "baseline": {"value": _number(progress.base), "date": _day(day)} if baseline else None,
        **_size(now),
        "change": _number(now.change.value) if now.change else None,
        "how": now.how.value if now.how else None,
        "as_of": _day(now.end),
        "why_not": now.why_not.value if now.why_not else None,
        "coverage": {"unit": cover.unit, "expected": cover.expected, "read": cover.read}
        if (cover := now.coverage)
        else None,
        "targets": [_target(target) for target in progress.targets],
        "pace": _number(progress.verdict.pace),
        "gap": _number(progress.verdict.gap),
        "progress": _number(progress.path_share),
        "of_target": _number(progress.of_target),
        "projection": {
            "value": _number(ahead.value),
            "low": _number(ahead.low),
            "high": _number(ahead.high),
            "method": ahead.method,
        }
        if ahead
        else None,
        "status": progress.status.value,
        "rule": progress.verdict.rule.value,
        "stale": progress.stale,
        "parts": [_part(part) for part in now.parts],
        "left_out": [
            {"file": row.reading.file, "line": row.reading.line, "reason": row.reason.value} for row in now.left_out
        ],
    }


def _size(now: Value) -> dict[str, Any]:
    """Returns the value; where only bounds are known, the bounds instead."""
    if now.size is None or now.exact is not None:
        return {"value": _number(now.exact)}
    return {"value": None, "low": _number(now.size.low), "high": _number(now.size.high)}


def _target(target: TargetStatus) -> dict[str, Any]:
    """Returns a target as the plan says it, and the very value that it was judged by."""
    aim, verdict = target.aim, target.verdict
    size: dict[str, Any] = {}
    if aim.bounds:
        size = {key: _number(end) for key, end in (("min", aim.least), ("max", aim.most)) if end is not None}
    elif aim.sized:
        size = {"value": _number(aim.goal())}
    if aim.change is not None:
        size["change"] = _number(aim.change.value)
        size["change_unit"] = aim.change.unit.value
    held = verdict.held
    return {
        **size,
        "by": _day(aim.day),
        "per": aim.target.per,
        "within": {"start": _day(aim.since), "end": _day(aim.until)} if aim.target.within else None,
        "phase": aim.target.phase,
        **({"stretch": True} if aim.stretch else {}),
        **({"was": _number(aim.was)} if aim.was is not None else {}),
        "judged": _judged(target.judged),
        "held": {"in": held.kept, "of": held.of} if held else None,
        "pace": _number(verdict.pace),
        "gap": _number(verdict.gap),
        "share": _number(verdict.share),
        "status": target.status.value,
        "rule": verdict.rule.value,
    }


def _judged(value: Value | None) -> dict[str, Any] | None:
    """Returns the value that a target was judged by, with its days and its coverage."""
    if value is None or value.size is None:
        return None
    coverage = {"read": value.coverage.read, "expected": value.coverage.expected} if value.coverage else None
    return {**_size(value), "start": _day(value.start), "end": _day(value.end), "coverage": coverage}


def _part(part: ValuePart) -> dict[str, Any]:
    return {
        "channel": part.channel or None,
        "place": part.place or None,
        "metric": part.metric,
        "value": _number(part.size.exact),
        "start": _day(part.start),
        "end": _day(part.end),
        "readings": [f"{row.file}:{row.line}" for row in part.readings],
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def status_text(measured: Measured, language: str = "") -> dict[str, Any]:
    """Returns the status of a campaign as text, a line for each KPI, in `language` or in the language of its plan.

    Beside the text it has the fields of `status_data` that decide the exit code.
    """
    say = Say(interface(language or measured.campaign.language))
    header = measured.campaign.plan.campaign
    view = CampaignView(measured.campaign, say, Links("index.md"), measured.on, measured)
    word = f"{_SIGNS[measured.status]} {say.term(measured.status.value, terms.STATUSES)}" if measured.judged else ""
    stale = say(terms.STALE) if measured.stale else ""
    head = [header.title, say.term(header.state, terms.STATES), word, stale, say.day(measured.on)]
    lines = [_line(view, kpi) for kpi in measured.kpis.values()]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)] if lines else []
    rows = [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return {
        "text": "\n".join([" \N{MIDDLE DOT} ".join(part for part in head if part), *(f"  {row}" for row in rows)]),
        "status": measured.status.value if measured.judged else None,
        "stale": measured.stale,
        "kpis": [{"status": kpi.status.value} for kpi in measured.kpis.values()],
    }


def _line(view: CampaignView, progress: Progress) -> tuple[str, ...]:
    """Returns the cells of a KPI: sign, status, title, value, target, distance from its path, and age."""
    say, campaign = view.say, view.campaign
    value = sizes.rounded(
        say, campaign, progress.metric, progress.now.size, progress.now.currency, beside=sizes.compared(progress)
    )
    value = value or say.amount(progress.now.change, change=True) or why_no_value(view, progress)
    target, by = target_words(view, progress)
    if by:
        target = say("target {target} by {day}", target=target, day=by)
    path = ""
    if progress.verdict.pace is not None:
        pace = expected(view, progress, progress.verdict.pace)
        sign = "+" if (progress.verdict.gap or 0) >= 0 else "\N{MINUS SIGN}"
        path = say("path {pace} ({gap})", pace=pace, gap=sign + gap(view, progress))
    as_of = say("as of {day}", day=say.day(progress.now.end)) if progress.now.end else ""
    stale = f"({say(terms.STALE).lower()})" if progress.stale else ""
    word = say.term(progress.status.value, terms.STATUSES)
    title = kpi_title(campaign, progress.id, say.language)
    return _SIGNS[progress.status], word, title, value, target, path, as_of, stale


def _width(text: str) -> int:
    """Returns how many columns of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(1 for sign in text if unicodedata.combining(sign))
