"""An item carries no pillar and no message.

## What it finds
An item with neither `pillar` nor `message`, in a plan that has pillars or messages. Ideas and cancelled items are left
alone.

## Why it matters
Nobody can say what such an item is for; the mix of the calendar leaves it out.

## Bad
```yaml
calendar:
  crack: {at: 2026-03-04 19:40, channels: [instagram], format: reel, state: draft}
# ^^^^^
```

## Good
```yaml
calendar:
  crack: {at: 2026-03-04 19:40, channels: [instagram], format: reel, pillar: ritual, state: draft}
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.agenda import NOT_PLANNED
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "item-carrying-nothing"
CODE = "CAL012"
FAMILY = "calendar"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields items outside the strategy."""
    content = campaign.plan.content
    for name, item in campaign.items.items() if content.pillars or content.messages else ():
        if not item.pillar and not item.message and item.state not in NOT_PLANNED:
            yield Flaw(
                ("calendar", name),
                context.say("{name} carries no pillar and no message.", name=short(name)),
                context.say("Add `pillar:` or `message:` with what it says."),
            )
