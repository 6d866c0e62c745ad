"""A KPI proves no objective.

## What it finds
A KPI with targets that is no objective's yardstick, in a plan that has objectives.

## Why it matters
A number with a target asks somebody to act on it. Beside the objectives it costs work and attention, and decides
nothing.

## Bad
```yaml
objectives:
  awareness:
    type: awareness
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    serves: [retail-growth]
    yardsticks: [brand-views, recall]
measurement:
  cadence: weekly
  kpis:
    brand-views: {metric: views, baseline: unknown, targets: 900_000, sources: panel, collector: social-team}
    saves: {metric: saves, baseline: unknown, targets: 6_000, sources: panel, collector: social-team}
  # ^^^^^
```

## Good
```yaml
objectives:
  awareness:
    type: awareness
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    serves: [retail-growth]
    yardsticks: [brand-views, recall]
measurement:
  cadence: weekly
  kpis:
    brand-views: {metric: views, baseline: unknown, targets: 900_000, sources: panel, collector: social-team}
    saves: {metric: saves, targets: none, sources: panel, collector: social-team}
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "kpi-proving-nothing"
CODE = "MEA019"
FAMILY = "measurement"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields sized KPIs that stand beside the objectives."""
    plan = campaign.plan
    used = {name for objective in plan.objectives.values() for name in objective.yardsticks}
    for name, kpi in plan.measurement.kpis.items() if plan.objectives else ():
        if name not in used and kpi.targets not in (None, "none"):
            yield Flaw(
                ("measurement", "kpis", name),
                context.say("The KPI {name} proves no objective.", name=short(name)),
                context.say(
                    "Name it under `yardsticks` of an objective, or write `targets: none`: it is only observed."
                ),
            )
