"""Says a value of a plan in one line: as people write it, in their language, short enough for a sentence."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from rencana.finding import short
from rencana.plan.header import Period, Stop
from rencana.plan.language.amount import Amount, Bound, Unit
from rencana.plan.language.part import PlanPart
from rencana.plan.language.when import Calendar, DatePrecision, Moment, When
from rencana.plan.measurement import BudgetLine, Comparison, Target
from rencana.plan.strategy import Evidence, Rhythm
from rencana.words import dates, numbers
from rencana.words.languages import marked, texts

_LONGEST = 80
_DAYS = (DatePrecision.DAY, DatePrecision.NAMED)
_LABELS = ("title", "text", "statement", "summary", "because", "source", "link")
"""What a part is known by, the best first."""


STATES: Mapping[str, str] = MappingProxyType(
    {
        "draft": marked("draft"),
        "review": marked("review"),
        "approved": marked("approved"),
        "running": marked("running"),
        "paused": marked("paused"),
        "stopped": marked("stopped"),
        "closed": marked("closed"),
        "idea": marked("idea"),
        "scheduled": marked("scheduled"),
        "published": marked("published"),
        "cancelled": marked("cancelled"),
    }
)
"""Each state of a plan or of a post, inside a sentence."""


class Wording(Struct, frozen=True):
    """The language of the reader, and what named days mean in the plan that a value comes from."""

    language: str
    calendar: Calendar

    def say(self, message: str, **values: object) -> str:
        """Returns the text of a message with values put in."""
        return texts(self.language).say(message, **values)


def told(value: object, wording: Wording) -> str:
    """Returns a value in one line; a long text is cut."""
    if value is None or value in ("", ()):
        return wording.say("nothing")
    return next((tell(value, wording) for kind, tell in _TELLERS if isinstance(value, kind)), str(value))


def tell_apart(before: object, after: object, wording: Wording, wording_after: Wording) -> tuple[str, str]:
    """Returns two values in one line each, so that what is not the same in them is seen."""
    if isinstance(before, str) and isinstance(after, str):
        start = _start_of_difference(before, after)
        return _excerpt(before, start), _excerpt(after, start)
    words = told(before, wording), told(after, wording_after)
    if words[0] == words[1] and isinstance(before, PlanPart) and isinstance(after, PlanPart):
        names = [name for name in type(before).model_fields if getattr(before, name) != getattr(after, name, None)]
        return _fields(before, names, wording), _fields(after, names, wording_after)
    return words


def _start_of_difference(before: str, after: str) -> int:
    """Returns where to cut the beginning of two texts away: a few words before they differ, if they are long."""
    if max(len(before), len(after)) <= _LONGEST:
        return 0
    same = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
    return before.rfind(" ", 0, max(same - _LONGEST // 3, 0)) + 1


def _fields(part: PlanPart, names: list[str], wording: Wording) -> str:
    return ", ".join(f"{name}: {told(getattr(part, name, None), wording)}" for name in names)


def _excerpt(text: str, start: int) -> str:
    words = f"…{text[start:]}" if start else text
    return short(words, _LONGEST) if " " in words or len(words) > _LONGEST else words


def _flag(value: bool, wording: Wording) -> str:
    return wording.say("yes") if value else wording.say("no")


def _text(value: str, wording: Wording) -> str:  # noqa: ARG001  as its neighbours; the author chose its language
    return _excerpt(value, 0)


def _when(value: When, wording: Wording) -> str:
    day = wording.calendar.first(value) if value.grain in _DAYS else None
    return dates.day(day, wording.language) if day else value.text


def _moment(value: Moment, wording: Wording) -> str:
    clock = f" {dates.clock(value.clock, wording.language)}" if value.clock else ""
    return f"{_when(value.when, wording)}{clock}"


def _list(value: tuple[object, ...], wording: Wording) -> str:
    return numbers.listed([told(inner, wording) for inner in value], wording.language)


def _map(value: Mapping[str, object], wording: Wording) -> str:
    entries = (f"{name}: {told(inner, wording)}" if _says(inner) else name for name, inner in value.items())
    return numbers.listed(list(entries), wording.language)


def _says(value: object) -> bool:
    """Tells whether a value says more than that it is there."""
    return not isinstance(value, PlanPart) or bool(value.model_fields_set)


def _part(part: PlanPart, wording: Wording) -> str:
    label = next((getattr(part, name) for name in _LABELS if getattr(part, name, None)), None)
    return short(label, _LONGEST) if label else numbers.listed(sorted(part.model_fields_set), wording.language)


def _period(period: Period, wording: Wording) -> str:
    if period.start and period.start == period.end:
        return told(period.start, wording)
    if period.start and period.end:
        ends = {"start": told(period.start, wording), "end": told(period.end, wording)}
        return wording.say("{start} to {end}", **ends)
    return " ".join(told(end, wording) for end in (period.start, period.length, period.end) if end)


def _rhythm(rhythm: Rhythm, wording: Wording) -> str:
    ends = dict.fromkeys(str(end) for end in (rhythm.min, rhythm.max) if end)
    return " – ".join(ends) or _part(rhythm, wording)


def _evidence(evidence: Evidence, wording: Wording) -> str:
    return f"{evidence.source} ({told(evidence.date, wording)})" if evidence.date else evidence.source


def _size(part: Target | Comparison, wording: Wording) -> str:
    say = wording.say
    words = []
    if part.value:
        words.append(told(part.value, wording))
    if part.min:
        words.append(say("at least {size}", size=told(part.min, wording)))
    if part.max:
        words.append(say("at most {size}", size=told(part.max, wording)))
    if isinstance(part, Target) and part.change:
        words.append(told(part.change, wording))
    return ", ".join(words)


def amount(size: Amount, wording: Wording) -> str:
    """Writes an amount with all of its digits, and with what it says of itself: at least, about, a range."""
    low = _number(size.value, size, wording)
    match size.bound:
        case Bound.OVER:
            return f">{low}"
        case Bound.UNDER:
            return f"<{low}"
        case Bound.ABOUT:
            return f"~{low}"
        case Bound.RANGE if size.high is not None:
            return f"{low} – {_number(size.high, size, wording)}"
    return low


def _number(value: Decimal, size: Amount, wording: Wording) -> str:
    match size.unit:
        case Unit.PERCENT:
            written = numbers.percent(value, wording.language)
        case Unit.POINTS:
            return numbers.points(value, wording.language)
        case Unit.DURATION:
            written = numbers.duration(value, wording.language)
        case Unit.MONEY if size.currency:
            written = numbers.money(value, size.currency, wording.language)
        case _:
            return numbers.signed(value, wording.language) if size.signed else numbers.number(value, wording.language)
    return f"+{written}" if size.signed and value > 0 else written


_TELLERS: tuple[tuple[type, Callable[[Any, Wording], str]], ...] = (
    (bool, _flag),
    (str, _text),
    (Amount, amount),
    (Decimal, lambda share, wording: numbers.percent(share, wording.language)),
    (timedelta, lambda value, wording: numbers.duration(Decimal(value.total_seconds()), wording.language)),
    (date, lambda day, wording: dates.day(day, wording.language)),
    (When, _when),
    (Moment, _moment),
    (tuple, _list),
    (Target, _size),
    (Comparison, _size),
    (BudgetLine, lambda line, wording: told(line.amount, wording)),
    (Period, _period),
    (Rhythm, _rhythm),
    (Evidence, _evidence),
    (Stop, lambda stop, wording: told(stop.date, wording)),
    (PlanPart, _part),
    (Mapping, _map),
)
"""How a value of each type is told; the first that fits is taken."""
