"""An item goes out when its audience is not there.

## What it finds
An item whose time lies more than two hours outside all hours at which its audiences use the platform. Its audiences
are its own or those of its message; where nobody gives hours, nothing is found.

## Why it matters
The guide asks at what hours people use a platform; content is shown first to those who are there.

## Bad
```yaml
calendar:
  crack:
    at: 2026-03-04 09:00
    #   ^^^^^^^^^^^^^^^^
    channels: [instagram]
    format: reel
    pillar: ritual
    message: first-sip
```

## Good
```yaml
calendar:
  crack:
    at: 2026-03-04 19:40
    channels: [instagram]
    format: reel
    pillar: ritual
    message: first-sip
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.active_hours import distance, uses
from rencana.derive.slots import slots
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "hours-unlike-audience"
CODE = "CAL009"
FAMILY = "calendar"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


_FAR = 120


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields items far from the hours of their audience."""
    for slot in slots(campaign):
        if slot.clock is None or slot.state == "cancelled":
            continue
        item = campaign.items[slot.item]
        message = campaign.plan.content.messages.get(item.message or "")
        audiences = item.audiences or (message.audiences if message else ())
        hours = [span for _, use in uses(campaign, audiences, slot.channel) for span in use.hours]
        if hours and all(distance(slot.clock, span) > _FAR for span in hours):
            yield Flaw(
                ("calendar", slot.item, "every" if item.every else "at"),
                context.say(
                    "{item} goes out at {time}; its audience is on {channel} at {hours}.",
                    item=short(slot.item),
                    time=f"{slot.clock:%H:%M}",
                    channel=short(slot.channel),
                    hours=", ".join(str(span) for span in hours),
                ),
                context.say("Choose an hour at which they are there, or correct the audience's `hours`."),
            )
