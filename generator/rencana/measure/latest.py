"""The latest value of a KPI: the sum of its readings where they add up, else the last one, else nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from rencana.plan.amount import Amount, Bound
from rencana.plan.campaign import Campaign
from rencana.plan.measurement import KPI
from rencana.plan.rows import Reading


class How(StrEnum):
    """How a latest value came about."""

    SUM = "sum"
    LAST = "last"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest value of a KPI with the readings that it rests on; no value is no reading, never zero."""

    how: How = How.NONE
    value: Amount | None = None
    change: Amount | None = None
    start: date | None = None
    end: date | None = None
    readings: tuple[Reading, ...] = ()


def latest(kpi: KPI, campaign: Campaign, on: date) -> Latest:
    """Returns what is known of a KPI on a day; readings that end later are not yet known."""
    readings = [reading for reading in campaign.readings if reading.end <= on and _covers(kpi, reading)]
    if not readings:
        return Latest()
    metric = campaign.metrics[kpi.metric]
    if metric.over_time == "sum" and not metric.platform_value:
        since = campaign.calendar.first(kpi.counts_from) or campaign.first_counted_day
        counted = [reading for reading in readings if since is None or (reading.start or reading.end) >= since]
        if total := _sum(counted):
            return total
    return _last(readings)


def _covers(kpi: KPI, reading: Reading) -> bool:
    """A blank scope means the whole of what the KPI covers; a named one has to be one that it names."""
    return (
        reading.metric == kpi.metric
        and not reading.item
        and (not reading.channel or not kpi.channels or reading.channel in kpi.channels)
        and (reading.audience in kpi.audiences if kpi.audiences else not reading.audience)
        and (not reading.place or not kpi.places or reading.place in kpi.places)
    )


def _sum(readings: Sequence[Reading]) -> Latest | None:
    """Adds readings up where that is honest: exact values of one unit, stretches that do not overlap, one scope."""
    values = [reading.value for reading in readings]
    exact = [value for value in values if value is not None and value.bound is Bound.EXACT]
    if not exact or len(exact) < len(values) or len({(value.unit, value.currency) for value in exact}) > 1:
        return None
    # A row for the whole and rows for its parts say the same twice.
    scopes = {(bool(reading.channel), bool(reading.place)) for reading in readings}
    if len(scopes) > 1 or _overlap(readings):
        return None
    total = sum((value.value for value in exact), Decimal(0))
    start = min(reading.start or reading.end for reading in readings)
    end = max(reading.end for reading in readings)
    return Latest(How.SUM, Amount(total, exact[0].unit, exact[0].currency), None, start, end, tuple(readings))


def _overlap(readings: Sequence[Reading]) -> bool:
    last: dict[tuple[str, str], date] = {}
    for reading in sorted(readings, key=lambda one: (one.start or one.end, one.end)):
        scope, start = (reading.channel, reading.place), reading.start
        if start is None or start <= last.get(scope, start - timedelta(days=1)):
            return True
        last[scope] = reading.end
    return False


def _last(readings: Sequence[Reading]) -> Latest:
    """Returns the reading that ends last; of several, one that covers the whole, and then the later row."""
    newest = max(readings, key=lambda one: (one.end, not one.channel and not one.place, one.file, one.line))
    return Latest(How.LAST, newest.value, newest.change, newest.start, newest.end, (newest,))
