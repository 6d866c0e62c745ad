"""An audience is a part of itself.

## What it finds
Audiences whose `part_of` leads in a circle.

## Why it matters
The site adds the sizes of parts to a whole; in a circle there is no whole.

## Bad
```yaml
audiences:
  drinkers:
    title: Young urban coffee drinkers
    part_of: drinkers
    #        ^^^^^^^^
    profile: 22 to 34, buy coffee out three times a week.
    evidence: {source: panel, date: 2025-11-30}
    desired_action: Takes a bottle home before sunset.
    platforms:
      instagram: {active: true, purpose: [discover], hours: 19:00-22:00}
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
None.
"""

from collections.abc import Iterator

from rencana.check.facts.circle import circle
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign

NAME = "audience-in-circle"
CODE = "AUD009"
FAMILY = "audiences"
SEVERITY = Severity.ERROR
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields circles of audiences, each at its first one."""
    audiences = campaign.plan.audiences
    for names in circle({name: audience.part_of for name, audience in audiences.items()}):
        yield Flaw(
            ("audiences", names[0], "part_of"),
            context.say("The audience is a part of itself: {circle}.", circle=" → ".join([*names, names[0]])),
            context.say("Take out the `part_of` that closes the circle."),
        )
