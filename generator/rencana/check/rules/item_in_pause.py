"""An item goes out during a pause.

## What it finds
A calendar item on a day of a pause of the plan, or of portfolio.yaml.

## Why it matters
Pauses are for days on which silence is owed: an election, a mourning, a holy day. What was scheduled months before
goes out by itself.

## Bad
```yaml
schedule:
  pauses:
    nyepi: {windows: 2026-03-19, because: Day of silence.}
calendar:
  crack:
    at: 2026-03-19 19:40
    #   ^^^^^^^^^^^^^^^^
    channels: [instagram]
    format: reel
    pillar: ritual
```

## Good
```yaml
schedule:
  pauses:
    nyepi: {windows: 2026-03-19, because: Day of silence.}
calendar:
  crack:
    at: 2026-03-18 19:40
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

NAME = "item-in-pause"
CODE = "CAL003"
FAMILY = "calendar"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields items on days of silence."""
    pauses = {**campaign.shared.pauses, **campaign.plan.schedule.pauses}
    for slot in slots(campaign) if pauses else ():
        if slot.day is None or slot.state == "cancelled":
            continue
        for name, pause in pauses.items():
            applies = not pause.channels or slot.channel in pause.channels
            if applies and any(covers(campaign, window, slot.day) for window in pause.windows):
                yield Flaw(
                    ("calendar", slot.item, "at"),
                    context.say(
                        "{item} goes out on {day}, during the pause {pause}.",
                        item=short(slot.item),
                        day=slot.day,
                        pause=short(pause.title or name),
                    ),
                    context.say("Move it to another day, or cancel it with `state: cancelled`."),
                )
