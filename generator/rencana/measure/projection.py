"""Where a sum would end if the last weeks went on: a run rate with its interval, and nothing where data is too thin."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from rencana.measure.coverage import Coverage
from rencana.measure.value import Cell

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_MOST_WEEKS = 8
_T80 = (Decimal("1.886"), Decimal("1.638"), Decimal("1.533"), Decimal("1.476"), Decimal("1.440"), Decimal("1.415"))
"""Student's t for 80% between both ends, for 2 to 7 degrees of freedom."""
_LEAST_WEEKS = 3


class Projection(Struct, frozen=True):
    """The sum at the end if the mean of the last `weeks` whole weeks goes on; in 4 of 5 cases from `low` to `high`.

    The interval holds the spread of single weeks and that of their mean, and what days that nobody read may have
    brought: from nothing to as much as the best of these weeks. It does not know of anything to come.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    weeks: int
    method: str = "run-rate"


def project(size: Decimal, cells: Sequence[Cell], end: date | None, coverage: Coverage) -> Projection | None:
    """Returns where a sum leads by its last day; None with fewer than three whole weeks, and at the end."""
    last = max((cell.end for cell in cells), default=None)
    if last is None or end is None or end <= last:
        return None
    weeks = _last_weeks(cells, last)
    if len(weeks) < _LEAST_WEEKS:
        return None
    count, ahead = len(weeks), Decimal((end - last).days) / 7
    mean = sum(weeks, Decimal(0)) / count
    variance = sum(((week - mean) ** 2 for week in weeks), Decimal(0)) / (count - 1)
    # Of the weeks ahead each has its own spread; the mean that they follow is itself known by a few weeks only.
    half = _T80[count - _LEAST_WEEKS] * (variance * (ahead + ahead * ahead / count)).sqrt()
    middle, missed = size + mean * ahead, _weeks_unread(coverage, last)
    # A sum that never fell does not end below what it is already.
    least = size if all(week >= 0 for week in weeks) else middle - half
    low, high = max(middle - half, least), middle + half + missed * max(weeks)
    return Projection(middle + missed * mean, low, high, count)


def _weeks_unread(coverage: Coverage, last: date) -> Decimal:
    """Returns how many weeks up to a day nobody read, as a part of all channels."""
    channels = [channel for channel in coverage.channels if channel.expected]
    days = sum((min(end, last) - start).days + 1 for part in channels for start, end in part.missing if start <= last)
    return Decimal(days) / 7 / len(channels) if channels else Decimal(0)


def _last_weeks(cells: Sequence[Cell], last: date) -> list[Decimal]:
    """Returns the sums of the last whole weeks, the newest first; it stops at the first day that a channel lacks."""
    scopes = {cell.scope for cell in cells if cell.end > last - _WEEK * _LEAST_WEEKS}
    sums: list[Decimal] = []
    while len(sums) < _MOST_WEEKS:
        end = last - _WEEK * len(sums)
        start = end - _WEEK + _DAY
        inside = [cell for cell in cells if start <= cell.start and cell.end <= end]
        sizes = [cell.size.exact for cell in inside]
        exact = [size for size in sizes if size is not None]
        if sum(cell.days for cell in inside) < len(scopes) * 7 or len(exact) < len(sizes):
            break
        sums.append(sum(exact, Decimal(0)))
    return sums
