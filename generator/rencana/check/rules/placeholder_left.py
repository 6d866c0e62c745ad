"""A text still waits to be written.

## What it finds
A text that holds a placeholder as whole words: TBD, "to be defined", "isi di sini", "lorem ipsum". The wordings are
data.

## Why it matters
It is read on the site by people who cannot write it.

## Bad
```yaml
interaction:
  watch: [instagram]
  hours: 08:00-22:00
  respond_within: 2h
  team: social-team
  feeds_back: TBD
  #           ^^^
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

from rencana.catalogue import wordings
from rencana.check.facts.walk import joined_texts, located_texts
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "placeholder-left"
CODE = "WRI002"
FAMILY = "writing"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields texts with a placeholder."""
    placeholders = wordings()["placeholder"]
    if not placeholders.found_in(joined_texts(campaign), campaign.language):
        return
    for path, text in located_texts(campaign):
        if wording := placeholders.found_in(text, campaign.language):
            yield Flaw(
                path,
                context.say("{wording} still waits to be written.", wording=short(wording)),
                context.say("Write it, or take the line out: a gap is said by the rule that misses it."),
            )
