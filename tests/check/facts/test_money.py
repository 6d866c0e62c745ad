"""Sums of a budget."""

from decimal import Decimal

import pytest
from fragments import campaign

from rencana.check.facts.money import as_written, lines, same_currency


def test_lines_add_up_by_kind() -> None:
    """What is paid and what is given in kind are summed apart; a line without an amount adds nothing."""
    budget = campaign(
        "budget:\n  total: 90_000_000 IDR\n  lines:\n"
        "    ads: {amount: 40_000_000 IDR}\n"
        "    print: {amount: 5_500_000 IDR}\n"
        "    hall: {amount: 12_000_000 IDR, in_kind: true}\n"
        "    reserve: {note: To be seen.}\n"
    ).plan.budget
    assert lines(budget) == (Decimal(45_500_000), Decimal(12_000_000))


def test_budget_without_lines_is_nothing() -> None:
    """Where nothing is listed, both sums are zero."""
    assert lines(campaign().plan.budget) == (0, 0)


@pytest.mark.parametrize(
    ("budget", "same"),
    [
        ("budget: {lines: {ads: {amount: 40_000_000 IDR}, print: {amount: 5_000_000 IDR}}}\n", True),
        ("budget: {total: 90_000_000 IDR, lines: {ads: {amount: 4_000 USD}}}\n", False),
        ("budget: {lines: {ads: {amount: 4_000 USD}, print: {amount: 5_000_000 IDR}}}\n", False),
        ("budget: {lines: {ads: {note: Later.}}}\n", True),
    ],
)
def test_amounts_of_two_currencies_cannot_be_added(budget: str, same: bool) -> None:
    """A total in another currency counts as much as a line in one; what has no amount has no currency."""
    assert same_currency(campaign(budget).plan.budget) is same


@pytest.mark.parametrize(
    ("value", "text"),
    [("0", "0"), ("999", "999"), ("1000", "1_000"), ("1234567.4", "1_234_567"), ("-2500000", "-2_500_000")],
)
def test_sums_are_written_as_plans_do(value: str, text: str) -> None:
    """Thousands are parted by an underscore, and nothing smaller than a unit is shown."""
    assert as_written(Decimal(value)) == text
