"""A review is overdue.

## What it finds
A review whose day has passed and that says nothing under `found`. It depends on the day (`--on`).

## Why it matters
The decision was to be taken with fresh numbers; each week makes it dearer.

## Bad
```yaml
reviews:
  week-one: {date: 2026-02-25, question: Which format brings people to the shop?, owner: social-team}
  #                ^^^^^^^^^^
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
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "review-overdue"
CODE = "MEA021"
FAMILY = "measurement"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN
DAILY = True


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields reviews that should have been held."""
    for name, review in campaign.plan.reviews.items():
        if review.date and review.date < context.on and not (review.found or review.decision):
            yield Flaw(
                ("reviews", name, "date"),
                context.say("The review {name} was due on {day} and says nothing.", name=short(name), day=review.date),
                context.say("Add `found:` and `decision:`, or move it to a new day."),
            )
