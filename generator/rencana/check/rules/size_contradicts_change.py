"""The value and the change of a target contradict each other.

## What it finds
A target with both a `value` and a `change`, where the baseline changed by that much gives another value. Rounding is
forgiven, up to the last digit that was written.

## Why it matters
Nobody can say which of the two was promised, and the campaign would be judged by one of them.

## Bad
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: brand-recall
      baseline: {value: 14%, date: 2026-01-31, source: panel}
      targets:
        - {value: 21%, change: +5pp, by: 2026-03-19}
        #                      ^^^^
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
        - {value: 19%, change: +5pp, by: 2026-03-19}
      sources: [panel]
      collector: social-team
```

## Options
None. Sums are compared only where the baseline covers about as many days as the target.
"""

from collections.abc import Iterator
from decimal import Decimal

from rencana.check.facts.sizes import is_exact, target_days
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive import counting_days
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.amount import Amount, Unit, precision
from rencana.plan.language.fault import short
from rencana.plan.measurement import KPI, Comparison, Target

NAME = "size-contradicts-change"
CODE = "MEA025"
FAMILY = "measurement"
SEVERITY = Severity.ERROR
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields targets whose value is not what their change gives."""
    for name, kpi in campaign.plan.measurement.kpis.items():
        baseline = kpi.baseline.value if isinstance(kpi.baseline, Comparison) else None
        for index, target in enumerate(counting_days.targets(kpi)):
            if baseline and _disagree(baseline, target) and _is_comparable(campaign, kpi, target):
                yield Flaw(
                    ("measurement", "kpis", name, "targets", index, "change"),
                    context.say(
                        "{change} from the baseline {baseline} is not {value}.",
                        change=short(target.change),
                        baseline=short(baseline),
                        value=short(target.value),
                    ),
                    context.say("Keep the one that was promised, and take the other out."),
                )


def _disagree(baseline: Amount, target: Target) -> bool:
    value, change = target.value, target.change
    if not (is_exact(baseline) and is_exact(value) and is_exact(change)):
        return False
    if (value.unit, value.currency) != (baseline.unit, baseline.currency):
        return False
    base = baseline.value
    # A percentage of a percentage is meant in points so often that a rule of its own asks for the unit.
    if change.unit is Unit.PERCENT and baseline.unit is not Unit.PERCENT:
        expected, step = base * (1 + change.value), abs(base) * precision(change)
    elif change.unit is (Unit.POINTS if baseline.unit is Unit.PERCENT else baseline.unit):
        expected, step = base + change.value, precision(change)
    else:
        return False
    return abs(value.value - expected) > max(step, precision(value), precision(baseline), Decimal(0))


def _is_comparable(campaign: Campaign, kpi: KPI, target: Target) -> bool:
    """Tells whether the baseline can be set beside a target; a sum without days of its own is taken as alike."""
    metric, before = campaign.metrics.get(kpi.metric), counting_days.baseline_days(campaign, kpi)
    if metric is None or not metric.additive or before is None:
        return True
    days = target_days(campaign, kpi, target)
    return days is not None and counting_days.alike(before, days)
