"""Formats sizes of a metric: a value from a reading keeps all of its digits, a computed value is rounded.

What is not 0 is not shown as 0, and what differs from the sizes beside it is not shown as one of them.
"""

from collections.abc import Iterable
from decimal import Decimal
from functools import partial

from rencana.catalogue import Metric
from rencana.measure import Progress, quantity
from rencana.measure.quantity import Quantity
from rencana.plan.campaign import Campaign
from rencana.plan.language.amount import Unit
from rencana.plan.metric import UNITS
from rencana.render.text import rounding
from rencana.render.text.say import Say
from rencana.words import numbers

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_SMALL, _LARGE = 10, 1000
"""Below the one, counts and money have decimals; from the other on, money has no minor units."""


def unit_of(metric: Metric, currency: str) -> Unit:
    """Returns the unit in which sizes of a metric are formatted; money without a known currency is a plain number."""
    unit = UNITS[metric.unit][0]
    return Unit.NUMBER if unit is Unit.MONEY and not currency else unit


def unrounded(say: Say, campaign: Campaign, metric: Metric, size: Quantity | None, currency: str = "") -> str:
    """Formats a size with all of its digits, as it was read."""
    if size is None:
        return ""
    money = currency or campaign.currency
    return say.amount(quantity.amount(size, unit_of(metric, money), money))


def compared(progress: Progress) -> tuple[Decimal, ...]:
    """Returns the sizes of a KPI that stand beside each other: its targets, paces, judged values and newest value."""
    verdicts = [progress.verdict, *(target.verdict for target in progress.targets)]
    values = [progress.now, *(verdict.judged for verdict in verdicts if verdict.judged)]
    ends = [end for target in progress.targets for end in (target.aim.least, target.aim.most)]
    sizes = [end for value in values if value.size for end in (value.size.low, value.size.high)]
    ends_beside = [*ends, *(verdict.pace for verdict in verdicts), *sizes]
    return tuple(dict.fromkeys(end for end in ends_beside if end is not None))


def rounded(
    say: Say,
    campaign: Campaign,
    metric: Metric,
    size: Decimal | Quantity | None,
    currency: str = "",
    *,
    beside: Iterable[Decimal] = (),
) -> str:
    """Formats a computed size with as many digits as a reader can use, and as keep it apart from those beside it.

    Pass the same sizes `beside` to all that stand there, the size itself among them: then equal ones stay equal.
    """
    if size is None:
        return ""
    money, others = currency or campaign.currency, tuple(beside)
    value = quantity.exactly(size) if isinstance(size, Decimal) else size
    others += tuple(end for end in (value.low, value.high) if end is not None)
    low, high = (None if end is None else short(end, metric, money, others) for end in (value.low, value.high))
    return unrounded(say, campaign, metric, Quantity(low, high, value.about), money)


def expected(
    say: Say,
    campaign: Campaign,
    metric: Metric,
    size: Decimal | None,
    currency: str = "",
    *,
    now: Decimal | None,
    beside: Iterable[Decimal] = (),
) -> str:
    """Formats a size that a path asks for or a projection leads to; where the value `now` is a count, a whole one.

    It is on its own side of the value: a path of 1.87 asks for 2 where there is 1, and for 1 where there are 2.
    """
    if size is None or now is None or not _counted(metric, now):
        return rounded(say, campaign, metric, size, currency, beside=beside)
    return unrounded(say, campaign, metric, quantity.exactly(_whole(size, now, beside)), currency)


def gap(
    say: Say,
    campaign: Campaign,
    metric: Metric,
    size: Decimal,
    pace: Decimal,
    currency: str = "",
    *,
    now: Decimal | None = None,
    beside: Iterable[Decimal] = (),
) -> str:
    """Formats the distance from a pace without its sign, rounded like the pace; that of two shares in points.

    Where the value `now` is a count, it is the distance from the pace as `expected` formats it.
    """
    money = currency or campaign.currency
    if now is not None and _counted(metric, now):
        distance = abs(now - _whole(pace, now, beside))
    else:
        usual, distance = _step(pace, metric, money), abs(size)
        if now is not None:
            distance = abs(rounding.plain(now) - rounding.plain(pace))
        finer = partial(_finer, metric=metric, currency=money)
        step = rounding.step_beside(distance, (Decimal(0),), lambda _: usual, finer)
        distance = rounding.near(distance, step)
    if metric.unit == "percent":
        points = distance * 100
        words = say.texts.ngettext("{number} point", "{number} points", 1 if points == 1 else 2)
        return words.format(number=say.amount_of(points))
    return unrounded(say, campaign, metric, quantity.exactly(distance), money)


def share(say: Say, part: Decimal, digits: int = 0) -> str:
    """Formats a share as a percentage with few digits; only 0 as 0%, and only the whole as 100%."""
    return say.share(rounding.share(part, digits))


def short(size: Decimal, metric: Metric, currency: str, beside: Iterable[Decimal] = ()) -> Decimal:
    """Returns a size with as few digits as keep it apart from those beside it, from 0, and a share from 100%."""
    exact, ends = rounding.plain(size), rounding.ENDS if metric.unit == "percent" else rounding.ENDS[:1]
    others = (*ends, *map(rounding.plain, beside))
    usual, finer = (partial(step, metric=metric, currency=currency) for step in (_step, _finer))
    return rounding.near(exact, rounding.step_beside(exact, others, usual, finer))


def _counted(metric: Metric, now: Decimal) -> bool:
    """Tells whether a value is a number of whole things; one that was written with decimals is not."""
    return metric.unit == "count" and now == now.to_integral_value()


def _whole(size: Decimal, now: Decimal, beside: Iterable[Decimal]) -> Decimal:
    return rounding.whole(rounding.plain(size), (*map(rounding.plain, beside), now))


def _step(size: Decimal, metric: Metric, currency: str) -> Decimal:
    """Returns the unit to which a size is rounded: 0.1% for shares; for a length of time it grows with the length."""
    match metric.unit:
        case "percent":
            return Decimal("0.001") if abs(size) >= Decimal("0.01") or not size else Decimal("0.0001")
        case "duration":
            return Decimal(_HOUR if abs(size) >= 10 * _DAY else _MINUTE if abs(size) >= _HOUR else 1)
        case "currency" if abs(size) >= _LARGE:
            return Decimal(1)
        case "currency" if abs(size) >= _SMALL:
            return Decimal(1).scaleb(-numbers.minor_digits(currency))
        case "currency":
            return Decimal(1).scaleb(-max(2, numbers.minor_digits(currency)))
        case "count" if abs(size) >= _SMALL:
            return Decimal(1)
        case _:
            return Decimal("0.01")


def _finer(distance: Decimal, metric: Metric, currency: str) -> Decimal:
    """Returns the largest unit of a metric that is not above a distance: a minute, a cent, a power of ten."""
    step = rounding.power_of_ten(distance)
    if metric.unit == "duration" and distance >= 1:
        return Decimal(_MINUTE if distance >= _MINUTE else 1)
    if metric.unit == "currency" and distance < 1:
        return min(step, Decimal(1).scaleb(-numbers.minor_digits(currency)))
    return step
