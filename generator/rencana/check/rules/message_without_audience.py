"""A message is for nobody.

## What it finds
A message without `audiences`.

## Why it matters
Content is designed from the audience (the guide's third stage follows its second). A message that is for nobody cannot
be checked against anybody's hours, places or barriers.

## Bad
```yaml
content:
  messages:
    first-sip:
  # ^^^^^^^^^
      text: Iftar begins when the ice cracks.
      objectives: [awareness]
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

NAME = "message-without-audience"
CODE = "CNT001"
FAMILY = "content"
SEVERITY = ByState.REQUIRED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields messages without an audience."""
    for name, message in campaign.plan.content.messages.items():
        if not message.audiences:
            yield Flaw(
                ("content", "messages", name, "audiences"),
                context.say("The message {name} is for nobody.", name=short(name)),
                context.say("Add `audiences:` with whom it is for."),
            )
