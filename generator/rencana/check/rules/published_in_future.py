"""An item is published before its day.

## What it finds
An item whose state is `published` on a day that is still to come. It depends on the day (`--on`).

## Why it matters
Mostly month and day were exchanged, or the row was copied. Its numbers are then sought on the wrong day.

## Bad
```yaml
calendar:
  crack: {at: 2026-03-18 19:40, channels: [instagram], format: reel, pillar: ritual, state: published}
  #                                                                                         ^^^^^^^^^
```

## Good
```yaml
calendar:
  crack: {at: 2026-02-18 19:40, channels: [instagram], format: reel, pillar: ritual, state: published}
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

NAME = "published-in-future"
CODE = "CAL016"
FAMILY = "calendar"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN
DAILY = True


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields items that cannot be out yet, each once."""
    reported = set()
    for slot in slots(campaign):
        if slot.day and slot.day > context.on and slot.state == "published" and slot.item not in reported:
            reported.add(slot.item)
            yield Flaw(
                ("calendar", slot.item, "state"),
                context.say(
                    "{name} is published, but its day {day} is after {today}.",
                    name=short(slot.item),
                    day=slot.day,
                    today=context.on,
                ),
                context.say("Check month and day, or set `state:` to approved."),
            )
