"""Something is paid for, and there is no budget.

## What it finds
A channel of the kind `paid` in a plan without any amount under `budget`.

## Why it matters
Cost is the first thing that an executive asks for; without it no price for a result can be computed.

## Bad
```yaml
channels:
  instagram:
    kind: [owned, paid]
  # ^^^^
    why:
      pillars: [ritual]
      because: The audience looks for drinks here in the hour after iftar.
    rhythm: {reel: 3 a week}
```

## Good
```yaml
channels:
  instagram:
    kind: [owned, paid]
    why:
      pillars: [ritual]
      because: The audience looks for drinks here in the hour after iftar.
    rhythm: {reel: 3 a week}
budget: 80_000_000 IDR
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "paid-without-budget"
CODE = "BUD004"
FAMILY = "budget"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields a plan that pays from nothing."""
    budget = campaign.plan.budget
    if budget.total or any(line.amount for line in budget.lines.values()):
        return
    for name, channel in campaign.plan.channels.items():
        if "paid" in channel.kind:
            yield Flaw(
                ("channels", name, "kind"),
                context.say("{name} is paid for, and the plan has no budget.", name=short(name)),
                context.say("Add `budget:` with a total and what it is spent on."),
            )
            return
