"""Targets as numbers: what has to be reached or held, by when, and what it was before it was revised."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from rencana.catalogue import Metric
from rencana.derive import counting_days
from rencana.measure import quantity
from rencana.measure.quantity import Quantity
from rencana.plan.campaign import Campaign
from rencana.plan.language.amount import Amount, Unit
from rencana.plan.measurement import KPI, Comparison, Target

_TOLERANCE = Decimal("0.1")
"""That of a KPI, where the plan does not say."""


class NoSize(StrEnum):
    """Why a target has no size."""

    BASELINE_UNKNOWN = "baseline-unknown"
    BASELINE_OF_OTHER_LENGTH = "baseline-of-other-length"
    ONLY_A_BOUND = "only-a-bound"


class Aim(Struct, frozen=True):
    """A target as numbers: the value has to be at least `least` and at most `most`, by `day`.

    An aim that `holds` has to be kept from its day to the end; others are judged by what was measured by their day.
    `change` is the change of the baseline that the target asks for, where it asks for one.
    """

    target: Target
    least: Decimal | None
    most: Decimal | None
    day: date | None
    holds: bool
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
    def steady(self) -> bool:
        """Whether it is asked for anew each day, week or month, rather than once."""
        return self.target.per not in (None, "campaign")

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


def _aim(campaign: Campaign, kpi: KPI, metric: Metric, target: Target, on: date) -> Aim:
    day = counting_days.due_day(campaign, kpi, target)
    if target.value is None and target.change is None:
        least, most = _end(target.min, high=False), _end(target.max, high=True)
        currency = _currency(campaign, metric, target.min or target.max)
        return Aim(target, least, most, day, holds=True, currency=currency)
    size, no_size = _size(campaign, kpi, metric, target)
    was = quantity.of(target.revised.was).exact if target.revised and target.revised.was else None
    if target.revised and target.revised.date and on < target.revised.date and was is not None:
        # A report of an earlier day judges by the target of that day.
        size, was, no_size = was, None, None
    least, most = (None, size) if metric.direction == "down" else (size, None)
    if metric.direction == "band" and size is not None:
        margin = abs(size) * tolerance(kpi)
        least, most = size - margin, size + margin
    currency = _currency(campaign, metric, target.value)
    return Aim(
        target,
        least,
        most,
        day,
        holds=False,
        currency=currency,
        change=target.change,
        no_size=no_size,
        was=was,
    )


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


def _size(campaign: Campaign, kpi: KPI, metric: Metric, target: Target) -> tuple[Decimal | None, NoSize | None]:
    """Returns the size of a target: as it is written, or the baseline changed by what is asked for."""
    if target.value is not None:
        size = _end(target.value, high=metric.direction == "down")
        return size, NoSize.ONLY_A_BOUND if size is None else None
    change, base = target.change, base_size(kpi)
    if base is None or change is None:
        return None, NoSize.BASELINE_UNKNOWN
    before, since = counting_days.baseline_days(campaign, kpi), counting_days.first_day(campaign, kpi)
    if metric.additive and before is not None:
        # A sum is compared only with one over about as many days; a baseline without a window is taken as alike.
        day = counting_days.due_day(campaign, kpi, target)
        if since is None or day is None or not counting_days.alike(before, (day - since).days + 1):
            return None, NoSize.BASELINE_OF_OTHER_LENGTH
    return (base * (1 + change.value) if change.unit is Unit.PERCENT else base + change.value), None
