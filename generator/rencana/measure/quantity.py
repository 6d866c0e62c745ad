"""A size as far as it is known: exact, or between two ends. Arithmetic keeps what is not known visible."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from rencana.plan.language.amount import Amount, Bound, Unit


class Quantity(Struct, frozen=True):
    """A size between `low` and `high`, in the base unit; None is an end that nobody knows. `about` means roughly."""

    low: Decimal | None
    high: Decimal | None
    about: bool = False

    @property
    def exact(self) -> Decimal | None:
        """The size, where it is one number."""
        return self.low if self.low == self.high else None

    def __add__(self, addend: "Quantity") -> "Quantity":
        return Quantity(_sum(self.low, addend.low), _sum(self.high, addend.high), self.about or addend.about)

    def __neg__(self) -> "Quantity":
        return Quantity(_minus(self.high), _minus(self.low), self.about)

    def __sub__(self, subtrahend: "Quantity") -> "Quantity":
        return self + -subtrahend

    def __mul__(self, factor: "Quantity") -> "Quantity":
        pairs = [(a, b) for a in (self.low, self.high) for b in (factor.low, factor.high)]
        ends = [None if a is None or b is None else a * b for a, b in pairs]
        return _between(ends, about=self.about or factor.about)

    def over(self, divisor: "Quantity") -> "Quantity | None":
        """Returns one quantity divided by another; None where the divisor could be 0.

        A divisor of more than 1,000 may be as large as it likes: then the result may come as near to 0 as it likes.
        """
        if divisor.high is not None and divisor.high < 0:
            return (-self).over(-divisor)
        if divisor.low is None or divisor.low <= 0:
            return None
        least, most = divisor.low, divisor.high

        def quotients(end: Decimal) -> tuple[Decimal, Decimal]:
            return end / least, Decimal(0) if most is None else end / most

        low = None if self.low is None else min(quotients(self.low))
        high = None if self.high is None else max(quotients(self.high))
        return Quantity(low, high, self.about or divisor.about)


ZERO = Quantity(Decimal(0), Decimal(0))


def exactly(value: Decimal | int) -> Quantity:
    """Returns the quantity of a number that is known."""
    size = Decimal(value)
    return Quantity(size, size)


def total(quantities: Iterable[Quantity]) -> Quantity:
    """Returns the sum; of nothing it is 0."""
    addends = list(quantities)
    size, about = Decimal(0), False
    for addend in addends:
        # Almost all sizes are one number, and a year of them is added faster without a quantity for each step.
        if addend.low is None or addend.low is not addend.high:
            return sum(addends, ZERO)
        size += addend.low
        about = about or addend.about
    return Quantity(size, size, about)


def hull(quantities: Iterable[Quantity]) -> Quantity:
    """Returns from the lowest to the highest of some quantities, of which there is at least one."""
    sizes = list(quantities)
    lows, highs = [size.low for size in sizes], [size.high for size in sizes]
    return Quantity(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
        any(size.about for size in sizes),
    )


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


def _sum(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else a + b


def _minus(end: Decimal | None) -> Decimal | None:
    return None if end is None else -end


def _between(ends: list[Decimal | None], *, about: bool) -> Quantity:
    """Returns the quantity between the smallest and the largest of some ends; an unknown end opens both."""
    finite = [end for end in ends if end is not None]
    if len(finite) < len(ends):
        return Quantity(None, None, about)
    return Quantity(min(finite), max(finite), about)
