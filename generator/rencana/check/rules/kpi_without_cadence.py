"""Nobody says how often a number is taken.

## What it finds
A KPI without `cadence`, in a plan whose `measurement` has none either.

## Why it matters
The guide: per day, week or month. Without a cadence nobody notices that a number is late, and some numbers cannot be
had later at all.

## Bad
```yaml
measurement:
  kpis:
    brand-views:
  # ^^^^^^^^^^^
      metric: views
      baseline: unknown
      targets: 900_000
      sources: [instagram-insights]
      collector: social-team
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

NAME = "kpi-without-cadence"
CODE = "MEA011"
FAMILY = "measurement"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields KPIs that are measured at no time."""
    measurement = campaign.plan.measurement
    for name, kpi in measurement.kpis.items():
        if kpi.cadence is None and measurement.cadence is None:
            yield Flaw(
                ("measurement", "kpis", name, "cadence"),
                context.say("Nobody says how often {name} is measured.", name=short(name)),
                context.say("Add `cadence:` under `measurement`: daily, weekly, monthly, quarterly, yearly or at-end."),
            )
