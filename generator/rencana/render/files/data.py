"""Plans for programs: every typed field as JSON, every reading as CSV."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from rencana.plan.campaign import Campaign, Unreadable
from rencana.plan.language.amount import Amount, Bound, Unit
from rencana.plan.language.part import PlanPart
from rencana.plan.language.rhythm import Every, Hours, Rate
from rencana.plan.language.when import Calendar, Moment, When
from rencana.plan.readings import READING_COLUMNS, Reading
from rencana.plan.shared import Shared
from rencana.render import address
from rencana.render.files.spreadsheet import rows_text
from rencana.source.document import Empty

VERSION = 1
_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_COLUMNS = attrgetter(*READING_COLUMNS)


def plan_json(campaign: Campaign) -> bytes:
    """Returns plan.json: the whole plan in typed fields; dates both as written and as the days that they mean."""
    document = {
        "version": VERSION,
        "id": campaign.id,
        "source": campaign.document.path,
        "currency": campaign.currency or None,
        "timezone": campaign.timezone,
        "language": campaign.language,
        "start": _iso(campaign.start),
        "end": _iso(campaign.end),
        "plan": _data(campaign.plan, campaign.calendar),
        "items": {name: _data(item, campaign.calendar) for name, item in campaign.items.items()},
        "readings": [_reading(reading, campaign.calendar) for reading in campaign.readings],
    }
    return as_json(document)


def campaign_row(campaign: Campaign) -> dict[str, str | None]:
    """Returns the entry of a campaign in portfolio.json."""
    return {
        "id": campaign.id,
        "title": campaign.plan.campaign.title,
        "state": campaign.plan.campaign.state,
        "start": _iso(campaign.start),
        "end": _iso(campaign.end),
        "plan": address.campaign_file(campaign.id, "plan.json"),
    }


def portfolio_json(
    shared: Shared, campaigns: Sequence[Mapping[str, Any]], unreadable: Iterable[Unreadable], on: date
) -> bytes:
    """Returns portfolio.json: what all plans share, and the address of each plan."""
    document = {
        "version": VERSION,
        "on": on.isoformat(),
        "portfolio": _data(shared, shared.calendar),
        "campaigns": campaigns,
        "unreadable": [{"id": plan.id, "title": plan.title, "file": plan.path} for plan in unreadable],
    }
    return as_json(document)


def readings_csv(campaign: Campaign) -> bytes:
    """Returns all readings of a campaign as one table, each with its file and line."""
    rows = ([*_COLUMNS(reading), reading.file, reading.line] for reading in campaign.readings)
    return rows_text([[*READING_COLUMNS, "file", "line"]], rows).encode()


def as_json(document: Mapping[str, Any]) -> bytes:
    """Returns a document as a JSON file: a line for each key, and for each entry of a list or map below it.

    A person can find a reading in it, and the JSON writer of the standard library stays fast: it is slow with indents.
    """
    lines = []
    for key, value in document.items():
        name = f" {_JSON.encode(key)}: "
        if isinstance(value, Mapping) and value:
            entries = [f"  {_JSON.encode(entry)}: {_JSON.encode(value[entry])}" for entry in value]
            lines.append(f"{name}{{\n" + ",\n".join(entries) + "\n }")
        elif isinstance(value, list) and value:
            entries = [f"  {_JSON.encode(entry)}" for entry in value]
            lines.append(f"{name}[\n" + ",\n".join(entries) + "\n ]")
        else:
            lines.append(f"{name}{_JSON.encode(value)}")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _reading(reading: Reading, calendar: Calendar) -> dict[str, Any]:
    cells = zip(READING_COLUMNS, _COLUMNS(reading), strict=True)
    row = {column: value if type(value) is str else _data(value, calendar) for column, value in cells if value}
    row["file"], row["line"] = reading.file, reading.line
    return row


def _data(value: Any, calendar: Calendar) -> Any:  # noqa: ANN401  JSON has no type of its own
    """Returns a value as JSON has it; most are words."""
    if isinstance(value, str):
        return value
    return _writer(type(value))(value, calendar)  # type: ignore[arg-type]  # mypy thinks that types have no hash


@cache
def _writer(kind: type) -> Callable[[Any, Calendar], Any]:
    """Returns the writer for the values of a type; a value that JSON has itself stays as it is."""
    return next((write for base, write in _WRITERS.items() if issubclass(kind, base)), lambda value, _: value)


@cache
def _fields(kind: type) -> tuple[tuple[str, str, object], ...]:
    """Returns the fields of a part of a plan: name, key in the YAML file, default."""
    assert issubclass(kind, PlanPart)
    fields = kind.model_fields.items()
    return tuple((name, "extra" if name == "extra" else info.alias or name, info.default) for name, info in fields)


def _part(part: PlanPart, calendar: Calendar) -> dict[str, Any]:
    """Returns the fields of a part that are written in the plan, by their keys in the YAML file."""
    written = {}
    for name, key, default in _fields(type(part)):
        value = getattr(part, name)
        if value is not None and value != default:
            written[key] = _data(value, calendar)
    return written


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _amount(amount: Amount, _calendar: Calendar) -> dict[str, Any]:
    written: dict[str, Any] = {"value": _number(amount.value), "unit": amount.unit.value, "text": amount.text}
    if amount.unit is Unit.MONEY:
        written["currency"] = amount.currency
    if amount.bound is not Bound.EXACT:
        written["bound"] = amount.bound.value
    if amount.high is not None:
        written["high"] = _number(amount.high)
    return written


def _when(when: When, calendar: Calendar) -> dict[str, Any]:
    first, last = calendar.first(when), calendar.last(when)
    return {"text": when.text, "first": _iso(first), "last": _iso(last)}


def _moment(moment: Moment, calendar: Calendar) -> dict[str, Any]:
    return {
        **_when(moment.when, calendar),
        "text": str(moment),
        "time": f"{moment.clock:%H:%M}" if moment.clock else None,
    }


_WRITERS: Mapping[type, Callable[[Any, Calendar], Any]] = {
    PlanPart: _part,
    Amount: _amount,
    When: _when,
    Moment: _moment,
    Rate: lambda rate, _: {key: getattr(rate, key) for key in ("least", "most", "unit", "span", "text")},
    Hours: lambda value, _: str(value),
    Every: lambda value, _: str(value),
    Decimal: lambda value, _: _number(value),
    timedelta: lambda value, _: value.total_seconds(),
    date: lambda value, _: value.isoformat(),
    time: lambda value, _: f"{value:%H:%M}",
    Mapping: lambda value, calendar: {key: _data(entry, calendar) for key, entry in value.items()},
    tuple: lambda value, calendar: [_data(entry, calendar) for entry in value],
    # The user's own keys hold what the file holds: lists, and keys with nothing after them.
    list: lambda value, calendar: [_data(entry, calendar) for entry in value],
    Empty: lambda *_: None,
}
