"""A KPI has no target.

## What it finds
A KPI without `targets`.

## Why it matters
The guide asks for the size of success, decided beforehand. Without it every number is good news. What is only observed
may say so: `targets: none`.

## Bad
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
  # ^^^^^^^^^^^
      metric: views
      baseline: unknown
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
      targets:
        - {value: 900_000, by: 2026-03-19}
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

NAME = "kpi-without-target"
CODE = "MEA001"
FAMILY = "measurement"
SEVERITY = ByState.REQUIRED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields KPIs whose success has no size."""
    for name, kpi in campaign.plan.measurement.kpis.items():
        if kpi.targets is None:
            yield Flaw(
                ("measurement", "kpis", name, "targets"),
                context.say("The KPI {name} has no target.", name=short(name)),
                context.say("Add `targets:` with a value and a day, or `targets: none` where it is only observed."),
            )
