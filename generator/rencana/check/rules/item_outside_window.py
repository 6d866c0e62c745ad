"""An item goes out on a channel that is not open.

## What it finds
A calendar item on a day that lies in none of the `windows` of its channel.

## Why it matters
The channel was booked or opened for other days.

## Bad
```yaml
channels:
  instagram:
    kind: owned
    why:
      pillars: [ritual]
      because: The audience looks for drinks here in the hour after iftar.
    rhythm: {reel: 3 a week}
    windows: [{start: 2026-03-01, end: 2026-03-19}]
calendar:
  crack:
    at: 2026-02-18 19:40
    #   ^^^^^^^^^^^^^^^^
    channels: [instagram]
    format: reel
    pillar: ritual
```

## Good
```yaml
channels:
  instagram:
    kind: owned
    why:
      pillars: [ritual]
      because: The audience looks for drinks here in the hour after iftar.
    rhythm: {reel: 3 a week}
    windows: [{start: 2026-03-01, end: 2026-03-19}]
calendar:
  crack:
    at: 2026-03-02 19:40
    channels: [instagram]
    format: reel
    pillar: ritual
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.pauses import covers
from rencana.derive.slots import slots
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "item-outside-window"
CODE = "CAL002"
FAMILY = "calendar"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields items outside the windows of their channel."""
    for slot in slots(campaign):
        channel = campaign.plan.channels.get(slot.channel)
        if slot.day is None or channel is None or not channel.windows or slot.state == "cancelled":
            continue
        if not any(covers(campaign, window, slot.day) for window in channel.windows):
            yield Flaw(
                ("calendar", slot.item, "at"),
                context.say(
                    "{name} goes out on {day}, when {channel} is not open.",
                    name=short(slot.item),
                    day=slot.day,
                    channel=short(slot.channel),
                ),
                context.say("Move it into one of the channel's `windows`, or change the window."),
            )
