"""Amounts of several currencies stand in one budget.

## What it finds
A budget line in another currency than the `total`, or a total in another currency than the campaign's.

## Why it matters
Amounts of two currencies cannot be added, and no rate is kept for them. The site would show a sum that nobody has.

## Bad
```yaml
budget:
  total: 140_000_000 IDR
  lines:
    reels: 60_000_000 IDR
    boost: 5_000 USD
  # ^^^^^
```

## Good
```yaml
budget:
  total: 140_000_000 IDR
  lines:
    reels: 60_000_000 IDR
    boost:
      amount: 80_000_000 IDR
      note: Billed as 5,000 USD at the rate of January.
```

## Options
`campaign.currency` is the currency of one plan, where it differs from the portfolio's.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "currencies-mixed"
CODE = "BUD003"
FAMILY = "budget"
SEVERITY = Severity.ERROR
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields amounts in a second currency."""
    budget = campaign.plan.budget
    first = budget.total.currency if budget.total else ""
    if budget.total and campaign.currency and first != campaign.currency:
        yield Flaw(
            ("budget", "total"),
            context.say("The budget is in {one}, the campaign in {other}.", one=first, other=campaign.currency),
            context.say("Write the total in {other}, or set `campaign.currency`.", other=campaign.currency),
        )
    for name, line in budget.lines.items():
        if line.amount is None:
            continue
        first = first or line.amount.currency
        if line.amount.currency != first:
            yield Flaw(
                ("budget", "lines", name, "amount"),
                context.say(
                    "{name} is in {one}, the rest in {other}.", name=short(name), one=line.amount.currency, other=first
                ),
                context.say("Write it in {other}; what was billed in another currency goes into `note`.", other=first),
            )
