"""A campaign ended and nothing was learned.

## What it finds
A closed or stopped campaign with reviews or KPIs, none of whose reviews says what was `learned`.

## Why it matters
Learning is the last stage of the [evaluation cycle of the GCS](https://gcs.civilservice.gov.uk/publications/gcs-evaluation-cycle/).
What one plan found out saves the next one its price.

## Bad
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: closed
  #      ^^^^^^
  period: {start: 2026-02-18, end: 2026-03-19}
```

## Good
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: closed
  period: {start: 2026-02-18, end: 2026-03-19}
reviews:
  end:
    date: 2026-03-24
    found: Recall rose by six points.
    decision: The campaign returns next year, two weeks earlier.
    learned: [Reels before sunset work; after nine nobody looks.]
    owner: social-team
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign

NAME = "closed-without-lesson"
CODE = "MEA024"
FAMILY = "measurement"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields ended campaigns without a lesson."""
    plan = campaign.plan
    ended = plan.campaign.state in ("closed", "stopped") and (plan.measurement.kpis or plan.reviews)
    if ended and not any(review.learned for review in plan.reviews.values()):
        yield Flaw(
            ("campaign", "state"),
            context.say("The campaign has ended, and no review says what was learned."),
            context.say("Add a review with `learned:`, for whoever plans the next one."),
        )
