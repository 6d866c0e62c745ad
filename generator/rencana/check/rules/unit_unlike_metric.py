"""A number has another unit than its metric.

## What it finds
A target or baseline whose unit does not fit its metric: `14` for a percentage, `14%` for a count, `2h` for money.

## Why it matters
The number could not be compared with a single reading; the site would show nonsense, or nothing.

## Bad
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: brand-recall
      baseline: unknown
      targets:
        - {value: 19, by: 2026-03-19}
        #         ^^
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
      baseline: unknown
      targets:
        - {value: 19%, by: 2026-03-19}
      sources: [panel]
      collector: social-team
```

## Options
None. An own metric says its `unit`; without it, it is a count.
"""

from collections.abc import Iterator

from rencana.check.facts.sizes import sample
from rencana.check.flaw import Flaw, Path, RuleContext
from rencana.check.rule import Scope
from rencana.derive.counting_days import targets
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short
from rencana.plan.measurement import Comparison
from rencana.plan.metric import fits

NAME = "unit-unlike-metric"
CODE = "MEA008"
FAMILY = "measurement"
SEVERITY = Severity.ERROR
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields sizes that their metric cannot have."""
    for name, kpi in campaign.plan.measurement.kpis.items():
        metric = campaign.metrics.get(kpi.metric)
        if metric is None:
            continue
        path: Path = ("measurement", "kpis", name)
        sizes = []
        for index, target in enumerate(targets(kpi)):
            sizes += [((*path, "targets", index, key), getattr(target, key)) for key in ("value", "min", "max")]
        if isinstance(kpi.baseline, Comparison):
            sizes += [((*path, "baseline", key), getattr(kpi.baseline, key)) for key in ("value", "min", "max")]
        for at, amount in sizes:
            if amount is not None and not fits(amount, metric):
                yield Flaw(
                    at,
                    context.say(
                        "{amount} does not fit {metric}, which is measured as {unit}.",
                        amount=short(amount),
                        metric=metric.id,
                        unit=metric.unit,
                    ),
                    context.say("Write for example {sample}.", sample=sample(metric)),
                )
