"""An item should have gone out.

## What it finds
An item whose day has passed and whose state is neither `published` nor `cancelled`, in a campaign that is approved,
running or paused. It depends on the day (`--on`).

## Why it matters
A calendar that nobody updates is dead: its readers cannot tell what went out from what was only meant to.

## Bad
```yaml
calendar:
  crack: {at: 2026-02-18 19:40, channels: [instagram], format: reel, pillar: ritual, state: draft}
  #                                                                                         ^^^^^
```

## Good
```yaml
calendar:
  crack: {at: 2026-03-18 19:40, channels: [instagram], format: reel, pillar: ritual, state: draft}
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

NAME = "item-overdue"
CODE = "CAL015"
FAMILY = "calendar"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN
DAILY = True


_DONE = ("published", "cancelled")
_ALIVE = ("approved", "running", "paused")


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields items of the past that nobody closed."""
    if campaign.plan.campaign.state not in _ALIVE:
        return
    reported = set()
    for slot in slots(campaign):
        if slot.day and slot.day < context.on and slot.state not in _DONE and slot.item not in reported:
            reported.add(slot.item)
            yield Flaw(
                ("calendar", slot.item, "state"),
                context.say("{name} was to go out on {day} and is not published.", name=short(slot.item), day=slot.day),
                context.say("Set `state:` to published or cancelled, or move it."),
            )
