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

from rencana.check.facts.sizes import better_sign
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.counting_days import targets
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
        better = better_sign(campaign.metrics.get(kpi.metric))
        plain = [
            (index, target)
            for index, target in enumerate(targets(kpi))
            if target.value and not (target.within or target.per or target.phase)
        ]
        for index, later in plain:
            if better and any(_easier(campaign, later, earlier, better) for _, earlier in plain):
                yield Flaw(
                    ("measurement", "kpis", name, "targets", index, "value"),
                    context.say("This target of {name} is easier than one before it.", name=short(name)),
                    context.say("Check the days and the numbers of the targets."),
                )


def _easier(campaign: Campaign, later: Target, earlier: Target, better: int) -> bool:
    """Tells whether a target asks for less than an earlier one; on one day the stretch target is the later one."""
    first, second = (campaign.calendar.last(target.by) or campaign.end for target in (earlier, later))
    if earlier.value is None or later.value is None or first is None or second is None:
        return False
    # Who stretches once may well ask for less the next time.
    if earlier.stretch and not later.stretch:
        return False
    comes_later = first < second or (first == second and later.stretch and not earlier.stretch)
    return comes_later and (later.value.value - earlier.value.value) * better < 0
