"""An item carries a message that its pillar does not.

## What it finds
An item whose `message` is not among the `messages` of its `pillar`.

## Why it matters
The thread from objective to channel runs through the pillar; here it breaks.

## Bad
```yaml
content:
  messages:
    first-sip: {text: Iftar begins when the ice cracks, audiences: [drinkers], objectives: [awareness]}
    at-hand: {text: A cold bottle is never far, audiences: [drinkers], objectives: [awareness]}
  pillars:
    ritual: {quadrant: entertain, share: 100%, formats: [reel], messages: [first-sip]}
calendar:
  crack: {at: 2026-03-04 19:40, channels: [instagram], format: reel, pillar: ritual, message: at-hand}
  #                                                                                           ^^^^^^^
```

## Good
```yaml
content:
  messages:
    first-sip: {text: Iftar begins when the ice cracks, audiences: [drinkers], objectives: [awareness]}
    at-hand: {text: A cold bottle is never far, audiences: [drinkers], objectives: [awareness]}
  pillars:
    ritual: {quadrant: entertain, share: 100%, formats: [reel], messages: [first-sip, at-hand]}
calendar:
  crack: {at: 2026-03-04 19:40, channels: [instagram], format: reel, pillar: ritual, message: at-hand}
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "message-unlike-pillar"
CODE = "CAL013"
FAMILY = "calendar"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields items whose message and pillar do not belong together."""
    pillars = campaign.plan.content.pillars
    for name, item in campaign.items.items():
        pillar = pillars.get(item.pillar or "")
        if pillar and pillar.messages and item.message and item.message not in pillar.messages:
            yield Flaw(
                ("calendar", name, "message"),
                context.say(
                    "{pillar} does not carry the message {message}.",
                    pillar=short(item.pillar),
                    message=short(item.message),
                ),
                context.say("It carries: {messages}.", messages=", ".join(pillar.messages)),
            )
