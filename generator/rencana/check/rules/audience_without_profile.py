"""An audience has no profile.

## What it finds
An audience without a `profile`.

## Why it matters
A title names people; a profile lets a colleague picture them. The guide asks for a profile of the target audience
before any content is designed.

## Bad
```yaml
audiences:
  drinkers:
# ^^^^^^^^
    title: Young urban coffee drinkers
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

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "audience-without-profile"
CODE = "AUD005"
FAMILY = "audiences"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields audiences that nobody could picture."""
    for name, audience in campaign.plan.audiences.items():
        if not audience.profile:
            yield Flaw(
                ("audiences", name, "profile"),
                context.say("The audience {name} has no profile.", name=short(name)),
                context.say("Add `profile:` with who they are, what they do and what they want."),
            )
