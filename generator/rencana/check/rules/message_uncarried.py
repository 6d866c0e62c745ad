"""No pillar carries a message.

## What it finds
A message that no pillar names under `messages`, in a plan that has pillars, and that no calendar item carries either.

## Why it matters
What no pillar carries is said nowhere.

## Bad
```yaml
content:
  messages:
    first-sip: {text: Iftar begins when the ice cracks, audiences: [drinkers], objectives: [awareness]}
    at-hand: {text: A cold bottle is never far, audiences: [drinkers], objectives: [awareness]}
  # ^^^^^^^
  pillars:
    ritual: {quadrant: entertain, share: 100%, formats: [reel], messages: [first-sip]}
```

## Good
```yaml
content:
  messages:
    first-sip: {text: Iftar begins when the ice cracks, audiences: [drinkers], objectives: [awareness]}
    at-hand: {text: A cold bottle is never far, audiences: [drinkers], objectives: [awareness]}
  pillars:
    ritual: {quadrant: entertain, share: 100%, formats: [reel], messages: [first-sip, at-hand]}
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "message-uncarried"
CODE = "CNT003"
FAMILY = "content"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields messages that nothing carries."""
    content = campaign.plan.content
    carried = {name for pillar in content.pillars.values() for name in pillar.messages}
    carried.update(item.message for item in campaign.items.values() if item.message)
    for name in content.messages if content.pillars else ():
        if name not in carried:
            yield Flaw(
                ("content", "messages", name),
                context.say("No pillar carries the message {name}.", name=short(name)),
                context.say("Name it under `messages` of a pillar, or take it out."),
            )
