"""Nobody carries a decision out.

## What it finds
A review with a `decision` and without an `owner`.

## Why it matters
A decision without an owner is found again, undone, at the next review.

## Bad
```yaml
reviews:
  week-one:
# ^^^^^^^^
    date: 2026-02-25
    found: Reels reach twice as many people as carousels.
    decision: Two carousels a week become reels.
```

## Good
```yaml
reviews:
  week-one:
    date: 2026-02-25
    found: Reels reach twice as many people as carousels.
    decision: Two carousels a week become reels.
    owner: social-team
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "decision-without-owner"
CODE = "MEA023"
FAMILY = "measurement"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields decisions without an owner."""
    for name, review in campaign.plan.reviews.items():
        if review.decision and not review.owner:
            yield Flaw(
                ("reviews", name, "owner"),
                context.say("Nobody carries the decision of {name} out.", name=short(name)),
                context.say("Add `owner:` with a team of portfolio.yaml."),
            )
