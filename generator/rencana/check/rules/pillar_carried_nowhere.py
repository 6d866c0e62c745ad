"""No channel can carry a pillar.

## What it finds
A pillar none of whose `formats` any chosen channel offers.

## Why it matters
Not every type of content suits every platform, says the guide. Content that no chosen channel can carry will not
appear.

## Bad
```yaml
content:
  messages:
    first-sip: {text: Iftar begins when the ice cracks, audiences: [drinkers], objectives: [awareness]}
  pillars:
    ritual: {quadrant: entertain, share: 60%, formats: [reel], messages: [first-sip]}
    letters: {quadrant: educate, share: 40%, formats: [newsletter], messages: [first-sip]}
    #                                        ^^^^^^^
```

## Good
```yaml
content:
  messages:
    first-sip: {text: Iftar begins when the ice cracks, audiences: [drinkers], objectives: [awareness]}
  pillars:
    ritual: {quadrant: entertain, share: 60%, formats: [reel], messages: [first-sip]}
    letters: {quadrant: educate, share: 40%, formats: [carousel], messages: [first-sip]}
```

## Options
`channels.<id>.formats` in portfolio.yaml says which formats a channel offers, where the catalogue is not right for
you.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.channel_offer import offer
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "pillar-carried-nowhere"
CODE = "CNT006"
FAMILY = "content"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields pillars whose formats no channel offers."""
    plan = campaign.plan
    offers = [offer(name, campaign) for name in plan.channels]
    offered = {format for channel_offer in offers if channel_offer for format in channel_offer.formats}
    for name, pillar in plan.content.pillars.items() if offers and all(offers) else ():
        if pillar.formats and not offered & set(pillar.formats):
            yield Flaw(
                ("content", "pillars", name, "formats"),
                context.say("No chosen channel offers {formats}.", formats=short(", ".join(pillar.formats))),
                context.say(
                    "Choose a format that a channel of the plan offers: {formats}.", formats=", ".join(sorted(offered))
                ),
            )
