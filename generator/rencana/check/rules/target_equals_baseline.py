"""A target is where things stand already.

## What it finds
A target that equals its baseline, where the two can be compared: levels, rates, surveys, and sums over windows of
equal length.

## Why it matters
Either nothing is to change, then no campaign is needed; or one of the two numbers is wrong. To hold a level, write
`min:` or `max:`.

## Bad
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: brand-recall
      baseline: {value: 14%, date: 2026-01-31, source: panel}
      targets:
        - {value: 14%, by: 2026-03-19}
        #         ^^^
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
None.
"""

from collections.abc import Iterator

from rencana.check.facts.sizes import target_changes
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "target-equals-baseline"
CODE = "MEA003"
FAMILY = "measurement"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields targets that are reached before the campaign begins."""
    for change in target_changes(campaign):
        if change.target == change.baseline and change.path[-1] == "value":
            yield Flaw(
                change.path,
                context.say("The target of {name} is where things stand already.", name=short(change.kpi)),
                context.say("Set a target that differs from the baseline; to hold a level write `min:` or `max:`."),
            )
