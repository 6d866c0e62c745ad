"""Sums of a budget, for rules that look at money."""

from decimal import Decimal

from rencana.plan.measurement import Budget


def lines(budget: Budget) -> tuple[Decimal, Decimal]:
    """Returns what the lines add up to: what is paid, and what is given in kind."""
    paid = [line.amount.value for line in budget.lines.values() if line.amount and not line.in_kind]
    in_kind = [line.amount.value for line in budget.lines.values() if line.amount and line.in_kind]
    return sum(paid, Decimal(0)), sum(in_kind, Decimal(0))


def same_currency(budget: Budget) -> bool:
    """Tells whether all amounts of a budget can be added."""
    amounts = [budget.total, *(line.amount for line in budget.lines.values())]
    return len({amount.currency for amount in amounts if amount}) <= 1


def as_written(value: Decimal) -> str:
    """Returns a sum as plans write it, such as 1_500_000."""
    return f"{value:,.0f}".replace(",", "_")
