"""A percentage is asked of what has none.

## What it finds
A target with a `change` in percent alone, of a score, or from a baseline of 0 or below.

## Why it matters
A score (a Net Promoter Score, a grade) has no zero that it is measured from, and no percentage of 0 is more than 0: the
target has no size, and nobody can be judged by it.

## Bad
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: nps
      baseline: {value: 12, date: 2026-01-31, source: panel}
      targets:
        - {change: +20%, by: 2026-03-19}
        #          ^^^^
      sources: [panel]
      collector: social-team
```

## Good
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: nps
      baseline: {value: 12, date: 2026-01-31, source: panel}
      targets:
        - {change: +5, by: 2026-03-19}
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
from rencana.plan.measurement import Comparison

NAME = "change-of-a-score"
CODE = "MEA026"
FAMILY = "measurement"
SEVERITY = Severity.ERROR
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields changes in percent that have no size."""
    for name, kpi in campaign.plan.measurement.kpis.items():
        metric = campaign.metrics.get(kpi.metric)
        baseline = kpi.baseline.value if isinstance(kpi.baseline, Comparison) else None
        is_score = metric is not None and metric.unit == "score"
        if not is_score and not (baseline and baseline.value <= 0):
            continue
        for index, target in enumerate(targets(kpi)):
            alone = target.value is target.min is target.max is None
            if target.change and target.change.unit is Unit.PERCENT and alone:
                change = short(target.change)
                yield Flaw(
                    ("measurement", "kpis", name, "targets", index, "change"),
                    context.say("{change} of a score has no size.", change=change)
                    if is_score
                    else context.say(
                        "{change} of a baseline of {baseline} has no size.", change=change, baseline=baseline
                    ),
                    context.say("Write how much it is to change, such as +5, or the value that is to be reached."),
                )
