"""What has to be kept in each whole day, week, month, quarter or year: in how many of them it was."""

from datetime import date
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from rencana.measure import quantity
from rencana.measure.aims import Aim
from rencana.measure.judged import Judging, Kind
from rencana.measure.levels import is_whole, level_rows, value_of_row
from rencana.measure.periods import periods, whole_periods
from rencana.measure.quantity import Quantity
from rencana.measure.query import sample_size
from rencana.measure.ratios import value_of
from rencana.measure.unread import outcome, proven
from rencana.measure.value import LeftOutList, Value, WhyNot, nothing
from rencana.plan.readings import Reading

_Answer: TypeAlias = tuple[bool | None, Value]


class Held(Struct, frozen=True):
    """In how many of the whole periods that are over an aim was kept, and how many of them nobody can judge.

    `value` is that of the newest of them that was read. A period that is not whole counts where it is over a limit.
    """

    met: int
    of: int
    open: int
    value: Value

    @property
    def broken(self) -> bool:
        """Whether it is known that the aim was not kept."""
        return self.met + self.open < self.of


def held(judging: Judging, aim: Aim) -> Held:
    """Returns in how many periods an aim was kept, up to the last whole day."""
    first, until = aim.since, judging.asked if aim.until is None else min(judging.asked, aim.until)
    if first is None:
        return Held(0, 0, 0, nothing(WhyNot.NO_READING))
    whole_spans = whole_periods(aim.unit, first, until, judging.first_month)
    answers = [_answer(judging, aim, start, end) for start, end in whole_spans]
    read = [value for _, value in answers if value.size is not None]
    cut = [_value(judging, aim, start, end) for start, end in _cut_periods(judging, aim, first)]
    broken = [value for value in cut if _is_over_limit(judging, aim, value)]
    newest = read or [value for value in cut if value.size is not None]
    return Held(
        met=sum(met is True for met, _ in answers),
        of=len(answers) + len(broken),
        open=sum(met is None for met, _ in answers),
        value=(broken or newest or [nothing(WhyNot.NO_READING)])[-1],
    )


def _cut_periods(judging: Judging, aim: Aim, first: date) -> list[tuple[date, date]]:
    """Returns the periods that are not whole: the first and the last one where days cut them, and the running one.

    They are not judged, but a limit that a part of a week is over is broken in the week.
    """
    until = judging.on if aim.until is None else min(judging.on, aim.until)
    whole_spans = set(whole_periods(aim.unit, first, min(until, judging.asked), judging.first_month))
    spans = ((start, min(end, until)) for start, end in periods(aim.unit, first, until, judging.first_month))
    return [span for span in spans if span not in whole_spans]


def _is_over_limit(judging: Judging, aim: Aim, value: Value) -> bool:
    return judging.only_grows and value.size is not None and proven(aim, value.size) is False


def _answer(judging: Judging, aim: Aim, start: date, end: date) -> _Answer:
    """Returns whether an aim was kept in one period; None where that is open."""
    value = _value(judging, aim, start, end)
    if value.size is None:
        return None, value
    met, _ = outcome(judging, aim, value)
    return met, value


def _value(judging: Judging, aim: Aim, start: date, end: date) -> Value:
    if judging.kind is Kind.LEVEL:
        return _level(judging, aim, start, end)
    return judging.of_days(start, end, aim)


def _level(judging: Judging, aim: Aim, start: date, end: date) -> Value:
    """Returns the level of a period: that of a stock at its end; of waves the one over it, or all of them pooled."""
    query = judging.query.within(start, end, aim.windows)
    if query.metric.over_time == "last" or query.metric.channels_add:
        value = value_of(query)
        # What is counted for exact days has to be of all days of the period; a stock was read in it.
        first = end if query.metric.platform_value and end < judging.on else start
        return value if value.end and value.end >= first else nothing(WhyNot.NO_READING)
    rows = [row for row in level_rows(query, LeftOutList()) if is_whole(query, row) and (row.start or row.end) >= start]
    if not rows:
        return nothing(WhyNot.NO_READING)
    over_all = [row for row in rows if (row.start or row.end) == start and row.end == end]
    newest = over_all[-1] if over_all else max(rows, key=lambda row: (row.end, query.readings.newness(row)))
    value = value_of_row(query, newest, LeftOutList())
    return value if over_all else replace(value, size=_pooled(judging, rows))


def _pooled(judging: Judging, rows: list[Reading]) -> Quantity:
    """Returns what several waves say together: weighted by how many were asked, else between lowest and highest."""
    campaign = judging.query.campaign
    sizes = [quantity.of(row.value) for row in rows if row.value]
    counts = [sample_size(campaign, row.n, row.source) for row in rows if row.value]
    people = [count for count in counts if count]
    if len(people) == len(sizes) > 1:
        weighted = quantity.total(size * quantity.exactly(count) for size, count in zip(sizes, people, strict=True))
        return weighted.over(quantity.exactly(sum(people))) or sizes[-1]
    return quantity.hull(sizes)
