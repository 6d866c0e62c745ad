"""Formats sizes of a metric: a value from a reading keeps all of its digits, a computed value is rounded."""

from decimal import ROUND_HALF_UP, Decimal

from rencana.catalogue import Metric
from rencana.measure import quantity
from rencana.measure.quantity import Quantity
from rencana.plan.campaign import Campaign
from rencana.plan.language.amount import Amount, Unit
from rencana.plan.metric import UNITS
from rencana.render.text.say import Say

_HOUR, _DAY = 3600, 86400


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


def rounded(say: Say, campaign: Campaign, metric: Metric, size: Decimal | Quantity | None, currency: str = "") -> str:
    """Formats a computed size with as many digits as a reader can use."""
    if size is None:
        return ""
    value = quantity.exactly(size) if isinstance(size, Decimal) else size
    low, high = (None if end is None else _round(end, _step(end, metric)) for end in (value.low, value.high))
    return unrounded(say, campaign, metric, Quantity(low, high, value.about), currency)


def gap(say: Say, campaign: Campaign, metric: Metric, size: Decimal, beside: Decimal, currency: str = "") -> str:
    """Formats the difference of two sizes without its sign, rounded like `beside`; that of two shares in points."""
    short = _round(abs(size), _step(beside, metric))
    if not short:
        return rounded(say, campaign, metric, abs(size), currency)
    if metric.unit == "percent":
        return say.amount(Amount(short.normalize(), Unit.POINTS))
    return unrounded(say, campaign, metric, quantity.exactly(short), currency)


def share(say: Say, part: Decimal, digits: int = 0) -> str:
    """Formats a share as a percentage with few digits."""
    return say.share(part.quantize(Decimal(1).scaleb(-2 - digits), ROUND_HALF_UP))


def _round(size: Decimal, step: Decimal) -> Decimal:
    short = (size / step).to_integral_value(ROUND_HALF_UP) * step
    # As whole numbers and as fractions alike, without zeros at the end: 1000 and not 1E+3, 0.5 and not 0.50.
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short.normalize()


def _step(size: Decimal, metric: Metric) -> Decimal:
    """Returns the unit to which a size is rounded: 0.1% for shares; for a length of time it grows with the length."""
    match metric.unit:
        case "percent":
            return Decimal("0.001") if abs(size) >= Decimal("0.01") or not size else Decimal("0.0001")
        case "duration":
            return Decimal(_HOUR if abs(size) >= 10 * _DAY else 60 if abs(size) >= _HOUR else 1)
        case "count" | "currency":
            return Decimal(1) if abs(size) >= 10 else Decimal("0.01")  # noqa: PLR2004  small numbers keep decimals
        case _:
            return Decimal("0.01")
