"""The lines of the budget add up to more than its total.

## What it finds
Budget lines whose sum is larger than `total`, both with and without what is given in kind.

## Why it matters
The site shows the lines as parts of the total; and somebody will spend what the plan does not have.

## Bad
```yaml
budget:
  total: 100_000_000 IDR
  #      ^^^^^^^^^^^^^^^
  lines:
    reels: 60_000_000 IDR
    boost: 80_000_000 IDR
```

## Good
```yaml
budget:
  total: 140_000_000 IDR
  lines:
    reels: 60_000_000 IDR
    boost: 80_000_000 IDR
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.facts.money import as_written, lines, same_currency
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign

NAME = "budget-overspent"
CODE = "BUD001"
FAMILY = "budget"
SEVERITY = Severity.ERROR
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields a budget whose parts exceed the whole."""
    budget = campaign.plan.budget
    paid, in_kind = lines(budget)
    # What is given in kind may be counted in the total or not; only a sum that is too large both ways is a fault.
    if budget.total is None or not same_currency(budget) or paid <= budget.total.value or not paid + in_kind:
        return
    yield Flaw(
        ("budget", "total"),
        context.say(
            "The lines of the budget exceed its total by {over} {currency}.",
            over=as_written(paid - budget.total.value),
            currency=budget.total.currency,
        ),
        context.say("Change a line or the total."),
    )
