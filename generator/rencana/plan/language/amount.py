"""Amounts as people write them: `900_000`, `14%`, `+5pp`, `2h 30m`, `150_000_000 IDR`, `>700`, `32%..37%`."""

import re
from collections.abc import Callable, Hashable
from decimal import Decimal
from enum import StrEnum
from typing import NoReturn

from msgspec import Struct

from rencana.plan.language.fault import fail, short


class Unit(StrEnum):
    """What an amount counts; percent and percentage point are different units."""

    NUMBER = "number"
    PERCENT = "percent"
    POINTS = "points"
    DURATION = "duration"
    MONEY = "money"


class Bound(StrEnum):
    """How exactly an amount is known."""

    EXACT = "exact"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"
    RANGE = "range"


class Amount(Struct, frozen=True, gc=False):
    """A size with its unit.

    `value` is in the unit's base: 0.14 for 14% and for 14pp, seconds for durations, major currency units for money.
    A range has its upper end in `high`. `signed` amounts were written with a sign: they are changes, as in `+20%`.
    """

    value: Decimal
    unit: Unit = Unit.NUMBER
    currency: str = ""
    bound: Bound = Bound.EXACT
    high: Decimal | None = None
    signed: bool = False
    text: str = ""

    def __str__(self) -> str:
        return self.text


def amount_meaning(size: Amount, currency: str = "") -> Hashable:
    """Returns what an amount means; `currency` is that of money without one."""
    money = size.currency or (currency if size.unit is Unit.MONEY else "")
    return (size.value, size.unit, money, size.bound, size.high, size.signed)


_DIGITS = r"[0-9](?:_?[0-9])*(?:\.[0-9](?:_?[0-9])*)?"
_TIME = rf"{_DIGITS} ?(?:weeks?|w|days?|d|hours?|h|minutes?|min|m|seconds?|sec|s)"
_SIZE = rf"(?:{_TIME}(?: {_TIME})*|{_DIGITS}[KMB]?(?: ?%| ?pp| [A-Z]{{3}})?)"
PATTERN = rf"^(?:[<>~] ?)?[+-]?{_SIZE}(?:\.\.[+-]?{_SIZE})?$"
"""The grammar of every amount; the editor schema carries the same pattern."""

_AMOUNT = re.compile(PATTERN)
_PART = re.compile(rf"([+-]?)({_DIGITS})([KMB]?) ?(.*)")
_SPELL = re.compile(rf"({_DIGITS}) ?([a-z]+)")
_GROUPED = re.compile(r"[0-9][.,][0-9]{3}[.,][0-9]|[0-9],[0-9]|[0-9] [0-9]{3}")
_SECONDS = {"w": 604800, "d": 86400, "h": 3600, "m": 60, "s": 1}
_SCALE = {"": 1, "K": 10**3, "M": 10**6, "B": 10**9}
_UNIT_AFTER = {"": Unit.NUMBER, "%": Unit.PERCENT, "pp": Unit.POINTS}
"""The unit by what stands after the digits; anything else there is a currency."""
_BOUNDS = {">": Bound.OVER, "<": Bound.UNDER, "~": Bound.ABOUT}
_LARGEST = Decimal(10) ** 15
_DIGITS_OF_LARGEST = _LARGEST.adjusted()
# Decimal computes with 28 digits; an amount with fewer is divided and multiplied by its scale without rounding.
_MOST_DIGITS = 24
_HELP = "Write for example 900_000, 4.2M, 14%, +5pp, 2h 30m, 150_000_000 IDR, >700 or 32%..37%."


def read_amount(text: object) -> Amount:
    """Reads an amount of any unit."""
    if not isinstance(text, str):
        fail("wrong-kind", "A number or an amount belongs here.", help=_HELP)
    if text.isascii() and text.isdigit() and len(text) < _DIGITS_OF_LARGEST:
        # Most amounts of a table are plain counts.
        return Amount(Decimal(text), text=text)
    words = " ".join(text.split())
    if not _AMOUNT.match(words):
        _complain(words)
    bound = _BOUNDS.get(words[0], Bound.EXACT)
    size = words[1:].strip() if bound is not Bound.EXACT else words
    low, _, high = size.partition("..")
    amount = _read_size(low, words)
    if not high:
        return Amount(amount.value, amount.unit, amount.currency, bound, None, size[0] in "+-", words)
    end = _read_size(high, words)
    if (amount.unit, amount.currency) != (end.unit, end.currency):
        fail("wrong-unit", f"The two ends of {short(words)} have different units.", help="Write for example 32%..37%.")
    if end.value < amount.value:
        fail("bad-number", f"The range {short(words)} ends below its start.", help="Write the smaller number first.")
    return Amount(amount.value, amount.unit, amount.currency, Bound.RANGE, end.value, text=words)


