"""The machine's view of a plan: every typed field as JSON, every reading as CSV."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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

VERSION = 1
_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_COLUMNS = attrgetter(*READING_COLUMNS)


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


def campaign_row(campaign: Campaign) -> dict[str, str | None]:
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
    writer.writerows(
        [*[_cell(value) if value else "" for value in _COLUMNS(one)], one.file, one.line] for one in campaign.readings
    )
    return out.getvalue().encode()


def _cell(value: object) -> str:
    text = str(value)
    # A spreadsheet runs a cell that begins so as a formula; a quote in front keeps it text, as spreadsheets write it.
    return f"'{text}" if text[:1] in "=@\t\r" else text


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
        name = f" {_JSON.encode(key)}: "
        if isinstance(value, Mapping) and value:
            inside, brackets = [f"  {_JSON.encode(one)}: {_JSON.encode(value[one])}" for one in value], "{}"
        elif isinstance(value, list) and value:
            inside, brackets = [f"  {_JSON.encode(one)}" for one in value], "[]"
        else:
            yield f"{name}{_JSON.encode(value)}{end}"
            continue
        yield f"{name}{brackets[0]}"
        yield ",\n".join(inside)
        yield f" {brackets[1]}{end}"
    yield "}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _reading(one: Reading, calendar: Calendar) -> dict[str, Any]:
    cells = zip(READING_COLUMNS, _COLUMNS(one), strict=True)
    known = {column: value if type(value) is str else _data(value, calendar) for column, value in cells if value}
    known["file"], known["line"] = one.file, one.line
    return known


def _data(value: Any, calendar: Calendar) -> Any:  # noqa: ANN401  JSON has no type of its own
    """Returns a value as JSON has it; most are words."""
    if isinstance(value, str):
        return value
    return _writer(type(value))(value, calendar)  # type: ignore[arg-type]  # mypy thinks that types have no hash


@cache
def _writer(kind: type) -> Callable[[Any, Calendar], Any]:
    """Returns what writes the values of a type; what JSON has itself stays as it is."""
    return next((write for known, write in _WRITERS.items() if issubclass(kind, known)), lambda value, _: value)


@cache
def _fields(kind: type) -> tuple[tuple[str, str, object], ...]:
    """Returns the fields of a part: name, key in a plan, and what they are where nothing is said."""
    assert issubclass(kind, PlanPart)
    fields = kind.model_fields.items()
    return tuple((name, "extra" if name == "extra" else one.alias or name, one.default) for name, one in fields)


def _part(part: PlanPart, calendar: Calendar) -> dict[str, Any]:
    """Returns the fields of a part that are said, by the keys that a plan has for them."""
    written = {}
    for name, key, default in _fields(type(part)):
        value = getattr(part, name)
        if value is not None and value != default:
            written[key] = _data(value, calendar)
    return written


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _amount(amount: Amount, _calendar: Calendar) -> dict[str, Any]:
    said: dict[str, Any] = {"value": _number(amount.value), "unit": amount.unit.value, "text": amount.text}
    if amount.unit is Unit.MONEY:
        said["currency"] = amount.currency
    if amount.bound is not Bound.EXACT:
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
    PlanPart: _part,
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
