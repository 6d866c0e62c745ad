"""How exact an amount can be: people and clicks are whole, money has the decimals of its currency.

So the point in `12.000` followers can only be one of thousands, as half of the world writes it, or say twelve.
"""

import re
from typing import NamedTuple

from rencana.plan.language.amount import Amount, Unit, amount_in, read_amount
from rencana.plan.language.fault import fail, short

_OF_THOUSANDS = re.compile(r"(?<![0-9_])(?<![0-9]\.)([1-9][0-9]{0,2})\.([0-9]{3})(?![0-9_KMB])")
"""Digits whose point may be one of decimals or of thousands; nobody groups a number that begins with 0."""
_USUAL_DECIMALS = 2
_DECIMALS = {
    currency: decimals
    for decimals, currencies in {
        0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
        3: "BHD JOD KWD LYD OMR TND",
        4: "CLF UYW",
    }.items()
    for currency in currencies.split()
}
"""How many decimals money has (ISO 4217), where it is not two. That of Iraq has none in use, so two is enough."""


class Doubt(NamedTuple):
    """Why nobody can tell which number is meant; `is_sure` where a fraction is impossible, so that one is wrong."""

    message: str
    help: str
    is_sure: bool


def decimals_of(currency: str) -> int:
    """Returns how many decimals money of a currency has."""
    return _DECIMALS.get(currency, _USUAL_DECIMALS)


def doubt(amount: Amount, decimals: int | None) -> Doubt | None:
    """Returns what is in doubt about an amount whose point may be one of thousands; None where nothing is.

    `decimals` are those that such an amount has at most; None where it may have any. Percentages of a thousand and
    more are so rare that their point is always one of decimals.
    """
    if "." not in amount.text or amount.unit in (Unit.PERCENT, Unit.POINTS):
        return None
    match = _OF_THOUSANDS.search(amount.text)
    if match is None:
        return None
    joined, plain = match[1] + match[2], match[0].rstrip("0").rstrip(".")
    message = f"{short(amount, 30)} may be read as {joined} or as {plain}."
    help = f"Write {joined} or {int(joined):_}"
    is_sure = decimals is not None and decimals <= _USUAL_DECIMALS
    left_over = len(plain.partition(".")[2])
    if decimals is None or left_over <= decimals:
        # With all three of its decimals it would be in doubt again: a zero more says that they are decimals.
        reading = "the point is for decimals" if left_over else f"only {plain} is meant"
        help += f"; if {reading}, write {plain}{'0' if left_over == len(match[2]) else ''}"
    return Doubt(message, f"{help}.", is_sure)


def is_finer(amount: Amount, decimals: int) -> bool:
    """Tells whether an amount has more decimals than it can have; `1.50K` is a whole number."""
    return any(end is not None and end.scaleb(decimals) % 1 for end in (amount.value, amount.high))


def read_count(text: object) -> Amount:
    """Reads how many there are of something, which is a whole number."""
    amount = _number(text)
    _refuse_doubt(amount, 0)
    if is_finer(amount, 0):
        fail("bad-number", f"{short(text, 30)} is no whole number.", help="Write how many there are, such as 12.")
    return amount


def read_money(text: object) -> Amount:
    """Reads an amount of money that is paid, with its currency."""
    amount = _money(text)
    decimals = decimals_of(amount.currency)
    _refuse_doubt(amount, decimals)
    if is_finer(amount, decimals):
        message = f"{short(text, 30)} has more decimals than {amount.currency} has."
        fail("bad-number", message, help=f"Write {decimals} decimals at most.")
    return amount


def read_people(text: object) -> Amount:
    """Reads how large a group of people is: a number of them, or a share."""
    amount = read_amount(text)
    return read_count(text) if amount.unit is Unit.NUMBER else amount


_number, _money = amount_in(Unit.NUMBER), amount_in(Unit.MONEY)


def _refuse_doubt(amount: Amount, decimals: int) -> None:
    if (doubts := doubt(amount, decimals)) and doubts.is_sure:
        fail("number-ambiguous", doubts.message, help=doubts.help)
