"""What each KPI of a campaign came to at its end, as the baseline of the next one; where nobody knows, that is said."""

from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from rencana.catalogue import Metric
from rencana.derive import counting_days
from rencana.measure.judged import Kind, kind_of, most_age
from rencana.measure.progress import Progress, progress
from rencana.measure.quantity import Quantity
from rencana.measure.query import Query, ReadingIndex, query_for
from rencana.measure.ratios import value_of
from rencana.measure.value import Value
from rencana.plan.campaign import Campaign

_DAY = timedelta(days=1)
_DIGITS = 4
"""So many digits of a computed share are kept; more would pretend to an exactness that no reading has."""
_PARTS_OF_TIME = (("h", 3600), ("m", 60), ("s", 1))


class Result(Struct, frozen=True):
    """A value with its days and sources. Without `start` it is as of `end`.

    `comparable` tells whether it covers as many days as the next campaign will, and enough of them was read.
    """

    value: str
    start: date | None
    end: date
    sources: tuple[str, ...]
    n: str = ""
    comparable: bool = True
    read: int = 0
    expected: int = 0

    @property
    def incomplete(self) -> bool:
        """Whether too little was read for a number that another one may be compared with."""
        return self.expected > 0


def result_of(campaign: Campaign, name: str, readings: ReadingIndex, on: date, days: int | None) -> Result | None:
    """Returns the last value of a KPI at the end of its campaign; None where there is none.

    `days` is how long the next campaign will last, where that is known: a sum is taken over as many days.
    """
    kpi = campaign.plan.measurement.kpis[name]
    progress = _at_end(campaign, name, readings, on)
    query = query_for(campaign, kpi, readings, on)
    value, start, end = progress.now, progress.now.start, progress.now.end
    comparable = True
    is_sum = kind_of(query, query.metric) is Kind.SUM and query.metric.additive
    if is_sum and not any(target.aim.anew for target in progress.targets):
        start, end = query.since or value.start, min(query.until, on)
        length = (end - start).days + 1 if start else 0
        same_span = days is None or kpi.phase or counting_days.alike(length, days)
        if not same_span and start and days is not None and days < length:
            end = start + (days - 1) * _DAY
            value = value_of(query.within(start, end))
        elif not same_span:
            comparable = False
    if value.size is None or end is None:
        return None
    little = value.coverage is not None and is_sum and value.coverage.least < campaign.shared.coverage
    return Result(
        _written(value, query.metric),
        start if start != end else None,
        end,
        _sources(query, value),
        f"{value.n:f}" if value.n else "",
        comparable=comparable and not little,
        read=value.coverage.read if little and value.coverage else 0,
        expected=value.coverage.expected if little and value.coverage else 0,
    )


def _at_end(campaign: Campaign, name: str, readings: ReadingIndex, on: date) -> Progress:
    """Returns how a KPI stood on its last day; what was read only later counts where nothing of those days was read."""
    kpi, last = campaign.plan.measurement.kpis[name], campaign.end
    later = progress(campaign, name, readings, on)
    if last is None or last >= on:
        return later
    at_end = progress(campaign, name, readings, last)
    age = most_age(query_for(campaign, kpi, readings, last))
    is_level = kind_of(query_for(campaign, kpi, readings, last), later.metric) is Kind.LEVEL
    fresh = at_end.now.size is not None and at_end.now.end is not None and at_end.now.end >= last - age
    return at_end if is_level and fresh else later


def _sources(query: Query, value: Value) -> tuple[str, ...]:
    """Returns where a value comes from; rows that name no source are of the only one that the KPI has."""
    only = query.kpi.sources[0] if len(query.kpi.sources) == 1 else ""
    names = dict.fromkeys(row.source or only for row in value.readings)
    return tuple(name for name in names if name)


def _written(value: Value, metric: Metric) -> str:
    """Returns a value as plans write it; of a single reading, as it is written there."""
    assert value.size is not None
    readings = value.readings
    if len(readings) == 1 and (amount := readings[0].value) and _is(amount.value, value.size):
        return amount.text
    size = value.size
    computed = bool(value.terms) or metric.unit == "percent"
    low, high = (
        end if end is None else _number(end, metric, value.currency, rounded=computed) for end in (size.low, size.high)
    )
    if low == high:
        return f"~{low}" if size.about else str(low)
    if low and high:
        return f"{low}..{high}"
    return f">{low}" if low else f"<{high}"


def _is(written: Decimal, size: Quantity) -> bool:
    return written in (size.low, size.high)


def _number(size: Decimal, metric: Metric, currency: str, *, rounded: bool) -> str:
    if metric.unit == "duration":
        return _duration(size)
    number = size * 100 if metric.unit == "percent" else size
    if rounded and number != number.to_integral_value():
        number = Decimal(f"{number:.{_DIGITS}g}")
    text = f"{number:,f}".replace(",", "_")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    if metric.unit == "percent":
        return f"{text}%"
    return f"{text} {currency}" if metric.unit == "currency" and currency else text


def _duration(seconds: Decimal) -> str:
    remainder, parts = int(seconds.to_integral_value()), []
    for letter, length in _PARTS_OF_TIME:
        count, remainder = divmod(remainder, length)
        if count:
            parts.append(f"{count}{letter}")
    return " ".join(parts) or "0s"
