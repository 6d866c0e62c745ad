"""What people say does not flow back into content.

## What it finds
An `interaction` without `feeds_back`.

## Why it matters
Lasswell's line runs one way; its critics added the way back. What people ask this week is the best content of the
next.

## Bad
```yaml
interaction:
#^^^^^^^^^^
  watch: [instagram]
  hours: 08:00-22:00
  respond_within: 2h
  team: social-team
```

## Good
```yaml
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
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign

NAME = "nothing-flows-back"
CODE = "INT004"
FAMILY = "interaction"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields conversations without a way back."""
    talk = campaign.plan.interaction
    if (talk.team or talk.watch) and not talk.feeds_back:
        yield Flaw(
            ("interaction", "feeds_back"),
            context.say("Nobody says what of the conversation flows back into content."),
            context.say("Add `feeds_back:`, such as: the most asked questions of a week become a post."),
        )
