"""An objective has no yardstick.

## What it finds
An objective that names neither a KPI (`yardsticks`) nor a sign (`signs`). A note in a draft, a warning in review, an
error from approved on.

## Why it matters
Without a yardstick nobody can tell afterwards whether the objective was met. That measurable goals are "an absolute
prerequisite" is the first of the Barcelona Principles
([AMEC, 2020](https://amecorg.com/2020/07/barcelona-principles-3-0-why-outcome-focused-planning-is-essential-not-optional/)).

## Bad
```yaml
objectives:
  awareness:
# ^^^^^^^^^
    type: awareness
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    serves: [retail-growth]
```

## Good
```yaml
objectives:
  awareness:
    type: awareness
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    serves: [retail-growth]
    yardsticks: [brand-views]
```

## Options
None. Where nothing can be counted, `signs:` says what would be seen.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "objective-without-yardstick"
CODE = "OBJ001"
FAMILY = "objectives"
SEVERITY = ByState.REQUIRED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields objectives without KPI and without sign."""
    for name, objective in campaign.plan.objectives.items():
        if not objective.yardsticks and not objective.signs:
            yield Flaw(
                ("objectives", name, "yardsticks"),
                context.say("The objective {name} has no yardstick.", name=short(name)),
                context.say("Name the KPIs that prove it under `yardsticks`, or say under `signs` what would be seen."),
            )
