"""A later target is easier than an earlier one.

## What it finds
Dated targets of one KPI of which a later one is less than an earlier one, in the metric's direction; and a stretch
target that is easier than the committed one of the same day.

## Why it matters
The path that the site draws through the targets would turn back. Mostly two dates or two numbers were exchanged.

## Bad
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: views
      baseline: unknown
      targets:
        - {value: 900_000, by: 2026-02-28}
        - {value: 300_000, by: 2026-03-19}
        #         ^^^^^^^
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
        - {value: 300_000, by: 2026-02-28}
        - {value: 900_000, by: 2026-03-19}
      sources: [instagram-insights]
      collector: social-team
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.facts.sizes import WAYS
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short
from rencana.plan.measurement import Target

NAME = "targets-out-of-order"
CODE = "MEA016"
FAMILY = "measurement"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields targets that fall back behind an earlier one."""
    for name, kpi in campaign.plan.measurement.kpis.items():
        metric = campaign.metrics.get(kpi.metric)
        way = WAYS.get(metric.direction, 0) if metric else 0
        targets = kpi.targets if isinstance(kpi.targets, tuple) else ()
        plain = [
            (index, one) for index, one in enumerate(targets) if one.value and not (one.within or one.per or one.phase)
        ]
        for index, later in plain:
            if way and any(_easier(campaign, later, earlier, way) for _, earlier in plain):
                yield Flaw(
                    ("measurement", "kpis", name, "targets", index, "value"),
                    context.say("This target of {name} is easier than one before it.", name=short(name)),
                    context.say("Check the days and the numbers of the targets."),
                )


def _easier(campaign: Campaign, later: Target, earlier: Target, way: int) -> bool:
    days = [campaign.calendar.last(one.by) or campaign.end for one in (earlier, later)]
    if earlier.value is None or later.value is None or days[0] is None or days[1] is None:
        return False
    if earlier.stretch and not later.stretch:
        return False
    comes_later = days[0] < days[1] or (days[0] == days[1] and later.stretch and not earlier.stretch)
    return comes_later and (later.value.value - earlier.value.value) * way < 0
