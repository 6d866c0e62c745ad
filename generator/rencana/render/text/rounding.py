"""Rounds numbers so that rounding never hides a difference: what is below a limit is not shown as the limit."""

from collections.abc import Callable, Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, localcontext

_WRITTEN = Context(prec=24)
"""An amount has at most 24 digits; what a division leaves behind them is no difference between two sizes."""
_COMPUTED = Decimal(1).scaleb(-24)
"""Shares have so many decimals; what follows them is left over from a division too."""
_ENOUGH = 200
"""So many digits hold every size in the finest step that it is ever rounded to."""

ENDS = (Decimal(0), Decimal(1))
"""Of all shares only these are shown as 0% and as 100%."""


def plain(size: Decimal) -> Decimal:
    """Returns a number without the inexact last digits of a division."""
    return _WRITTEN.plus(size)


def near(size: Decimal, step: Decimal) -> Decimal:
    """Returns the multiple of a step that is nearest to a size; of two that are as near, the one further from 0."""
    with localcontext(prec=_ENOUGH):
        short = ((abs(size) + step / 2) // step * step).copy_sign(size)
        # As whole numbers and as fractions alike, without zeros at the end: 1000 and not 1E+3, 0.5 and not 0.50.
        return short.quantize(Decimal(1)) if short == short.to_integral_value() else short.normalize()


def power_of_ten(distance: Decimal) -> Decimal:
    """Returns the largest power of ten that is not above a distance."""
    return Decimal(1).scaleb(distance.adjusted())


def step_beside(
    size: Decimal,
    beside: Iterable[Decimal],
    step: Callable[[Decimal], Decimal],
    finer: Callable[[Decimal], Decimal] = power_of_ten,
) -> Decimal:
    """Returns the step to which a size is rounded, so that it stays apart from the sizes beside it.

    `step` is the usual one of a size, and `finer` the largest that is not above a distance. Two sizes whose distance is
    at least the step of both never meet, however much finer one of them is rounded: no text needs to know the other.
    """
    usual = least = step(size)
    with localcontext(prec=_ENOUGH):
        for other in beside:
            distance = abs(size - other)
            if 0 < distance < max(usual, step(other)):
                least = min(least, finer(distance))
    return least


def share(part: Decimal, digits: int = 0) -> Decimal:
    """Returns a share with so many decimals of its percentage, and more near 0 and 1."""
    size, usual = abs(near(part, _COMPUTED)), Decimal(1).scaleb(-2 - digits)
    return near(size, step_beside(size, ENDS, lambda _: usual)).copy_sign(part) + 0


def whole(size: Decimal, beside: Iterable[Decimal]) -> Decimal:
    """Returns the whole number nearest to a size that is on the same side of the sizes beside it; the last one wins."""
    short = size.to_integral_value(ROUND_HALF_UP)
    for other in beside:
        if size < other:
            short = min(short, other.to_integral_value(ROUND_CEILING) - 1)
        elif size > other:
            short = max(short, other.to_integral_value(ROUND_FLOOR) + 1)
    return short + 0
