"""A relative target has nothing to relate to.

## What it finds
A target with a `change` alone, for a KPI whose baseline has no value.

## Why it matters
+20% of an unknown number is an unknown number: the site can show neither target nor progress.

## Bad
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: views
      baseline: unknown
      targets:
        - {change: +20%, by: 2026-03-19}
        #          ^^^^
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
      baseline: {value: 120_000, period: {start: 2026-01-19, end: 2026-02-17}, source: instagram-insights}
      targets:
        - {change: +20%, by: 2026-03-19}
      sources: [instagram-insights]
      collector: social-team
```

## Options
None. `baseline: elsewhere` is an answer: the number is known, and stands in another document.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.derive.counting_days import targets
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short
from rencana.plan.measurement import Comparison

NAME = "change-without-baseline"
CODE = "MEA007"
FAMILY = "measurement"
SEVERITY = ByState.REQUIRED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields changes of nothing."""
    for name, kpi in campaign.plan.measurement.kpis.items():
        has_baseline = kpi.baseline == "elsewhere" or (isinstance(kpi.baseline, Comparison) and kpi.baseline.value)
        for index, target in enumerate(() if has_baseline else targets(kpi)):
            if target.change and not (target.value or target.min or target.max):
                yield Flaw(
                    ("measurement", "kpis", name, "targets", index, "change"),
                    context.say(
                        "{change} of what? {name} has no baseline.", change=short(target.change), name=short(name)
                    ),
                    context.say("Give the baseline a value, or the target a size of its own."),
                )
