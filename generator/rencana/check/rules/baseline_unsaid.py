"""Nobody says where things stood before.

## What it finds
A KPI with targets and without a `baseline`.

## Why it matters
OASIS: baseline, change, explanation. Without the first nobody can tell how much the campaign moved. Not knowing is no
shame: `baseline: unknown` says so, `none` that it could not exist.

## Bad
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
  # ^^^^^^^^^^^
      metric: views
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

NAME = "baseline-unsaid"
CODE = "MEA005"
FAMILY = "measurement"
SEVERITY = ByState.REQUIRED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields sized KPIs that begin nowhere."""
    for name, kpi in campaign.plan.measurement.kpis.items():
        if kpi.baseline is None and kpi.targets not in (None, "none"):
            yield Flaw(
                ("measurement", "kpis", name, "baseline"),
                context.say("Nobody says where {name} stood before.", name=short(name)),
                context.say("Add `baseline:` with a value and its date, or unknown, or none where it could not exist."),
            )
