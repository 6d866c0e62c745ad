"""An item brings a pillar to a channel that was not chosen for it.

## What it finds
An item whose `pillar` is not among the `why.pillars` of one of its channels, where the channel names pillars.

## Why it matters
Either the channel has a second reason that nobody wrote down, or the item is in the wrong place.

## Bad
```yaml
content:
  messages:
    first-sip: {text: Iftar begins when the ice cracks, audiences: [drinkers], objectives: [awareness]}
  pillars:
    ritual: {quadrant: entertain, share: 60%, formats: [reel], messages: [first-sip]}
    how-to: {quadrant: educate, share: 40%, formats: [carousel], messages: [first-sip]}
calendar:
  brew: {at: 2026-03-04 19:40, channels: [instagram], format: carousel, pillar: how-to, state: draft}
  #                                                                             ^^^^^^
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
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "pillar-unlike-channel"
CODE = "CAL014"
FAMILY = "calendar"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields items in a channel that carries other pillars."""
    channels = campaign.plan.channels
    for name, item in campaign.items.items():
        for channel in item.channels if item.pillar and item.state != "cancelled" else ():
            why = channels[channel].why if channel in channels else None
            if why and why.pillars and item.pillar not in why.pillars:
                yield Flaw(
                    ("calendar", name, "pillar"),
                    context.say(
                        "{channel} was not chosen for the pillar {pillar}.",
                        channel=short(channel),
                        pillar=short(item.pillar),
                    ),
                    context.say("Add the pillar to `why.pillars` of the channel, or move the item."),
                )
