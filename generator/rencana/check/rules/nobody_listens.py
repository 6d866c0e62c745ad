"""The plan only broadcasts: nobody listens.

## What it finds
A plan with own channels on networks or messengers whose `interaction` names neither a team nor watched channels.

## Why it matters
The guide ends with two-way interaction: closeness, not only content. The definition of a campaign by GCS speaks of
"communications and interactions"
([GCS](https://gcs.civilservice.gov.uk/guidance/marketing/delivering-government-campaigns/guide-to-campaign-planning-oasis/)).

## Bad
```yaml
interaction: {}
#^^^^^^^^^^
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
from rencana.check.rule import ByState, Scope
from rencana.derive.channel_offer import can_answer
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "nobody-listens"
CODE = "INT002"
FAMILY = "interaction"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields plans that speak where people answer, and do not listen."""
    plan, talk = campaign.plan, campaign.plan.interaction
    if talk.team or talk.watch:
        return
    for name in plan.channels:
        if can_answer(name, campaign):
            yield Flaw(
                ("interaction",) if "interaction" in campaign.document.data else ("channels", name),
                context.say("People can answer on {name}, and nobody listens.", name=short(name)),
                context.say(
                    "Add `interaction:` with who watches which channels, at what hours, and how fast they answer."
                ),
            )
            return
