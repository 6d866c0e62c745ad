"""What the cells that nobody read could make of a value; a verdict that they could turn over is not spoken."""

from datetime import date
from decimal import Decimal

from rencana.measure import spans
from rencana.measure.aims import Aim
from rencana.measure.coverage import ChannelCoverage, Coverage
from rencana.measure.judged import Judging, Kind, most_age
from rencana.measure.quantity import Quantity
from rencana.measure.status import StatusReason
from rencana.measure.value import Cell, How, Value


def outcome(judging: Judging, aim: Aim, value: Value) -> tuple[bool | None, StatusReason]:
    """Returns whether a value meets an aim for good, all days being over; None with the reason where that is open."""
    assert value.size is not None
    coverage = value.coverage
    if aim.until and posts_are_older(judging, value, aim.until):
        size_is_proven = proven(aim, value.size) if judging.only_grows else None
        return size_is_proven, StatusReason.DAY_PASSED if size_is_proven is not None else StatusReason.NOT_READ_THEN
    if coverage is None or value.bounded or coverage.read == coverage.expected:
        met = aim.met_by(value.size)
        return met, StatusReason.ONLY_A_BOUND if met is None else StatusReason.DAY_PASSED
    if judging.only_grows and proven(aim, value.size) is not None:
        return proven(aim, value.size), StatusReason.DAY_PASSED
    if coverage.silent:
        return None, StatusReason.CHANNEL_SILENT
    if coverage.least < judging.coverage:
        return None, StatusReason.PARTLY_READ
    if judging.kind is Kind.RATE and not covers_like_days(judging, coverage):
        return None, StatusReason.UNLIKE_DAYS
    met = aim.met_by(_possible(judging, value))
    return met, StatusReason.COULD_TURN if met is None else StatusReason.DAY_PASSED


def posts_are_older(judging: Judging, value: Value, day: date) -> bool:
    """Tells whether a post was last read so long before a day that nobody knows what it had by then."""
    last_read: dict[tuple[str, str], date] = {}
    for cell in value.cells if judging.kind is Kind.SUM else ():
        if cell.item:
            last_read[cell.channel, cell.item] = max(cell.end, last_read.get((cell.channel, cell.item), date.min))
    return any(end < day - most_age(judging.query) for end in last_read.values())


def proven(aim: Aim, size: Quantity) -> bool | None:
    """Tells what a part of a sum that only grows proves of the whole: a size reached, or a limit broken."""
    if size.low is None:
        return None
    if aim.most is not None and size.low > aim.most:
        return False
    return True if aim.floor and aim.met_by(size) else None


def covers_like_days(judging: Judging, coverage: Coverage) -> bool:
    """Tells whether all channels were read on about the same days, as far as they were open; else a rate is of none."""
    by_days = [channel for channel in coverage.channels if channel.unit == "days" and channel.expected]
    return all(_is_like(judging, part, other) for part in by_days for other in by_days)


def _is_like(judging: Judging, part: ChannelCoverage, other: ChannelCoverage) -> bool:
    """Tells whether a channel was read on most of the days on which another one was read and both are open."""
    days_of_other = spans.common(spans.common(part.open, other.open), other.spans)
    days = spans.count(days_of_other)
    return spans.count(spans.common(days_of_other, part.spans)) >= judging.coverage * days


def _possible(judging: Judging, value: Value) -> Quantity:
    """Returns between which ends a value lies once the unread part is known, at the rates that were read."""
    assert value.size is not None
    assert value.coverage is not None
    size, coverage = value.size, value.coverage
    if judging.kind is Kind.RATE:
        return _possible_rate(size, value.extremes, Decimal(1) - coverage.share)
    most, least = Decimal(0), Decimal(0)
    for channel in coverage.incomplete:
        cells = [cell for cell in value.cells if cell.channel in (channel.channel, "")] or list(value.cells)
        rates = [rate for cell in cells for rate in _rates(channel, cell)]
        unread = channel.expected - channel.read
        most += unread * max(rates, default=Decimal(0))
        least += unread * min([*rates, Decimal(0)])
    if value.how is How.RATIO and value.cells:
        # The cells are those of the first part of a formula; its highest day stands for that of the whole.
        first = sum((cell.size.high or cell.size.low or Decimal(0) for cell in value.cells), Decimal(0))
        result = abs(size.high or size.low or Decimal(0))
        scale = result / first if first and result else Decimal(1)
        most, least = most * scale, least * scale if judging.only_grows else -most * scale
    low = None if size.low is None else size.low + least
    return Quantity(low, None if size.high is None else size.high + most, size.about)


def _rates(channel: ChannelCoverage, cell: Cell) -> list[Decimal]:
    """Returns how much a cell brought for each unit of its coverage."""
    count = cell.days if channel.unit == "days" else 1
    return [end / count for end in (cell.size.low, cell.size.high) if end is not None]


def _possible_rate(size: Quantity, extremes: Quantity | None, unread: Decimal) -> Quantity:
    ends = [size] if extremes is None else [size, extremes]
    lows = [end.low for end in ends if end.low is not None]
    highs = [end.high for end in ends if end.high is not None]
    read = Decimal(1) - unread
    low = None if size.low is None else read * size.low + unread * min(lows)
    high = None if size.high is None else read * size.high + unread * max(highs)
    return Quantity(low, high, size.about)
