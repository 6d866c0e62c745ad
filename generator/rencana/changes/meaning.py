"""What a value of a plan means, apart from how it is written: `900K` is `900_000`, and the order of a list is none."""

from collections.abc import Hashable, Mapping
from datetime import date

from msgspec import Struct

from rencana.changes.context import Side
from rencana.plan.header import Period
from rencana.plan.language.amount import Amount, amount_meaning
from rencana.plan.language.part import PlanPart
from rencana.plan.language.when import Calendar, DatePrecision, Moment, When

_OPEN = (DatePrecision.OPEN, DatePrecision.GOAL)


class Reader(Struct, frozen=True):
    """Reads the meaning of one side's values.

    `names` are ids that the other side has given new names: a reference to an old name means the new one.
    """

    calendar: Calendar
    currency: str = ""
    names: Mapping[str, str] = {}

    @classmethod
    def of(cls, side: Side, names: Mapping[str, str]) -> "Reader":
        """Returns the reader of the values of a side."""
        return cls(side.calendar, side.currency, names)

    def meaning(self, value: object) -> Hashable:
        """Returns what a value means; the same for two values that no reader of the plan would tell apart."""
        match value:
            case None | "" | ():
                return None
            case str():
                return self.names.get(value, value)
            case Amount():
                return amount_meaning(value, self.currency)
            case When():
                return self._when(value)
            case Moment():
                return (self._when(value.when), value.clock)
            case Period():
                return (self._period(value), self._fields(value, without=("start", "end", "length")))
            case PlanPart():
                return self._fields(value)
            case Mapping():
                entries = {self.names.get(key, key): self.meaning(inner) for key, inner in value.items()}
                return frozenset(entries.items()) or None
            case tuple():
                return tuple(sorted(map(self.meaning, value), key=repr))
        assert isinstance(value, Hashable), value
        return value

    def _fields(self, part: PlanPart, without: tuple[str, ...] = ()) -> Hashable:
        names = (name for name in type(part).model_fields if name not in without)
        meanings = ((name, self.meaning(getattr(part, name))) for name in names)
        # A part without a word is there in every plan, and says nothing that two plans could have in common.
        return tuple(pair for pair in meanings if pair[1] not in (None, ()))

    def _when(self, when: When) -> Hashable:
        days = self.calendar.first(when), self.calendar.last(when)
        return days if any(days) else when.text

    def _period(self, period: Period) -> tuple[date | None, date | None, DatePrecision | None]:
        first, last = period.first_day(self.calendar), period.last_day(self.calendar)
        return first, last, period.end.grain if period.end and period.end.grain in _OPEN else None
