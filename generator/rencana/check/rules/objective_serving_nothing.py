"""An objective serves no goal of the organisation.

## What it finds
An objective without `serves`, in a workspace whose portfolio.yaml has goals.

## Why it matters
"Outcomes and impact should be identified for stakeholders, society and the organisation" (Barcelona Principles,
[AMEC](https://amecorg.com/2020/07/barcelona-principles-3-0-why-outcome-focused-planning-is-essential-not-optional/)):
a reader of the site wants to see what a campaign is for.

## Bad
```yaml
objectives:
  awareness:
# ^^^^^^^^^
    type: awareness
    statement: Urban coffee drinkers see cold brew as an iftar drink.
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
None. A workspace without `goals` has no such findings.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "objective-serving-nothing"
CODE = "OBJ007"
FAMILY = "objectives"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields objectives that serve no goal, where there are goals."""
    goals = campaign.shared.goals
    for name, objective in campaign.plan.objectives.items():
        if goals and not objective.serves:
            yield Flaw(
                ("objectives", name, "serves"),
                context.say("The objective {name} serves no goal of the organisation.", name=short(name)),
                context.say("Add `serves:` with one of: {goals}.", goals=", ".join(goals)),
            )
