"""The value that a target is judged by: of its own days, and up to its own day."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from rencana.catalogue import Metric
from rencana.measure.aims import Aim
from rencana.measure.counting import counts_up, subtracts
from rencana.measure.levels import level_rows
from rencana.measure.periods import period_start
from rencana.measure.query import Query
from rencana.measure.ratios import value_of
from rencana.measure.read_rates import is_survey, pooled_rate
from rencana.measure.value import LeftOutList, Value, WhyNot, nothing

_DAY = timedelta(days=1)
_AGE = {"daily": 1, "weekly": 7, "monthly": 31, "quarterly": 92, "yearly": 366}
"""How many days old a level may be that answers for a day: one cadence."""
_AGE_ELSE = 14
_MOST_PERIODS = 14
"""A value is looked for in so many of the last periods at most."""


class Kind(StrEnum):
    """How values of a metric come about, which decides when a verdict on them may be spoken."""

    SUM = "sum"
    RATE = "rate"
    LEVEL = "level"


class Judging(Struct, frozen=True, eq=False):
    """What all targets of a KPI are judged with."""

    query: Query
    now: Value
    kind: Kind
    only_grows: bool
    """Whether the sum cannot fall, so that what was reached or broken stays so."""
    tolerance: Decimal
    last: date | None
    """The last day that counts."""
    now_is_all: bool = True
    """Whether the newest value is of all days so far, and not of the last week or month alone."""

    @property
    def on(self) -> date:
        """The day on which it is judged."""
        return self.query.on

    @property
    def asked(self) -> date:
        """The last whole day before it; of a stopped campaign the day of the stop."""
        return self.query.on if self.stopped else self.query.on - _DAY

    @property
    def stopped(self) -> bool:
        """Whether the campaign was stopped on that day."""
        stop = self.query.campaign.plan.campaign.stopped
        return stop is not None and stop.date <= self.query.on

    @property
    def coverage(self) -> Decimal:
        """The part of each channel that has to be read before missed or kept is said."""
        return self.query.campaign.shared.coverage

    @property
    def first_month(self) -> int:
        """The month in which a fiscal year begins."""
        return self.query.campaign.calendar.fiscal_start

    def is_over(self, day: date | None) -> bool:
        """Tells whether a day is over."""
        return day is not None and day < self.on

    def of_days(self, since: date | None, until: date, aim: Aim) -> Value:
        """Returns the value over some days, of a rate as a whole though it was read in pieces."""
        query = self.query.within(since, until, aim.windows)
        days = query.since, query.until, query.windows
        same = self.now_is_all and days == (self.query.since, self.query.until, self.query.windows)
        value = self.now if same else value_of(query)
        return pooled_rate(query, value) if self.kind is Kind.RATE else value


def kind_of(query: Query, metric: Metric) -> Kind:
    """Returns how the values of a metric come about for a KPI."""
    if counts_up(metric, query.campaign.metrics):
        return Kind.SUM
    return Kind.RATE if metric.formula and not is_survey(query) else Kind.LEVEL


def only_grows(query: Query, metric: Metric, value: Value) -> bool:
    """Tells whether a sum cannot fall: nothing is subtracted in its formula, and no reading is below 0."""
    if subtracts(metric, query.campaign.metrics):
        return False
    return all(cell.size.low is None or cell.size.low >= 0 for cell in value.cells)


def value_now(query: Query, targets: Iterable[Aim], first_month: int) -> Value:
    """Returns the newest value: over all days so far; of a target asked for anew in each period, of its last period."""
    periodic = next((aim for aim in targets if aim.anew), None)
    if periodic is None:
        return value_of(query)
    value = nothing(WhyNot.NO_READING)
    # From the first day of the period that holds tomorrow: on the last day of a period it is whole.
    start = period_start(periodic.unit, query.until + _DAY, first_month)
    for _ in range(_MOST_PERIODS):
        end = start - _DAY
        start = period_start(periodic.unit, end, first_month)
        if query.since and end < query.since:
            break
        value = value_of(query.within(max(start, query.since) if query.since else start, end))
        if value.size is not None and (value.end is None or value.end >= start):
            break
    return value


def level_on(judging: Judging, aim: Aim, day: date) -> Value | None:
    """Returns the level that answers for a day that is over; None where nobody read it then.

    It is the nearest reading on or before the day, not older than one cadence and not from before the first day. For a
    target on the campaign's end it may be the first one after it.
    """
    query = judging.query.within(aim.since, day, aim.windows)
    value = value_of(query)
    oldest = day - most_age(query)
    first = aim.since if aim.target.within or aim.target.phase else query.campaign.first_counted_day
    if value.size is not None and value.end and value.end >= oldest and (first is None or value.end >= first):
        return value
    if aim.day is None or not _is_end(query, aim.day):
        return None
    later = query.within(aim.since, judging.on, aim.windows)
    rows = [row for row in level_rows(later, LeftOutList()) if day < row.end <= day + query.campaign.shared.late]
    for end in sorted({row.end for row in rows}):
        value = value_of(later.within(aim.since, end, aim.windows))
        # Followers of two channels are as of the day that both have reached.
        if value.size is not None and value.end is not None and value.end >= oldest:
            return value
    return None


def _is_end(query: Query, day: date) -> bool:
    """Tells whether a day is the end of the campaign, or after it."""
    end = query.campaign.end
    return end is not None and day >= end


def most_age(query: Query) -> timedelta:
    """Returns how old a reading may be that answers for a day: one cadence."""
    cadence = query.kpi.cadence or query.campaign.plan.measurement.cadence or ""
    return timedelta(days=_AGE.get(cadence, _AGE_ELSE))
