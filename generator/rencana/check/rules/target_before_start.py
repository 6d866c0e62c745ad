"""A target is due before the campaign begins.

## What it finds
A target whose `by` lies before the first day of the campaign and of its first phase.

## Why it matters
Such a target is met or missed before anything was done; mostly the year is wrong.

## Bad
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: views
      baseline: unknown
      targets:
        - {value: 900_000, by: 2025-03-19}
        #                      ^^^^^^^^^^
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
from rencana.check.rule import Scope
from rencana.derive.counting_days import targets
from rencana.finding import Severity
from rencana.plan.campaign import Campaign

NAME = "target-before-start"
CODE = "MEA017"
FAMILY = "measurement"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields targets of the past."""
    start = campaign.first_counted_day
    for name, kpi in campaign.plan.measurement.kpis.items():
        for index, target in enumerate(targets(kpi)):
            by = campaign.calendar.last(target.by)
            if by and start and by < start:
                yield Flaw(
                    ("measurement", "kpis", name, "targets", index, "by"),
                    context.say(
                        "The target is due on {by}, before the campaign begins on {start}.", by=by, start=start
                    ),
                    context.say("Check the year and the month."),
                )
