"""A target is worse than its baseline.

## What it finds
A target that lies below its baseline where more is better, or above it where less is better, where the two can be
compared: its value, a floor (`min`) or a ceiling (`max`).

## Why it matters
Mostly a slip of the hand: a zero too few, or two numbers exchanged. Where a decline is really planned, a reason beside
it helps every reader.

## Bad
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: brand-recall
      baseline: {value: 14%, date: 2026-01-31, source: panel}
      targets:
        - {value: 9%, by: 2026-03-19}
        #         ^^
      sources: [panel]
      collector: social-team
```

## Good
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: brand-recall
      baseline: {value: 14%, date: 2026-01-31, source: panel}
      targets:
        - {value: 19%, by: 2026-03-19}
      sources: [panel]
      collector: social-team
```

## Options
None. Metrics with `direction: band` are left alone.
"""

from collections.abc import Iterator

from rencana.check.facts.sizes import target_changes
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "target-against-direction"
CODE = "MEA004"
FAMILY = "measurement"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields targets that point the wrong way."""
    for change in target_changes(campaign):
        if (change.target - change.baseline) * change.better < 0:
            name = short(change.kpi)
            yield Flaw(
                change.path,
                context.say("For {name} more is better, and the target is below the baseline.", name=name)
                if change.better > 0
                else context.say("For {name} less is better, and the target is above the baseline.", name=name),
                context.say("Check both numbers; where it is meant, ignore this finding and say why."),
            )
