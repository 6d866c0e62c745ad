"""A service objective promises no answer.

## What it finds
An objective of the type `service` in a plan without `interaction.respond_within`.

## Why it matters
The guide names the service and information centre as one of three kinds of objective. How fast people are answered is
what they notice of it.

## Bad
```yaml
objectives:
  awareness:
    type: awareness
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    serves: [retail-growth]
    yardsticks: [brand-views]
  service:
# ^^^^^^^
    type: service
    statement: Drinkers who ask for a shop hear of one before sunset.
    serves: [retail-growth]
    signs: {thanks: People thank us for the way.}
interaction:
  watch: [instagram]
  hours: 08:00-22:00
  team: social-team
  feeds_back: The five most asked questions become a post.
```

## Good
```yaml
objectives:
  awareness:
    type: awareness
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    serves: [retail-growth]
    yardsticks: [brand-views]
  service:
    type: service
    statement: Drinkers who ask for a shop hear of one before sunset.
    serves: [retail-growth]
    signs: {thanks: People thank us for the way.}
interaction:
  watch: [instagram]
  hours: 08:00-22:00
  respond_within: 2h
  team: social-team
  feeds_back: The five most asked questions become a post.
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "service-without-promise"
CODE = "INT005"
FAMILY = "interaction"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields service objectives without a promise."""
    plan = campaign.plan
    for name, objective in plan.objectives.items():
        if objective.type == "service" and plan.interaction.respond_within is None:
            yield Flaw(
                ("objectives", name),
                context.say("{name} is about service, and no answer is promised.", name=short(name)),
                context.say("Add `respond_within:` under `interaction`, such as 2h."),
            )
