"""Nobody collects a number.

## What it finds
A KPI without `collector`.

## Why it matters
A number that is nobody's task is not there when the review begins.

## Bad
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
  # ^^^^^^^^^^^
      metric: views
      baseline: unknown
      targets: 900_000
      sources: [instagram-insights]
```

## Good
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: views
      baseline: unknown
      targets: 900_000
      sources: [instagram-insights]
      collector: social-team
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "kpi-without-collector"
CODE = "MEA010"
FAMILY = "measurement"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields KPIs that are nobody's task."""
    for name, kpi in campaign.plan.measurement.kpis.items():
        if not kpi.collector:
            yield Flaw(
                ("measurement", "kpis", name, "collector"),
                context.say("Nobody collects the number of {name}.", name=short(name)),
                context.say("Add `collector:` with a team of portfolio.yaml."),
            )
