"""The machine's view of a plan: every typed field as JSON, every reading as CSV."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from functools import singledispatch
from typing import Any

from rencana.plan.amount import Amount, Unit
from rencana.plan.campaign import Campaign, Unreadable
from rencana.plan.part import Part
from rencana.plan.rhythm import Every, Hours, Rate
from rencana.plan.rows import READING_COLUMNS, Reading
from rencana.plan.shared import Shared
from rencana.plan.when import Calendar, Moment, When
from rencana.render import address

VERSION = 1


def plan_json(campaign: Campaign) -> bytes:
    """Returns plan.json: the whole plan in typed fields; dates as written and as the days that they mean."""
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
        "readings": [_reading(one, campaign.calendar) for one in campaign.readings],
    }
    return as_json(document)


def campaign_row(campaign: Campaign) -> dict[str, Any]:
    """Returns a campaign as portfolio.json lists it."""
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
    """Returns portfolio.json: what all plans share, and where each plan is to be found."""
    document = {
        "version": VERSION,
        "on": on.isoformat(),
        "portfolio": _data(shared, shared.calendar),
        "campaigns": campaigns,
        "unreadable": [{"id": one.id, "title": one.title, "file": one.path} for one in unreadable],
    }
    return as_json(document)


def readings_csv(campaign: Campaign) -> bytes:
    """Returns all readings of a campaign in one table, each with the file and line that it stands in."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*READING_COLUMNS, "file", "line"])
    for one in campaign.readings:
        cells = [_cell(getattr(one, column)) for column in READING_COLUMNS]
        writer.writerow([*cells, one.file, one.line])
    return out.getvalue().encode()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    # A spreadsheet runs a cell that begins so as a formula; a quote in front keeps it text, as spreadsheets write it.
    return f"'{text}" if text[:1] in "=@\t\r" and text else text


def as_json(document: Mapping[str, Any]) -> bytes:
    """Returns a document as the bytes of a JSON file."""
    return ("\n".join(_lines(document)) + "\n").encode()


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    """Yields the lines of a document: one for each key, and one for each entry of a list or map below it.

    So a person finds a reading, and the writer of the standard library is the fast one, which knows no indents.
    """
    yield "{"
    last = len(document)
    for number, (key, value) in enumerate(document.items(), 1):
        end = "," if number < last else ""
        name = f" {_line(key)}: "
        if isinstance(value, Mapping) and value:
            inside, brackets = [f"  {_line(one)}: {_line(value[one])}" for one in value], "{}"
        elif isinstance(value, list) and value:
            inside, brackets = [f"  {_line(one)}" for one in value], "[]"
        else:
            yield f"{name}{_line(value)}{end}"
            continue
        yield f"{name}{brackets[0]}"
        yield ",\n".join(inside)
        yield f" {brackets[1]}{end}"
    yield "}"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _reading(one: Reading, calendar: Calendar) -> dict[str, Any]:
    fields = {column: _data(getattr(one, column), calendar) for column in READING_COLUMNS}
    known = {name: value for name, value in fields.items() if value not in (None, "")}
    return {**known, "file": one.file, "line": one.line}


@singledispatch
def _data(value: object, _calendar: Calendar) -> Any:  # noqa: ANN401  JSON has no type of its own
    """Returns a value as JSON has it; what it has not is written by the functions that are registered below."""
    return value


def _part(part: Part, calendar: Calendar) -> dict[str, Any]:
    """Returns the fields of a part that are said, by the keys that a plan has for them."""
    written = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if value != field.default and value is not None:
            key = "extra" if name == "extra" else field.alias or name
            written[key] = _data(value, calendar)
    return written


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _amount(amount: Amount, _calendar: Calendar) -> dict[str, Any]:
    said: dict[str, Any] = {"value": _number(amount.value), "unit": amount.unit.value, "text": amount.text}
    if amount.unit is Unit.MONEY:
        said["currency"] = amount.currency
    if amount.bound.value != "exact":
        said["bound"] = amount.bound.value
    if amount.high is not None:
        said["high"] = _number(amount.high)
    return said


def _when(when: When, calendar: Calendar) -> dict[str, Any]:
    first, last = calendar.first(when), calendar.last(when)
    return {"text": when.text, "first": _iso(first), "last": _iso(last)}


def _moment(moment: Moment, calendar: Calendar) -> dict[str, Any]:
    return {
        **_when(moment.when, calendar),
        "text": str(moment),
        "time": f"{moment.clock:%H:%M}" if moment.clock else None,
    }


def _rate(rate: Rate, _calendar: Calendar) -> dict[str, Any]:
    return {"least": rate.least, "most": rate.most, "unit": rate.unit, "span": rate.span, "text": rate.text}


_WRITERS: Mapping[type, Callable[[Any, Calendar], Any]] = {
    Part: _part,
    Amount: _amount,
    When: _when,
    Moment: _moment,
    Rate: _rate,
    Hours: lambda value, _: str(value),
    Every: lambda value, _: str(value),
    Decimal: lambda value, _: _number(value),
    timedelta: lambda value, _: value.total_seconds(),
    date: lambda value, _: value.isoformat(),
    time: lambda value, _: f"{value:%H:%M}",
    Mapping: lambda value, calendar: {key: _data(one, calendar) for key, one in value.items()},
    tuple: lambda value, calendar: [_data(one, calendar) for one in value],
}
for _kind, _write in _WRITERS.items():
    _data.register(_kind, _write)
