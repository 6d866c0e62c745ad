"""An audience is active nowhere.

## What it finds
An audience without `platforms`, or with none that it actively uses.

## Why it matters
The guide asks of every audience which platforms it *actively* uses, for what and when; only that lets a channel be
chosen for a reason. It is Lasswell's "to whom", before "in which channel".

## Bad
```yaml
audiences:
  drinkers:
    title: Young urban coffee drinkers
    profile: 22 to 34, buy coffee out three times a week.
    evidence: {source: panel, date: 2025-11-30}
    desired_action: Takes a bottle home before sunset.
    platforms:
  # ^^^^^^^^^
      instagram: {active: false}
```

## Good
```yaml
audiences:
  drinkers:
    title: Young urban coffee drinkers
    profile: 22 to 34, buy coffee out three times a week.
    evidence: {source: panel, date: 2025-11-30}
    desired_action: Takes a bottle home before sunset.
    platforms:
      instagram: {active: true, purpose: [discover], hours: 19:00-22:00}
```

## Options
None. Offline places are platforms too: tv, radio, event, out-of-home and others.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.derive.golden_thread import active_platforms
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "audience-active-nowhere"
CODE = "AUD002"
FAMILY = "audiences"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields audiences that use no platform."""
    for name, audience in campaign.plan.audiences.items():
        if active_platforms(campaign.plan, name):
            continue
        if audience.platforms:
            message = context.say("The audience {name} is active on none of its platforms.", name=short(name))
        else:
            message = context.say("Nobody says where the audience {name} is active.", name=short(name))
        help = context.say("Add under `platforms` what they actively use, for what purpose and at what hours.")
        yield Flaw(("audiences", name, "platforms"), message, help)
