"""The change of a KPI from its baseline, and whether it is more than chance."""

from decimal import Decimal

from msgspec import Struct

from rencana.catalogue import Metric
from rencana.derive import counting_days
from rencana.measure import spans
from rencana.measure.aims import base_size
from rencana.measure.chance import Interval, difference
from rencana.measure.query import sample_size
from rencana.measure.value import Value
from rencana.plan.campaign import Campaign
from rencana.plan.measurement import KPI, Comparison


class Change(Struct, frozen=True):
    """The change from the baseline: in points for shares and scores, else as a part of it.

    A change `per_day` compares what came on one day then and now, because the two windows are not of equal length.
    An `interval` needs sample sizes.
    """

    value: Decimal
    points: bool
    interval: Interval | None = None
    per_day: bool = False

    @property
    def beyond_chance(self) -> bool | None:
        """Whether the change is larger than chance would make it; None where sample sizes are not known."""
        return None if self.interval is None else not self.interval.low <= 0 <= self.interval.high


def change(campaign: Campaign, kpi: KPI, metric: Metric, now: Value, *, summed: bool) -> Change | None:
    """Returns the change from the baseline; of a sum that of a day, of the days that were read; across no break."""
    base, size = base_size(kpi), now.exact
    if base is None or size is None or not isinstance(kpi.baseline, Comparison):
        return None
    day = counting_days.baseline_day(campaign, kpi)
    if any(day and now.end and day < definition.date <= now.end for definition in now.breaks):
        return None
    if metric.unit in ("percent", "score"):
        asked_before = sample_size(campaign, kpi.baseline.n, kpi.baseline.source or "")
        is_share = metric.unit == "percent"
        interval = difference((base, asked_before), (size, now.n)) if is_share and asked_before and now.n else None
        return Change(size - base, points=True, interval=interval)
    if base <= 0:
        # There is no part of nothing, and a part of a loss points the wrong way.
        return None
    if not summed:
        return Change((size - base) / base, points=False)
    before, length = counting_days.baseline_days(campaign, kpi), _days_read(now)
    if before is None or not length:
        return None
    return Change(size / length * before / base - 1, points=False, per_day=length != before)


def _days_read(now: Value) -> Decimal | None:
    """Returns how many days of all channels were read, as far as a sum of several channels has such a number."""
    if now.start is None or now.end is None:
        return None
    length = Decimal((now.end - now.start).days + 1)
    by_days = [part for part in now.coverage.channels if part.unit == "days"] if now.coverage else []
    open_days = sum(spans.count(spans.clipped(part.open, None, now.end)) for part in by_days)
    read_days = sum(map(spans.count, (part.spans for part in by_days)))
    return length * read_days / open_days if open_days else length
