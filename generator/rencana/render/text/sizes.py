"""Sizes of a metric in words: what was read keeps all of its digits, what was computed is rounded to be read."""

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
    """Returns the unit that sizes of a metric are said in; money of no known currency is a plain number."""
    unit = UNITS[metric.unit][0]
    return Unit.NUMBER if unit is Unit.MONEY and not currency else unit


def said(say: Say, campaign: Campaign, metric: Metric, size: Quantity | None, currency: str = "") -> str:
    """Says a size as it was read."""
    if size is None:
        return ""
    money = currency or campaign.currency
    return say.amount(quantity.amount(size, unit_of(metric, money), money))


def rounded(say: Say, campaign: Campaign, metric: Metric, size: Decimal | Quantity | None, currency: str = "") -> str:
    """Says a size that was computed, with as many digits as a reader can use."""
    if size is None:
        return ""
    portfolio = quantity.exactly(size) if isinstance(size, Decimal) else size
    low, high = (None if end is None else _round(end, metric) for end in (portfolio.low, portfolio.high))
    return said(say, campaign, metric, Quantity(low, high, portfolio.about), currency)


def gap(say: Say, campaign: Campaign, metric: Metric, size: Decimal, beside: Decimal, currency: str = "") -> str:
    """Says the difference of two sizes without its sign, as finely as the size `beside` it; of two shares in points."""
    step = _step(beside, metric)
    short = (abs(size) / step).to_integral_value(ROUND_HALF_UP) * step
    if not short:
        return rounded(say, campaign, metric, abs(size), currency)
    if metric.unit == "percent":
        return say.amount(Amount(short.normalize(), Unit.POINTS))
    return said(say, campaign, metric, quantity.exactly(_plain(short)), currency)


def share(say: Say, part: Decimal, digits: int = 0) -> str:
    """Says a part of one as a percentage with few digits."""
    return say.share(part.quantize(Decimal(1).scaleb(-2 - digits), ROUND_HALF_UP))


def _round(size: Decimal, metric: Metric) -> Decimal:
    step = _step(size, metric)
    return _plain((size / step).to_integral_value(ROUND_HALF_UP) * step)


def _step(size: Decimal, metric: Metric) -> Decimal:
    """Returns to what a size is rounded: shares to a tenth of a per cent, lengths of time by their own length."""
    match metric.unit:
        case "percent":
            return Decimal("0.001") if abs(size) >= Decimal("0.01") or not size else Decimal("0.0001")
        case "duration":
            return Decimal(_HOUR if abs(size) >= 10 * _DAY else 60 if abs(size) >= _HOUR else 1)
        case "count" | "currency":
            return Decimal(1) if abs(size) >= 10 else Decimal("0.01")  # noqa: PLR2004  small numbers keep decimals
        case _:
            return Decimal("0.01")


def _plain(size: Decimal) -> Decimal:
    return size.quantize(Decimal(1)) if size == size.to_integral_value() else size.normalize()
