"""A review ends without a decision.

## What it finds
A review that says what was `found` and not what was decided.

## Why it matters
A report that leads to no decision changes nothing. To go on as before is a decision too, and worth writing down.

## Bad
```yaml
reviews:
  week-one: {date: 2026-02-25, found: Reels reach twice as many people as carousels., owner: social-team}
# ^^^^^^^^
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
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "review-without-decision"
CODE = "MEA022"
FAMILY = "measurement"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields reviews that decide nothing."""
    for name, review in campaign.plan.reviews.items():
        if review.found and not review.decision:
            yield Flaw(
                ("reviews", name, "decision"),
                context.say("The review {name} found something and decided nothing.", name=short(name)),
                context.say("Add `decision:`; to go on as before is one too."),
            )
