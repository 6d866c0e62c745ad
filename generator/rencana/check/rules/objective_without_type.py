"""An objective does not say what kind of effect it aims at.

## What it finds
An objective without a `type`.

## Why it matters
The type decides which KPIs are evidence: views can show awareness, and never that people were well served ([GCS
evaluation](https://gcs.civilservice.gov.uk/publications/gcs-evaluation-cycle/)). Without it nobody checks the fit.

## Bad
```yaml
objectives:
  awareness:
# ^^^^^^^^^
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    serves: [retail-growth]
    yardsticks: [brand-views]
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
None.
"""

from collections.abc import Iterator

from rencana.catalogue import objective_types
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "objective-without-type"
CODE = "OBJ003"
FAMILY = "objectives"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields objectives without a type."""
    for name, objective in campaign.plan.objectives.items():
        if objective.type is None:
            yield Flaw(
                ("objectives", name, "type"),
                context.say("The objective {name} does not say what kind of effect it aims at.", name=short(name)),
                context.say("Add `type:` with one of: {types}.", types=", ".join(objective_types())),
            )
