"""An item goes out when the campaign does not run.

## What it finds
A calendar item whose day lies outside the campaign's period and outside all of its phases.

## Why it matters
Mostly the year or the month is wrong. What really belongs before or after the campaign belongs to a phase of its own.

## Bad
```yaml
calendar:
  crack:
    at: 2026-04-18 19:40
    #   ^^^^^^^^^^^^^^^^
    channels: [instagram]
    format: reel
    pillar: ritual
```

## Good
```yaml
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

NAME = "item-outside-period"
CODE = "CAL001"
FAMILY = "calendar"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields items on days that belong to no part of the campaign."""
    period = campaign.plan.campaign.period
    windows = [window for phase in campaign.plan.schedule.phases.values() for window in phase.windows]
    if campaign.start is None:
        return
    reported = set()
    for slot in slots(campaign):
        inside = slot.day is None or any(covers(campaign, window, slot.day) for window in (period, *windows) if window)
        if not inside and slot.state != "cancelled" and slot.item not in reported:
            reported.add(slot.item)
            yield Flaw(
                ("calendar", slot.item, "at"),
                context.say(
                    "{name} goes out on {day}, when the campaign does not run.", name=short(slot.item), day=slot.day
                ),
                context.say("Check the day, or add a phase that it belongs to."),
            )
