"""A baseline covers another length of time than the target.

## What it finds
A summed KPI whose baseline covers a window more than a tenth longer or shorter than the days that count towards its
last target: those of its `within`, `per` or `phase`, else all from the first one that counts.

## Why it matters
Thirty days of views against forty are no growth. The site compares only windows of equal length.

## Bad
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: views
      baseline: {value: 40_000, period: {start: 2026-02-08, end: 2026-02-17}, source: instagram-insights}
      #                         ^^^^^^
      targets:
        - {value: 900_000, by: 2026-03-19}
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
        - {value: 900_000, by: 2026-03-19}
      sources: [instagram-insights]
      collector: social-team
```

## Options
None. `counts_from` of a KPI says from which day it counts.
"""

from collections.abc import Iterator

from rencana.check.facts.sizes import windows
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.counting_days import alike
from rencana.finding import Severity
from rencana.plan.campaign import Campaign

NAME = "baseline-of-other-length"
CODE = "MEA018"
FAMILY = "measurement"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields baselines that cannot be set beside their target."""
    for name, kpi in campaign.plan.measurement.kpis.items():
        lengths = windows(campaign, kpi)
        if lengths and not alike(*lengths):
            before, counted = lengths
            yield Flaw(
                ("measurement", "kpis", name, "baseline", "period"),
                context.say(
                    "The baseline covers {before} days, the target {counted} days.", before=before, counted=counted
                ),
                context.say("Take a baseline over as many days, or set `counts_from`."),
            )
