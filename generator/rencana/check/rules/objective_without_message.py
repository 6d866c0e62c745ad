"""No message works for an objective.

## What it finds
An objective that no message names under `objectives`, in a plan that has messages.

## Why it matters
The golden thread runs from the objective through the message to the channel. An objective that nobody speaks for is
met by luck, or is not meant.

## Bad
```yaml
objectives:
  awareness:
    type: awareness
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    serves: [retail-growth]
    yardsticks: [brand-views]
  visits:
# ^^^^^^
    type: traffic
    statement: Urban coffee drinkers look up the nearest shop.
    serves: [retail-growth]
    signs: {asked: Shops are asked for it.}
```

## Good
```yaml
objectives:
  awareness:
    type: awareness
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    serves: [retail-growth]
    yardsticks: [brand-views]
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "objective-without-message"
CODE = "OBJ008"
FAMILY = "objectives"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields objectives that no message works for."""
    plan = campaign.plan
    for name in plan.objectives if plan.content.messages else ():
        if not any(name in message.objectives for message in plan.content.messages.values()):
            yield Flaw(
                ("objectives", name),
                context.say("No message works for the objective {name}.", name=short(name)),
                context.say("Name it under `objectives` of the message that serves it, or write that message."),
            )
