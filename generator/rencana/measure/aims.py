"""Targets as numbers: what has to be reached or held, by when, and what it was before it was revised."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from rencana.catalogue import Metric
from rencana.derive import counting_days
from rencana.measure import quantity
from rencana.measure.counting import counts_up
from rencana.measure.quantity import Quantity
from rencana.measure.spans import Span, merged
from rencana.plan.campaign import Campaign
from rencana.plan.language.amount import Amount, Unit, precision
from rencana.plan.measurement import KPI, Comparison, Target

_TOLERANCE = Decimal("0.1")
"""That of a KPI, where the plan does not say."""

_UNITS = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year"}
"""The periods in which a bound is kept, by the cadence in which it is measured."""

_PERIOD_DAYS = {
    "day": Decimal(1),
    "week": Decimal(7),
    "month": Decimal("30.4375"),
    "quarter": Decimal("91.3125"),
    "year": Decimal("365.25"),
}
"""How many days a period has on average."""


class NoSize(StrEnum):
    """Why a target has no size."""

    BASELINE_UNKNOWN = "baseline-unknown"
    NO_PERCENT = "no-percent"
    """A score, or a baseline of 0 or below, has no percentage."""
    CONTRADICTED = "contradicted"
    """The value and the change that it asks for are not the same."""
    ONLY_A_BOUND = "only-a-bound"


class Aim(Struct, frozen=True):
    """A target as numbers: the value has to be at least `least` and at most `most`, by `day`.

    It is judged by what came from `since` to `until` (in `windows` only, where a phase has several). An aim with a
    `unit` has to be kept anew in each whole day, week, month, quarter or year between the two; every other one once.
    `change` is the change of the baseline that the target asks for, where it asks for one.
    """

    target: Target
    least: Decimal | None
    most: Decimal | None
    day: date | None
    since: date | None
    until: date | None
    unit: str = ""
    windows: tuple[tuple[date, date], ...] = ()
    currency: str = ""
    change: Amount | None = None
    no_size: NoSize | None = None
    was: Decimal | None = None
    """The former size, where the target was revised."""

    @property
    def stretch(self) -> bool:
        """Whether it is hoped for but not promised."""
        return self.target.stretch

    @property
    def anew(self) -> bool:
        """Whether the plan asks for it anew in each period, so that nothing leads from one to the next."""
        return self.target.per not in (None, "campaign")

    @property
    def bounds(self) -> bool:
        """Whether it is written as a bound (`min`, `max`) and not as a value."""
        return self.target.value is None and self.target.change is None

    @property
    def ceiling(self) -> bool:
        """Whether it is a limit from above, and nothing else."""
        return self.least is None and self.most is not None

    @property
    def floor(self) -> bool:
        """Whether it is a size that has to be reached, and nothing else."""
        return self.least is not None and self.most is None

    def is_limit(self, *, summed: bool) -> bool:
        """Tells whether there is no way to it of which a part could be done: a bound from above, a band, or a sum's."""
        return not self.floor and (self.bounds or summed or self.least is not None)

    @property
    def sized(self) -> bool:
        """Whether there is a number to compare with."""
        return self.least is not None or self.most is not None

    def goal(self, start: Decimal | None = None) -> Decimal | None:
        """Returns the number that the path leads to: of a band the end that is nearer to the start."""
        if self.least is None or self.most is None:
            return self.most if self.least is None else self.least
        return self.most if start is not None and start > self.most else self.least

    def met_by(self, value: Quantity) -> bool | None:
        """Tells whether a value meets the aim; None where the value is not known well enough."""
        answers = []
        if self.least is not None:
            answers.append(_reaches(value, self.least))
        if self.most is not None:
            answers.append(_reaches(-value, -self.most))
        if False in answers:
            return False
        return None if None in answers or not answers else True


def _reaches(value: Quantity, least: Decimal) -> bool | None:
    """Tells whether a value is at least so large; None where one of its ends is and the other is not."""
    if value.low is not None and value.low >= least:
        return True
    return False if value.high is not None and value.high < least else None


def aims(campaign: Campaign, kpi: KPI, metric: Metric, on: date) -> tuple[Aim, ...]:
    """Returns the targets of a KPI as numbers, in the order of the plan, as they were on a day."""
    return tuple(_aim(campaign, kpi, metric, target, on) for target in counting_days.targets(kpi))


def tolerance(kpi: KPI) -> Decimal:
    """Returns how far behind its path a KPI may be before it is at risk, as a part of the path."""
    return _TOLERANCE if kpi.tolerance is None else kpi.tolerance