def amount_in(*units: Unit) -> Callable[[object], Amount]:
    """Returns a reader that takes only amounts of these units."""

    def read(text: object) -> Amount:
        amount = read_amount(text)
        if amount.unit not in units:
            fail(
                "wrong-unit",
                f"{short(text)} is {_NAMES[amount.unit]}; {' or '.join(_NAMES[u] for u in units)} belongs here.",
                help=f"Write for example {' or '.join(_SAMPLES[u] for u in units)}.",
            )
        return amount

    return read


def precision(amount: Amount) -> Decimal:
    """Returns the step of the last digit that was written, in the unit's base: 0.001 for 74.0%, 100,000 for 4.2M."""
    match = _PART.match(amount.text.lstrip("<>~ "))
    if match is None or amount.unit is Unit.DURATION:
        return Decimal(1)
    decimals = len(match[2].partition(".")[2].replace("_", ""))
    step = Decimal(1).scaleb(-decimals) * _SCALE[match[3]]
    return step / 100 if amount.unit in (Unit.PERCENT, Unit.POINTS) else step


_NAMES = {
    Unit.NUMBER: "a plain number",
    Unit.PERCENT: "a percentage",
    Unit.POINTS: "a number of percentage points",
    Unit.DURATION: "a length of time",
    Unit.MONEY: "an amount of money",
}
_SAMPLES = {
    Unit.NUMBER: "900_000",
    Unit.PERCENT: "14%",
    Unit.POINTS: "+5pp",
    Unit.DURATION: "2h 30m",
    Unit.MONEY: "150_000_000 IDR",
}


def _read_size(text: str, words: str) -> Amount:
    """Reads an amount without its bound, or one end of a range; `words` are the whole text, for the messages."""
    match = _PART.match(text)
    if match is None:
        _complain(words)
    sign, digits, scale, tail = match.groups()
    if len(digits.replace("_", "")) > _MOST_DIGITS:
        fail("absurd-number", f"{short(words, 30)} has more digits than any campaign can count.")
    if tail[:1].islower() and tail != "pp":
        value, unit = _seconds(text, words), Unit.DURATION
    else:
        value, unit = Decimal(digits.replace("_", "")) * _SCALE[scale], _UNIT_AFTER.get(tail, Unit.MONEY)
        value = value / 100 if unit in (Unit.PERCENT, Unit.POINTS) else value
    if value > _LARGEST:
        fail("absurd-number", f"{short(words, 30)} is larger than any campaign can count.")
    return Amount(-value if sign == "-" else value, unit, tail if unit is Unit.MONEY else "")


def _seconds(text: str, words: str) -> Decimal:
    total = Decimal(0)
    for digits, word in _SPELL.findall(text):
        letter = "m" if word.startswith("min") else word[0]
        total += Decimal(digits.replace("_", "")) * _SECONDS[letter]
    if total > _LARGEST:
        fail("absurd-number", f"{short(words, 30)} is longer than any campaign.")
    return total


def _complain(words: str) -> NoReturn:
    if words.lower().lstrip("+-.") in {"nan", "inf", "infinity"} or re.fullmatch(r"[+-]?[0-9.]+[eE][+-]?[0-9]+", words):
        fail("absurd-number", f"{short(words, 30)} is not a number that can be counted.", help=_HELP)
    if _GROUPED.search(words):
        fail(
            "number-grouped",
            f"{short(words, 30)} groups its digits or has a decimal comma.",
            help="In plans and readings a number has a point for decimals and no grouping: 1200 or 1_200, and 14.2%.",
        )
    fail("bad-number", f"{short(words)} is not a number or an amount.", help=_HELP)
