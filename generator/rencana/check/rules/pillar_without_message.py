"""A pillar carries no message.

## What it finds
A pillar without `messages`.

## Why it matters
A pillar is a kind of content that comes back; without a message it has a form and nothing to say, and its audiences
and objectives cannot be derived.

## Bad
```yaml
content:
  messages:
    first-sip: {text: Iftar begins when the ice cracks, audiences: [drinkers], objectives: [awareness]}
  pillars:
    ritual: {quadrant: entertain, share: 60%, formats: [reel], messages: [first-sip]}
    faces: {quadrant: inspire, share: 40%, formats: [reel]}
  # ^^^^^
```

## Good
```yaml
content:
  messages:
    first-sip: {text: Iftar begins when the ice cracks, audiences: [drinkers], objectives: [awareness]}
  pillars:
    ritual: {quadrant: entertain, share: 60%, formats: [reel], messages: [first-sip]}
    faces: {quadrant: inspire, share: 40%, formats: [reel], messages: [first-sip]}
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "pillar-without-message"
CODE = "CNT004"
FAMILY = "content"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields pillars without a message."""
    for name, pillar in campaign.plan.content.pillars.items():
        if not pillar.messages:
            yield Flaw(
                ("content", "pillars", name, "messages"),
                context.say("The pillar {name} carries no message.", name=short(name)),
                context.say("Add `messages:` with what it says."),
            )