def base_size(kpi: KPI) -> Decimal | None:
    """Returns the size of the baseline, where it is one number."""
    value = kpi.baseline.value if isinstance(kpi.baseline, Comparison) else None
    return quantity.of(value).exact if value else None


class _Days(NamedTuple):
    """When a target is judged: see the fields of `Aim`."""

    day: date | None
    since: date | None
    until: date | None
    unit: str
    windows: tuple[Span, ...]


def _aim(campaign: Campaign, kpi: KPI, metric: Metric, target: Target, on: date) -> Aim:
    days = _days(campaign, kpi, metric, target)
    if target.value is None and target.change is None:
        least, most = _end(target.min, high=False), _end(target.max, high=True)
        return Aim(target, least, most, *days, currency=_currency(campaign, metric, target.min or target.max))
    size, no_size = _size(campaign, kpi, metric, target, days)
    was = quantity.of(target.revised.was).exact if target.revised and target.revised.was else None
    if target.revised and target.revised.date and on < target.revised.date and was is not None:
        # A report of an earlier day judges by the target of that day.
        size, was, no_size = was, None, None
    least, most = (None, size) if metric.direction == "down" else (size, None)
    if metric.direction == "band" and size is not None:
        margin = abs(size) * tolerance(kpi)
        least, most = size - margin, size + margin
    currency = _currency(campaign, metric, target.value)
    return Aim(target, least, most, *days, currency=currency, change=target.change, no_size=no_size, was=was)


def _days(campaign: Campaign, kpi: KPI, metric: Metric, target: Target) -> _Days:
    """Returns over which days a target is judged, and whether as a whole or period by period."""
    first, last = counting_days.target_window(campaign, kpi, target)
    day, by = counting_days.due_day(campaign, kpi, target), campaign.calendar.first(target.by)
    windows = tuple(merged(counting_days.phase_spans(campaign, target.phase or kpi.phase)))
    bounds = target.value is None and target.change is None
    summed = counts_up(metric, campaign.metrics)
    anew = target.per not in (None, "campaign")
    from_day = by if by and (last is None or by < last) else None
    if not anew and (summed or not bounds or from_day is None):
        # The limit of a sum holds to the end, whatever its day: the sum does not fall again.
        until = last if bounds and target.max is not None and summed else day
        return _Days(day, first, until, "", windows)
    # What is asked for anew in each period until the last day is asked for from the first day on.
    since = from_day or first
    unit = target.per if anew else _UNITS.get(kpi.cadence or campaign.plan.measurement.cadence or "", "")
    return _Days(day, since, last, unit or "", windows)


def _end(amount: Amount | None, *, high: bool) -> Decimal | None:
    """Returns the number that a written bound means: of a range its upper or lower end, of `>1000` its only end."""
    if amount is None:
        return None
    size = quantity.of(amount)
    ends = (size.high, size.low) if high else (size.low, size.high)
    return next((end for end in ends if end is not None), None)


def _currency(campaign: Campaign, metric: Metric, amount: Amount | None) -> str:
    if metric.unit != "currency":
        return ""
    return amount.currency or campaign.currency if amount else campaign.currency


def _size(
    campaign: Campaign, kpi: KPI, metric: Metric, target: Target, days: _Days
) -> tuple[Decimal | None, NoSize | None]:
    """Returns the size of a target: as it is written, or the baseline changed by what is asked for."""
    stated = _end(target.value, high=metric.direction == "down") if target.value else None
    if target.change is None:
        return stated, NoSize.ONLY_A_BOUND if stated is None else None
    changed, no_size = _changed(campaign, kpi, metric, target.change, days)
    if target.value is None:
        return changed, no_size
    if changed is not None and stated is not None and abs(changed - stated) > precision(target.value) / 2:
        return None, NoSize.CONTRADICTED
    return stated, NoSize.ONLY_A_BOUND if stated is None else None


def _changed(
    campaign: Campaign, kpi: KPI, metric: Metric, change: Amount, days: _Days
) -> tuple[Decimal | None, NoSize | None]:
    """Returns the baseline changed by what is asked for; of a sum the baseline of as many days as the target has."""
    base = base_size(kpi)
    if base is None:
        return None, NoSize.BASELINE_UNKNOWN
    if change.unit is not Unit.PERCENT:
        return base + change.value, None
    if base <= 0 or metric.unit == "score":
        return None, NoSize.NO_PERCENT
    before = counting_days.baseline_days(campaign, kpi) if metric.additive else None
    length = _PERIOD_DAYS.get(days.unit)
    if length is None and days.since and days.until:
        length = Decimal((days.until - days.since).days + 1)
    if before is not None and length is not None:
        base = base * length / before
    return base * (1 + change.value), None
