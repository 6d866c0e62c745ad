"""A change of a percentage is given in percent.

## What it finds
`change: +5%` for a metric that is itself a percentage.

## Why it matters
From 14%, "+5%" may mean 14.7% or 19%. Percentage points (`+5pp`) have one meaning.

## Bad
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: brand-recall
      baseline: {value: 14%, date: 2026-01-31, source: panel}
      targets:
        - {change: +5%, by: 2026-03-19}
        #          ^^^
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
        - {change: +5pp, by: 2026-03-19}
      sources: [panel]
      collector: social-team
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.counting_days import targets
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.amount import Unit
from rencana.plan.language.fault import short

NAME = "percent-for-points"
CODE = "MEA006"
FAMILY = "measurement"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields changes that can be read in two ways."""
    for name, kpi in campaign.plan.measurement.kpis.items():
        metric = campaign.metrics.get(kpi.metric)
        if metric is None or metric.unit != "percent":
            continue
        for index, target in enumerate(targets(kpi)):
            if target.change and target.change.unit is Unit.PERCENT:
                yield Flaw(
                    ("measurement", "kpis", name, "targets", index, "change"),
                    context.say("{change} of a percentage can be read in two ways.", change=short(target.change)),
                    context.say("Write percentage points, such as +5pp, or the value that is to be reached."),
                )
