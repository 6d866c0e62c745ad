"""The change of a KPI from its baseline, and whether it is more than chance."""

from decimal import Decimal

from msgspec import Struct

from rencana.catalogue import Metric
from rencana.derive import counting_days
from rencana.measure.aims import base_size
from rencana.measure.chance import Interval, difference
from rencana.measure.query import sample_size
from rencana.measure.value import Value
from rencana.plan.campaign import Campaign
from rencana.plan.measurement import KPI, Comparison


class Change(Struct, frozen=True):
    """The change from the baseline: in points for shares, else as a part of it. An `interval` needs sample sizes."""

    value: Decimal
    points: bool
    interval: Interval | None = None

    @property
    def beyond_chance(self) -> bool | None:
        """Whether the change is larger than chance would make it; None where sample sizes are not known."""
        return None if self.interval is None else not self.interval.low <= 0 <= self.interval.high


def change(campaign: Campaign, kpi: KPI, metric: Metric, now: Value, *, summed: bool) -> Change | None:
    """Returns the change from the baseline; of sums only over windows of equal length, across no break."""
    base, size = base_size(kpi), now.exact
    if base is None or size is None or not isinstance(kpi.baseline, Comparison):
        return None
    day = counting_days.baseline_day(campaign, kpi)
    if any(day and now.end and day < definition.date <= now.end for definition in now.breaks):
        return None
    if summed:
        before = counting_days.baseline_days(campaign, kpi)
        length = (now.end - now.start).days + 1 if now.start and now.end else None
        # Twice as many days bring about twice as much: that would be no change of anything.
        if before is None or length is None or not counting_days.alike(before, length):
            return None
    if metric.unit != "percent":
        return Change((size - base) / base, points=False) if base else None
    asked_before = sample_size(campaign, kpi.baseline.n, kpi.baseline.source or "")
    interval = difference((base, asked_before), (size, now.n)) if asked_before and now.n else None
    return Change(size - base, points=True, interval=interval)
