"""Two items go out on one channel at the same minute.

## What it finds
Two items of a plan with the same channel, day and time.

## Why it matters
They take each other's readers; mostly a row was copied and its time forgotten.

## Bad
```yaml
calendar:
  crack: {at: 2026-03-04 19:40, channels: [instagram], format: reel, pillar: ritual}
  pour: {at: 2026-03-04 19:40, channels: [instagram], format: reel, pillar: ritual}
  #          ^^^^^^^^^^^^^^^^
```

## Good
```yaml
calendar:
  crack: {at: 2026-03-04 19:40, channels: [instagram], format: reel, pillar: ritual}
  pour: {at: 2026-03-05 19:40, channels: [instagram], format: reel, pillar: ritual}
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.slots import slots
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "same-minute"
CODE = "CAL008"
FAMILY = "calendar"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields items that meet on a channel."""
    first: dict[tuple[object, ...], str] = {}
    for slot in slots(campaign):
        if slot.day is None or slot.clock is None or slot.state == "cancelled":
            continue
        earlier = first.setdefault((slot.channel, slot.day, slot.clock), slot.item)
        if earlier != slot.item:
            yield Flaw(
                ("calendar", slot.item, "at"),
                context.say(
                    "{one} and {other} go out on {channel} at the same minute.",
                    one=short(slot.item),
                    other=short(earlier),
                    channel=short(slot.channel),
                ),
                context.say("Give one of them another time."),
            )
