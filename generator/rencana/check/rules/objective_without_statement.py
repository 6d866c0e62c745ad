"""An objective does not say what it wants to achieve.

## What it finds
An objective without a `statement`.

## Why it matters
The guide begins with the objective, "specific, with a clear yardstick"; a name such as *awareness* is a topic, not an
aim. OASIS asks for objectives that others can act on
([GCS](https://gcs.civilservice.gov.uk/guidance/marketing/delivering-government-campaigns/guide-to-campaign-planning-oasis/)).

## Bad
```yaml
objectives:
  awareness:
# ^^^^^^^^^
    type: awareness
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

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "objective-without-statement"
CODE = "OBJ002"
FAMILY = "objectives"
SEVERITY = ByState.REQUIRED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields objectives without a statement."""
    for name, objective in campaign.plan.objectives.items():
        if not objective.statement:
            yield Flaw(
                ("objectives", name, "statement"),
                context.say("The objective {name} does not say what it wants to achieve.", name=short(name)),
                context.say("Add `statement:` with who changes what, in a sentence that can turn out true or false."),
            )
