"""A message works for no objective.

## What it finds
A message without `objectives`.

## Why it matters
The audiences and objectives of pillars and channels follow from the messages. One that works for nothing breaks the
thread for everything that carries it.

## Bad
```yaml
content:
  messages:
    first-sip:
  # ^^^^^^^^^
      text: Iftar begins when the ice cracks.
      audiences: [drinkers]
  pillars:
    ritual: {quadrant: entertain, share: 100%, formats: [reel], messages: [first-sip]}
```

## Good
```yaml
content:
  messages:
    first-sip:
      text: Iftar begins when the ice cracks.
      audiences: [drinkers]
      objectives: [awareness]
  pillars:
    ritual: {quadrant: entertain, share: 100%, formats: [reel], messages: [first-sip]}
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "message-without-objective"
CODE = "CNT002"
FAMILY = "content"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields messages without an objective."""
    for name, message in campaign.plan.content.messages.items():
        if not message.objectives:
            yield Flaw(
                ("content", "messages", name, "objectives"),
                context.say("The message {name} works for no objective.", name=short(name)),
                context.say("Add `objectives:` with what it works for."),
            )
