"""No review is planned.

## What it finds
A plan with KPIs and without `reviews`.

## Why it matters
Numbers that nobody looks at change nothing. The guide measures "to see what lacks and what works, and to keep
improving"; a review ends in a decision.

## Bad
```yaml
reviews: {}
#^^^^^^
```

## Good
```yaml
reviews:
  week-one: {date: 2026-03-04, question: Which format brings people to the shop?, owner: social-team}
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign

NAME = "review-missing"
CODE = "MEA020"
FAMILY = "measurement"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields plans that are never looked at again."""
    plan = campaign.plan
    if plan.measurement.kpis and not plan.reviews:
        yield Flaw(
            ("reviews",) if "reviews" in campaign.document.data else ("measurement",),
            context.say("There are KPIs, and no review at which somebody decides."),
            context.say("Add `reviews:` with a day and a question that the numbers should answer."),
        )
