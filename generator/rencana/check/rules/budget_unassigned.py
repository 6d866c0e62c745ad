"""A part of the budget has no purpose yet.

## What it finds
Budget lines whose sum, with what is given in kind, is more than a hundredth below `total`.

## Why it matters
What has no line is spent by whoever asks first. A line "reserve" is an answer.

## Bad
```yaml
budget:
  total: 200_000_000 IDR
  #      ^^^^^^^^^^^^^^^
  lines:
    reels: 60_000_000 IDR
    boost: 80_000_000 IDR
```

## Good
```yaml
budget:
  total: 200_000_000 IDR
  lines:
    reels: 60_000_000 IDR
    boost: 80_000_000 IDR
    reserve: 60_000_000 IDR
```

## Options
None. A budget without lines is left alone.
"""

from collections.abc import Iterator
from decimal import Decimal

from rencana.check.facts.money import as_written, lines, same_currency
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign

NAME = "budget-unassigned"
CODE = "BUD002"
FAMILY = "budget"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


_ALL = Decimal("0.99")


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields a budget with a part that belongs to nothing."""
    budget = campaign.plan.budget
    assigned = sum(lines(budget))
    if budget.total is None or not same_currency(budget) or not assigned:
        return
    if assigned < budget.total.value * _ALL:
        yield Flaw(
            ("budget", "total"),
            context.say(
                "{left} {currency} of the budget have no line.",
                left=as_written(budget.total.value - assigned),
                currency=budget.total.currency,
            ),
            context.say("Add a line for it, if only a reserve."),
        )
