"""Where a sum would end if the last weeks went on: a run rate with its interval, and nothing where data is too thin."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from rencana.measure.value import Cell

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_MOST_WEEKS = 8
_T80 = (Decimal("1.886"), Decimal("1.638"), Decimal("1.533"), Decimal("1.476"), Decimal("1.440"), Decimal("1.415"))
"""Student's t for 80% between both ends, for 2 to 7 degrees of freedom."""
_LEAST_WEEKS = 3


class Projection(Struct, frozen=True):
    """The sum at the end if the mean of the last `weeks` whole weeks goes on; in 4 of 5 cases from `low` to `high`.

    The interval holds the spread of single weeks and that of their mean; it does not know of anything to come.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    weeks: int
    method: str = "run-rate"


def project(size: Decimal, cells: Sequence[Cell], end: date | None) -> Projection | None:
    """Returns where a sum leads by its last day; None with fewer than three whole weeks, and at the end."""
    last = max((one.end for one in cells), default=None)
    if last is None or end is None or end <= last:
        return None
    weeks = _weeks(cells, last)
    if len(weeks) < _LEAST_WEEKS:
        return None
    count, rest = len(weeks), Decimal((end - last).days) / 7
    mean = sum(weeks, Decimal(0)) / count
    spread = sum(((one - mean) ** 2 for one in weeks), Decimal(0)) / (count - 1)
    half = _T80[count - _LEAST_WEEKS] * (spread * (rest + rest * rest / count)).sqrt()
    middle = size + mean * rest
    least = size if all(one >= 0 for one in weeks) else middle - half
    return Projection(middle, max(middle - half, least), middle + half, count)


def _weeks(cells: Sequence[Cell], last: date) -> list[Decimal]:
    """Returns the sums of the last whole weeks, the newest first; it stops at the first day that a channel lacks."""
    scopes = {one.scope for one in cells}
    found: list[Decimal] = []
    while len(found) < _MOST_WEEKS:
        end = last - _WEEK * len(found)
        start = end - _WEEK + _DAY
        inside = [one for one in cells if start <= one.start and one.end <= end]
        sizes = [one.size.exact for one in inside]
        exact = [one for one in sizes if one is not None]
        if sum(one.days for one in inside) < len(scopes) * 7 or len(exact) < len(sizes):
            break
        found.append(sum(exact, Decimal(0)))
    return found
