"""Writes the status of campaigns for programs: as JSON, and as a table of one row a target."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from rencana.measure import Coverage, Measured, Progress, Status, TargetStatus, Value, ValuePart
from rencana.plan.measurement import Comparison
from rencana.render.files.spreadsheet import rows_text

VERSION = 2


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
        "counts": {
            "objectives": _counts(measured.objectives.values()),
            "kpis": _counts(kpi.status for kpi in measured.kpis.values()),
        },
        "objectives": [
            {"id": name, "type": plan.objectives[name].type, "status": status.value}
            for name, status in measured.objectives.items()
        ],
        "kpis": [_kpi(measured, kpi) for kpi in measured.kpis.values()],
        "unmeasured": [
            {"id": name, "file": kpi.cause.file, "line": kpi.cause.span.line, "message": kpi.cause.message}
            for name, kpi in measured.campaign.unmeasured.items()
        ],
    }


def _counts(statuses: Iterable[Status]) -> dict[str, int]:
    """Returns how many there are of each status, the worst first."""
    counts = Counter(statuses)
    return {status.value: counts[status] for status in Status if counts[status]}


def _kpi(measured: Measured, progress: Progress) -> dict[str, Any]:
    now, base = progress.now, progress.kpi.baseline
    ahead = progress.projection
    campaign = measured.campaign
    baseline = base if isinstance(base, Comparison) else None
    day = campaign.calendar.last(baseline.date) or campaign.last_day(baseline.period) if baseline else None
    return {
        "id": progress.id,
        "metric": progress.metric.id,
        "role": "companion" if measured.is_companion(progress.id) else "yardstick",
        "channels": list(progress.kpi.channels),
        "unit": progress.metric.unit,
        "currency": (now.currency or campaign.currency or None) if progress.metric.unit == "currency" else None,
        "direction": progress.metric.direction,
        "baseline": {"value": _number(progress.base), "date": _day(day)} if baseline else None,
        **_size(now),
        "change": _number(now.change.value) if now.change else None,
        "how": now.how.value if now.how else None,
        "as_of": _day(now.end),
        "why_not": now.why_not.value if now.why_not else None,
        "coverage": _coverage(now.coverage) if now.coverage else None,
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


def _coverage(coverage: Coverage) -> dict[str, Any]:
    channels = [
        {"channel": part.channel or None, "unit": part.unit, "read": part.read, "expected": part.expected}
        for part in coverage.channels
    ]
    return {"unit": coverage.unit, "read": coverage.read, "expected": coverage.expected, "channels": channels}


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
    periods = verdict.held
    return {
        **size,
        "by": _day(aim.day),
        "per": aim.target.per,
        "within": {"start": _day(aim.since), "end": _day(aim.until)} if aim.target.within else None,
        "phase": aim.target.phase,
        **({"stretch": True} if aim.stretch else {}),
        **({"was": _number(aim.was)} if aim.was is not None else {}),
        "judged": _judged(target.judged),
        "held": {"in": periods.met, "of": periods.of, "open": periods.open} if periods else None,
        "pace": _number(verdict.pace),
        "gap": _number(verdict.gap),
        "share": _number(verdict.share),
        "status": target.status.value,
        "rule": verdict.rule.value,
    }


def _judged(value: Value | None) -> dict[str, Any] | None:
    """Returns the value that a target was judged by, with its days and its coverage."""
    if value is None or (value.size is None and value.change is None):
        return None
    change = {"change": _number(value.change.value)} if value.change else {}
    coverage = {"read": value.coverage.read, "expected": value.coverage.expected} if value.coverage else None
    return {**_size(value), **change, "start": _day(value.start), "end": _day(value.end), "coverage": coverage}


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


_COLUMNS = (
    *("campaign", "kpi", "metric", "role", "channels", "unit", "currency", "value", "as_of"),
    *("target", "min", "max", "change", "change_unit", "by", "per", "within_start", "within_end", "phase", "stretch"),
    *("judged", "judged_low", "judged_high", "judged_change", "judged_start", "judged_end", "read", "expected"),
    *("held_in", "held_of", "pace", "gap", "share", "status", "rule", "kpi_status", "stale"),
)


def status_head() -> str:
    """Returns the first line of the table: the names of its columns."""
    return rows_text([_COLUMNS])


def status_rows(campaign: Mapping[str, Any]) -> str:
    """Returns the entry of a campaign as rows of a table: one for each target; one for a KPI that has none."""
    return rows_text(_rows(campaign))


def _rows(campaign: Mapping[str, Any]) -> Iterator[list[object]]:
    for kpi in campaign["kpis"]:
        for target in kpi["targets"] or [None]:
            cells = {"campaign": campaign["id"], **_kpi_cells(kpi), **(_target_cells(target) if target else {})}
            yield [cells.get(name) for name in _COLUMNS]


def _kpi_cells(kpi: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the cells that all rows of a KPI share; those on its status are its own where it has no target."""
    names = ("metric", "role", "unit", "currency", "value", "as_of", "pace", "gap", "status", "rule")
    return {
        "kpi": kpi["id"],
        **{name: kpi[name] for name in names},
        "channels": " ".join(kpi["channels"]),
        "kpi_status": kpi["status"],
        "stale": _yes(kpi["stale"]),
    }


def _target_cells(target: Mapping[str, Any]) -> dict[str, Any]:
    judged, periods, within = target["judged"] or {}, target["held"] or {}, target["within"] or {}
    coverage = judged.get("coverage") or {}
    names = ("min", "max", "change", "change_unit", "by", "per", "phase", "pace", "gap", "share", "status", "rule")
    return {
        "target": target.get("value"),
        **{name: target.get(name) for name in names},
        "within_start": within.get("start"),
        "within_end": within.get("end"),
        "stretch": _yes(target.get("stretch", False)),
        "judged": judged.get("value"),
        **{f"judged_{name}": judged.get(name) for name in ("low", "high", "change", "start", "end")},
        "read": coverage.get("read"),
        "expected": coverage.get("expected"),
        "held_in": periods.get("in"),
        "held_of": periods.get("of"),
    }


def _yes(flag: bool) -> str:
    return "yes" if flag else ""
