"""Nobody says how an audience is known.

## What it finds
An audience without `evidence`, neither of its own nor of one of its platforms.

## Why it matters
What is said of people without a source is an opinion. OASIS asks for the source of each insight
([GCS](https://gcs.civilservice.gov.uk/guidance/campaigns/guide-to-campaign-planning-2/)).

## Bad
```yaml
audiences:
  drinkers:
# ^^^^^^^^
    title: Young urban coffee drinkers
    profile: 22 to 34, buy coffee out three times a week.
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
None. A talk with ten customers is evidence; a source may have the method `estimated`.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "audience-without-evidence"
CODE = "AUD003"
FAMILY = "audiences"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields audiences that rest on nothing."""
    for name, audience in campaign.plan.audiences.items():
        if not audience.evidence and not any(use.evidence for use in audience.platforms.values()):
            yield Flaw(
                ("audiences", name, "evidence"),
                context.say("Nobody says how the audience {name} is known.", name=short(name)),
                context.say("Add `evidence:` with a source and its date."),
            )
