"""What tests of verdicts share: a KPI of February 2026 with a value that the test writes down, and its targets."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from worked import of_february

from rencana.measure.aims import Aim, NoSize
from rencana.measure.coverage import ChannelCoverage, Coverage
from rencana.measure.judged import Judging, Kind
from rencana.measure.path import Path
from rencana.measure.quantity import Quantity, exactly
from rencana.measure.query import index_of, query_for
from rencana.measure.value import Value
from rencana.plan.measurement import Target

START, MIDDLE, END = date(2026, 2, 1), date(2026, 2, 11), date(2026, 2, 21)
DAY = timedelta(days=1)
RISING = Path(((START, Decimal(0)), (END, Decimal(200))))
"""It asks for 100 in the middle and for 200 at the end."""
FALLING = Path(((START, Decimal(400)), (END, Decimal(200))))
"""It asks for 300 in the middle."""
_FEBRUARY = of_february("metric: views, channels: instagram, targets: none")


def aim(least: Any = 200, most: Any = None, *, day: date | None = END, bounds: bool = False, **options: Any) -> Aim:
    """A target by its numbers, over all days; `stretch` is written as in a plan, the rest is an aim's."""
    target = Target(**{"min" if bounds else "value": "1"}, stretch=options.pop("stretch", "false"))
    ends = [None if end is None else Decimal(str(end)) for end in (least, most)]
    if least is most is None:
        options.setdefault("no_size", NoSize.BASELINE_UNKNOWN)
    return Aim(target, ends[0], ends[1], day, START, day, **options)


def value(size: Any, *, end: date | None = MIDDLE, **facts: Any) -> Value:
    """A value as of a day: a number, two ends of which one may be open, or none."""
    is_quantity = size is None or isinstance(size, Quantity)
    return Value(size=size if is_quantity else exactly(Decimal(str(size))), end=end, **facts)


def judging(size: Any, *, kind: Kind = Kind.SUM, on: date = MIDDLE + DAY, can_fall: bool = False) -> Judging:
    """A KPI on the day after the middle, with a tolerance of a tenth; a sum, if nothing else is said."""
    campaign = _FEBRUARY.campaign
    query = query_for(campaign, campaign.plan.measurement.kpis["it"], index_of(campaign), on)
    now = size if isinstance(size, Value) else value(size)
    return Judging(
        query.within(START, min(on, END), ()), now, kind, kind is Kind.SUM and not can_fall, Decimal("0.1"), END
    )


def coverage(*read: int, of: int = 20) -> Coverage:
    """Channels of which the first so many of 20 days were read."""

    def channel(number: int, days: int) -> ChannelCoverage:
        spans = ((START, START + (days - 1) * DAY),) if days else ()
        return ChannelCoverage(f"c{number}", "days", of, days, spans, ((START, START + (of - 1) * DAY),))

    return Coverage(tuple(channel(number, days) for number, days in enumerate(read)))
