"""An audience has no desired action.

## What it finds
An audience without `desired_action`.

## Why it matters
What should these people do? Without an answer, content cannot be designed for them, nor success be told from failure
([OASIS](https://gcs.civilservice.gov.uk/guidance/campaigns/guide-to-campaign-planning-2/): "what do we want them to
do").

## Bad
```yaml
audiences:
  drinkers:
# ^^^^^^^^
    title: Young urban coffee drinkers
    profile: 22 to 34, buy coffee out three times a week.
    evidence: {source: panel, date: 2025-11-30}
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

NAME = "audience-without-action"
CODE = "AUD001"
FAMILY = "audiences"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields audiences that are not meant to do anything."""
    for name, audience in campaign.plan.audiences.items():
        if not audience.desired_action:
            yield Flaw(
                ("audiences", name, "desired_action"),
                context.say("Nobody says what the audience {name} should do.", name=short(name)),
                context.say("Add `desired_action:` with what they do when the campaign works."),
            )
