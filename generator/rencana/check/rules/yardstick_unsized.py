"""A yardstick has no size.

## What it finds
A KPI that is the yardstick of an objective and has `targets: none`.

## Why it matters
A KPI that is only observed proves nothing: the objective can then be neither met nor missed.

## Bad
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: views
      baseline: unknown
      targets: none
      #        ^^^^
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

NAME = "yardstick-unsized"
CODE = "MEA015"
FAMILY = "measurement"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields yardsticks that are only observed."""
    objectives = campaign.plan.objectives
    for name, kpi in campaign.plan.measurement.kpis.items():
        proved = [objective_name for objective_name, objective in objectives.items() if name in objective.yardsticks]
        if proved and kpi.targets == "none":
            yield Flaw(
                ("measurement", "kpis", name, "targets"),
                context.say(
                    "{kpi} is a yardstick of {objective}, and has no size.",
                    kpi=short(name),
                    objective=short(", ".join(proved)),
                ),
                context.say("Give it a target, or take it out of the objective's `yardsticks`."),
            )
