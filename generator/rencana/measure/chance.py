"""Whether a share moved by more than chance: Wilson's interval for one share, Newcombe's for the gap of two.

Wilson (1927), JASA 22:209; Newcombe (1998), Statistics in Medicine 17:873, method 10. Both at 95%.
"""

from decimal import Decimal

from msgspec import Struct

_Z = Decimal("1.959963984540054")


class Interval(Struct, frozen=True):
    """From where to where a number lies, with its confidence as a part of one."""

    low: Decimal
    high: Decimal
    level: Decimal = Decimal("0.95")


def wilson(share: Decimal, n: Decimal) -> Interval | None:
    """Returns between which ends the true share lies; None where it is no share, or nobody was asked."""
    if n <= 0 or not 0 <= share <= 1:
        return None
    square = _Z * _Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = _Z * (share * (1 - share) / n + square / (4 * n * n)).sqrt() / (1 + square / n)
    return Interval(max(Decimal(0), middle - half), min(Decimal(1), middle + half))


def difference(before: tuple[Decimal, Decimal], now: tuple[Decimal, Decimal]) -> Interval | None:
    """Returns between which ends the change from one share to another lies; each is a share with its sample size."""
    old, new = wilson(*before), wilson(*now)
    if old is None or new is None:
        return None
    gap = now[0] - before[0]
    down = ((now[0] - new.low) ** 2 + (old.high - before[0]) ** 2).sqrt()
    up = ((new.high - now[0]) ** 2 + (before[0] - old.low) ** 2).sqrt()
    return Interval(gap - down, gap + up)
