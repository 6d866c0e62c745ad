"""The axes of a chart: a scale with round sizes, and the days that are labelled."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from math import ceil, floor, log10

from msgspec import Struct

from rencana.catalogue import Metric
from rencana.words import dates

_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
_HALF = 2.5
"""Not a round number of days."""
_LENGTHS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400)
"""Round lengths of time in seconds, up to a day."""
_DAY = 86400
_MOST = 5
_LEAST = 3
_DUST = 1e-9
"""More than the rounding error of binary fractions, and less than any real difference."""
_FAR = 0.75
"""The axis may begin above 0 where all sizes are above this part of the largest; the chart then says so."""
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 600)
_YEAR = 12


class Heights(Struct, frozen=True):
    """The scale of sizes: its two ends, and the round sizes between them."""

    low: float
    high: float
    ticks: tuple[Decimal, ...]

    @property
    def cut(self) -> bool:
        """Whether the axis begins above 0."""
        return self.low > 0


def heights(least: float, most: float, metric: Metric, *, summed: bool) -> Heights:
    """Returns a scale from the least to the most.

    The scale of a sum begins at 0. Other scales do so too, unless all sizes are far from 0.
    """
    if least > 0 and (summed or least < _FAR * most or least == most):
        least = 0.0
    if most < 0 and (summed or most > _FAR * least or least == most):
        most = 0.0
    if least == most:
        most = least + 1.0
    step = _step(most - least, metric)
    while _up(most / step) - _down(least / step) >= _MOST:
        step = _step(step * (_MOST - 1) * 1.01, metric)
    first, last = _down(least / step), _up(most / step)
    # A small count has no round sizes between its whole numbers, so the axis goes further up to have enough ticks.
    last = max(last, first + _LEAST - 1)
    # No share is above 100%, so the axis ends there and goes further down instead.
    if metric.unit == "percent" and most <= 1 < last * step:
        last = _up(1 / step)
        first = min(first, last - _LEAST + 1)
    # Twelve digits are enough for any label, and cut off the rounding error of binary fractions.
    ticks = tuple(Decimal(f"{index * step:.12g}") for index in range(first, last + 1))
    return Heights(first * step, last * step, ticks)


def _up(parts: float) -> int:
    return ceil(parts - _DUST)


def _down(parts: float) -> int:
    return floor(parts + _DUST)


def _step(span: float, metric: Metric) -> float:
    """Returns the smallest round step with which at most five ticks cover a span."""
    rough = span / (_MOST - 1)
    if metric.unit == "duration" and rough <= _DAY:
        return float(next(length for length in _LENGTHS if length >= rough))
    unit = float(_DAY) if metric.unit == "duration" else 1.0
    power = 10.0 ** floor(log10(rough / unit))
    parts = [part for part in _ROUND if part != _HALF] if metric.unit == "duration" else _ROUND
    step = next(part for part in parts if part * power * unit >= rough * (1 - _DUST)) * power * unit
    return max(step, 1.0) if metric.unit in ("count", "duration") else step


def days(first: date, last: date, most: int, language: str) -> tuple[tuple[date, str], ...]:
    """Returns round days with their labels, such as Mondays or first days of months, and at most `most` of them."""
    span = (last - first).days
    for step in _DAYS:
        ticks = list(_by_days(first, last, step)) if span // step <= most + 1 else []
        if 0 < len(ticks) <= most:
            return tuple((day, dates.day_short(day, language)) for day in ticks)
    for step in _MONTHS:
        ticks = list(_by_months(first, last, step)) if span // (step * 28) <= most + 1 else []
        if 0 < len(ticks) <= most:
            return tuple((day, _month(day, index, step, language)) for index, day in enumerate(ticks))
    return ()


def _by_days(first: date, last: date, step: int) -> Iterator[date]:
    """Yields the days in steps of so many days; steps of whole weeks begin on a Monday."""
    day = first + timedelta(days=-first.weekday() % 7 if step % 7 == 0 else 0)
    while day <= last:
        yield day
        day += timedelta(days=step)


def _by_months(first: date, last: date, step: int) -> Iterator[date]:
    """Yields the first day of every `step` months, counted from January."""
    months = ceil((first.year * _YEAR + first.month - 1 + (first.day > 1)) / step) * step
    while (day := date(months // _YEAR, months % _YEAR + 1, 1)) <= last:
        yield day
        months += step


def _month(day: date, index: int, step: int, language: str) -> str:
    if step >= _YEAR:
        return str(day.year)
    # The year is on the first label, and again where a new year begins.
    return dates.month_and_year(day, language) if index == 0 or day.month == 1 else dates.month_name(day, language)
