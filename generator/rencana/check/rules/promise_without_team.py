"""An answer is promised, and nobody is there to give it.

## What it finds
`respond_within` without `team` or without `hours`.

## Why it matters
A promise of two hours means nothing at night unless somebody is awake. Who answers, and when, is what makes it a
promise.

## Bad
```yaml
interaction:
  watch: [instagram]
  respond_within: 2h
  #               ^^
  feeds_back: The five most asked questions become a post.
```

## Good
```yaml
interaction:
  watch: [instagram]
  respond_within: 2h
  hours: 08:00-22:00
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

NAME = "promise-without-team"
CODE = "INT001"
FAMILY = "interaction"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields a promise without people or hours."""
    talk = campaign.plan.interaction
    if talk.respond_within is None or (talk.team and talk.hours):
        return
    yield Flaw(
        ("interaction", "respond_within"),
        context.say("An answer is promised, and nobody says at what hours.")
        if talk.team
        else context.say("An answer is promised, and nobody says who gives it."),
        context.say("Add `team:` and `hours:` under `interaction`."),
    )
