"""How campaigns stand, for programs (JSON) and for a terminal or a chat message (text)."""

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
from rencana.render.subject.status import gap, target_words, why_no_value
from rencana.render.text import sizes, terms
from rencana.render.text.say import Say
from rencana.words.languages import interface

VERSION = 1
_SIGNS = {
    Status.REACHED: "\N{HEAVY CHECK MARK}",
    Status.ON_TRACK: "\N{NORTH EAST ARROW}",
    Status.AT_RISK: "!",
    Status.BEHIND: "\N{SOUTH EAST ARROW}",
    Status.MISSED: "\N{MULTIPLICATION X}",
    Status.OBSERVED: "\N{BULLET}",
    Status.NO_DATA: "?",
}


def status_json(entries: Iterable[str], on: date) -> Iterator[str]:
    """Yields a JSON document of campaigns piece by piece, so that a thousand of them need not be held at once."""
    yield f'{{\n "version": {VERSION},\n "on": "{on.isoformat()}",\n "campaigns": ['
    first = True
    for one in entries:
        yield ("\n  " if first else ",\n  ") + one
        first = False
    yield "]\n}\n" if first else "\n ]\n}\n"


def status_entry(campaign: Mapping[str, Any]) -> str:
    """Returns how a campaign stands as an entry of that document."""
    return json.dumps(campaign, ensure_ascii=False, indent=1, allow_nan=False).replace("\n", "\n  ")


def status_data(one: Measured) -> dict[str, Any]:
    """Returns how a campaign stands as plain data; numbers in the unit's base, null where nothing is known."""
    plan = one.campaign.plan
    return {
        "id": one.campaign.id,
        "title": plan.campaign.title,
        "state": plan.campaign.state,
        "status": one.status.value if one.judged else None,
        "stale": one.stale,
        "objectives": [
            {"id": name, "type": plan.objectives[name].type, "status": status.value}
            for name, status in one.objectives.items()
        ],
        "kpis": [_kpi(one, kpi) for kpi in one.kpis.values()],
    }


def _kpi(measured: Measured, one: Progress) -> dict[str, Any]:
    now, base = one.now, one.kpi.baseline
    ahead = one.projection
    campaign = measured.campaign
    baseline = base if isinstance(base, Comparison) else None
    day = campaign.calendar.last(baseline.date) or campaign.last_day(baseline.period) if baseline else None
    return {
        "id": one.id,
        "metric": one.metric.id,
        "unit": one.metric.unit,
        "currency": (now.currency or campaign.currency or None) if one.metric.unit == "currency" else None,
        "direction": one.metric.direction,
        "baseline": {"value": _number(one.base), "date": _day(day)} if baseline else None,
        **_size(now),
        "change": _number(now.change.value) if now.change else None,
        "how": now.how.value if now.how else None,
        "as_of": _day(now.end),
        "why_not": now.why_not.value if now.why_not else None,
        "coverage": {"unit": cover.unit, "expected": cover.expected, "present": cover.present}
        if (cover := now.coverage)
        else None,
        "targets": [_target(known) for known in one.targets],
        "pace": _number(one.verdict.pace),
        "gap": _number(one.verdict.gap),
        "progress": _number(one.path_share),
        "of_target": _number(one.of_target),
        "projection": {
            "value": _number(ahead.value),
            "low": _number(ahead.low),
            "high": _number(ahead.high),
            "method": ahead.method,
        }
        if ahead
        else None,
        "status": one.status.value,
        "rule": one.verdict.rule.value,
        "stale": one.stale,
        "parts": [_part(part) for part in now.parts],
        "left_out": [
            {"file": left.reading.file, "line": left.reading.line, "reason": left.reason.value} for left in now.left_out
        ],
    }


def _size(now: Value) -> dict[str, Any]:
    """Returns the value; where only a bound is known, its ends instead."""
    if now.size is None or now.exact is not None:
        return {"value": _number(now.exact)}
    return {"value": None, "low": _number(now.size.low), "high": _number(now.size.high)}


def _target(one: TargetStatus) -> dict[str, Any]:
    aim = one.aim
    size: dict[str, Any] = {}
    if aim.holds:
        size = {key: _number(end) for key, end in (("min", aim.least), ("max", aim.most)) if end is not None}
    elif aim.sized:
        size = {"value": _number(aim.goal())}
    if aim.change is not None:
        size["change"] = _number(aim.change.value)
        size["change_unit"] = aim.change.unit.value
    flags = {"stretch": True} if aim.stretch else {}
    was = {"was": _number(aim.was)} if aim.was is not None else {}
    return {**size, "by": _day(aim.day), **flags, **was, "status": one.status.value}


def _part(one: ValuePart) -> dict[str, Any]:
    return {
        "channel": one.channel or None,
        "place": one.place or None,
        "metric": one.metric,
        "value": _number(one.size.exact),
        "start": _day(one.start),
        "end": _day(one.end),
        "readings": [f"{row.file}:{row.line}" for row in one.readings],
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def status_text(one: Measured, language: str = "") -> dict[str, Any]:
    """Returns how a campaign stands as text, one line a KPI, in the language of its plan or in the one asked for.

    Beside the text stand the words that decide over an exit code, as in `status_data`.
    """
    return {
        "text": _block(one, Say(interface(language or one.campaign.language))),
        "status": one.status.value if one.judged else None,
        "stale": one.stale,
        "kpis": [{"status": kpi.status.value} for kpi in one.kpis.values()],
    }


def _block(one: Measured, say: Say) -> str:
    header = one.campaign.plan.campaign
    view = CampaignView(one.campaign, say, Links("index.md"), one.on, one)
    word = f"{_SIGNS[one.status]} {say.term(one.status.value, terms.STATUSES)}" if one.judged else ""
    stale = say(terms.STALE) if one.stale else ""
    head = [header.title, say.term(header.state, terms.STATES), word, stale, say.day(one.on)]
    lines = [_line(view, kpi) for kpi in one.kpis.values()]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)] if lines else []
    rows = [
        "  ".join(_padded(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    ]
    return "\n".join([" \N{MIDDLE DOT} ".join(part for part in head if part), *(f"  {row}" for row in rows)])


def _line(view: CampaignView, one: Progress) -> tuple[str, ...]:
    """Returns the cells of a KPI: sign, status, title, value, target, and how far it is from its path."""
    say, campaign = view.say, view.campaign
    value = sizes.rounded(say, campaign, one.metric, one.now.size, one.now.currency)
    value = value or say.amount(one.now.change, change=True) or why_no_value(view, one)
    target, by = target_words(view, one)
    if by:
        target = say("target {target} by {day}", target=target, day=by)
    path = ""
    if one.verdict.pace is not None:
        pace = sizes.rounded(say, campaign, one.metric, one.verdict.pace, one.now.currency)
        sign = "+" if (one.verdict.gap or 0) >= 0 else "\N{MINUS SIGN}"
        path = say("path {pace} ({gap})", pace=pace, gap=sign + gap(view, one))
    as_of = say("as of {day}", day=say.day(one.now.end)) if one.now.end else ""
    stale = f"({say(terms.STALE).lower()})" if one.stale else ""
    word = say.term(one.status.value, terms.STATUSES)
    title = kpi_title(campaign, one.id, say.language)
    return _SIGNS[one.status], word, title, value, target, path, as_of, stale


def _width(text: str) -> int:
    """Returns how many columns of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(1 for sign in text if unicodedata.combining(sign))


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
