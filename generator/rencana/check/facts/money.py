"""Sums of a budget, for rules that look at money."""

from decimal import Decimal

from rencana.plan.measurement import Budget


def lines(budget: Budget) -> tuple[Decimal, Decimal]:
    """Returns what the lines add up to: paid, and given in kind."""
    paid = [line.amount.value for line in budget.lines.values() if line.amount and not line.in_kind]
    in_kind = [line.amount.value for line in budget.lines.values() if line.amount and line.in_kind]
    return sum(paid, Decimal(0)), sum(in_kind, Decimal(0))


def same_currency(budget: Budget) -> bool:
    """Tells whether all amounts of a budget can be added."""
    amounts = [budget.total, *(line.amount for line in budget.lines.values())]
    return len({amount.currency for amount in amounts if amount}) <= 1
