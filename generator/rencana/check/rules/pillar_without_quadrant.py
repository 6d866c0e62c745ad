"""A pillar stands in no quadrant.

## What it finds
A pillar without `quadrant`: entertain, inspire, educate or convince.

## Why it matters
The quadrant maps a kind of content to what it does for the objective; without it nobody sees whether the mix fits. The
matrix is that of [Smart Insights](https://www.smartinsights.com/content-management/content-marketing-strategy/the-content-marketing-matrix-new-infographic/).

## Bad
```yaml
content:
  messages:
    first-sip: {text: Iftar begins when the ice cracks, audiences: [drinkers], objectives: [awareness]}
  pillars:
    ritual: {share: 100%, formats: [reel], messages: [first-sip]}
  # ^^^^^^
```

## Good
```yaml
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

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "pillar-without-quadrant"
CODE = "CNT005"
FAMILY = "content"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields pillars without a quadrant."""
    for name, pillar in campaign.plan.content.pillars.items():
        if pillar.quadrant is None:
            yield Flaw(
                ("content", "pillars", name, "quadrant"),
                context.say("Nobody says what the pillar {name} does for people.", name=short(name)),
                context.say("Add `quadrant:` with entertain, inspire, educate or convince."),
            )
