"""Nobody says where a number comes from.

## What it finds
A KPI without `sources`.

## Why it matters
The guide: find a service that lets you get the number. Whoever has to collect it next month must know where, and a
reader must be able to judge it.

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

NAME = "kpi-without-source"
CODE = "MEA009"
FAMILY = "measurement"
SEVERITY = ByState.REQUIRED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields KPIs that come from nowhere."""
    for name, kpi in campaign.plan.measurement.kpis.items():
        if not kpi.sources:
            yield Flaw(
                ("measurement", "kpis", name, "sources"),
                context.say("Nobody says where the number of {name} comes from.", name=short(name)),
                context.say("Add `sources:` with a source of portfolio.yaml or of `measurement.sources`."),
            )
