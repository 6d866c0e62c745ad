"""A size as far as it is known: exact, or between two ends. Arithmetic keeps what is not known visible."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from rencana.plan.language.amount import Amount, Bound, Unit


class Quantity(Struct, frozen=True):
    """A size between `low` and `high`, in the unit's base; None is an end that nobody knows. `about` is roughly."""

    low: Decimal | None
    high: Decimal | None
    about: bool = False

    @property
    def exact(self) -> Decimal | None:
        """The size, where it is one number."""
        return self.low if self.low == self.high else None

    def __add__(self, other: "Quantity") -> "Quantity":
        return Quantity(_sum(self.low, other.low), _sum(self.high, other.high), self.about or other.about)

    def __neg__(self) -> "Quantity":
        return Quantity(_minus(self.high), _minus(self.low), self.about)

    def __sub__(self, other: "Quantity") -> "Quantity":
        return self + -other

    def __mul__(self, other: "Quantity") -> "Quantity":
        ends = [_times(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return _around(ends, about=self.about or other.about)

    def over(self, other: "Quantity") -> "Quantity | None":
        """Returns one quantity divided by another; None where the other could be nothing."""
        if other.low is None or other.high is None or other.low <= 0 <= other.high:
            return None
        ends = [None if a is None else a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return _around(ends, about=self.about or other.about)


ZERO = Quantity(Decimal(0), Decimal(0))


def exactly(value: Decimal | int) -> Quantity:
    """Returns the quantity of a number that is known."""
    size = Decimal(value)
    return Quantity(size, size)


def total(quantities: Iterable[Quantity]) -> Quantity:
    """Returns the sum; of nothing it is 0."""
    known = list(quantities)
    size, about = Decimal(0), False
    for one in known:
        if one.low is None or one.low is not one.high:
            return sum(known, ZERO)
        size += one.low
        about = about or one.about
    return Quantity(size, size, about)


def of(amount: Amount) -> Quantity:
    """Returns the quantity that somebody wrote."""
    value = amount.value
    match amount.bound:
        case Bound.OVER:
            return Quantity(value, None)
        case Bound.UNDER:
            return Quantity(None, value)
        case Bound.RANGE:
            return Quantity(value, amount.high)
        case _:
            return Quantity(value, value, about=amount.bound is Bound.ABOUT)


def amount(quantity: Quantity, unit: Unit, currency: str = "") -> Amount:
    """Returns a quantity as an amount of a unit, as it would be written."""
    low, high = quantity.low, quantity.high
    if low is not None and low == high:
        return Amount(low, unit, currency, Bound.ABOUT if quantity.about else Bound.EXACT)
    if low is not None and high is not None:
        return Amount(low, unit, currency, Bound.RANGE, high)
    if low is not None:
        return Amount(low, unit, currency, Bound.OVER)
    return Amount(high or Decimal(0), unit, currency, Bound.UNDER)


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other


def _minus(one: Decimal | None) -> Decimal | None:
    return None if one is None else -one


def _times(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one * other


def _around(ends: list[Decimal | None], *, about: bool) -> Quantity:
    """Returns the quantity between the smallest and the largest of some ends; one that is not known opens both."""
    known = [end for end in ends if end is not None]
    if len(known) < len(ends):
        return Quantity(None, None, about)
    return Quantity(min(known), max(known), about)
