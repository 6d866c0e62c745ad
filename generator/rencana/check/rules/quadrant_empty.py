"""No content does what an objective calls for.

## What it finds
An objective whose type calls for a kind of content that no pillar has: for awareness entertaining or educating
content, for conversion convincing or inspiring content, and so on. Only in plans whose pillars all have a quadrant.

## Why it matters
Each quadrant of the content matrix does something else for people on their way to a decision ([Smart
Insights](https://www.smartinsights.com/content-management/content-marketing-strategy/the-content-marketing-matrix-new-infographic/)).
What an objective calls for and no pillar does, nobody will get.

## Bad
```yaml
objectives:
  awareness:
    type: awareness
    #     ^^^^^^^^^
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    serves: [retail-growth]
    yardsticks: [brand-views]
content:
  messages:
    first-sip: {text: Iftar begins when the ice cracks, audiences: [drinkers], objectives: [awareness]}
  pillars:
    ritual: {quadrant: convince, share: 100%, formats: [reel], messages: [first-sip]}
```

## Good
```yaml
objectives:
  awareness:
    type: awareness
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    serves: [retail-growth]
    yardsticks: [brand-views]
content:
  messages:
    first-sip: {text: Iftar begins when the ice cracks, audiences: [drinkers], objectives: [awareness]}
  pillars:
    ritual: {quadrant: entertain, share: 100%, formats: [reel], messages: [first-sip]}
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.catalogue import objective_types
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "quadrant-empty"
CODE = "CNT008"
FAMILY = "content"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields objectives for which there is no fitting kind of content."""
    pillars = campaign.plan.content.pillars.values()
    present = {pillar.quadrant for pillar in pillars}
    if not present or None in present:
        return
    for name, objective in campaign.plan.objectives.items():
        kind = objective_types().get(objective.type or "")
        if kind and kind.quadrants and not present & set(kind.quadrants):
            yield Flaw(
                ("objectives", name, "type"),
                context.say(
                    "{type} calls for content that does one of: {quadrants}. No pillar does.",
                    type=short(kind.id),
                    quadrants=", ".join(kind.quadrants),
                ),
                context.say("Add a pillar of that quadrant, or say why the objective needs none."),
            )
