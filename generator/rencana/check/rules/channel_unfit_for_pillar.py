"""A channel cannot carry the pillar that it was chosen for.

## What it finds
A pillar that `why` of a channel names, none of whose `formats` the channel offers.

## Why it matters
A channel is chosen because it carries the content; one that cannot was chosen for another reason.

## Bad
```yaml
content:
  messages:
    first-sip: {text: Iftar begins when the ice cracks, audiences: [drinkers], objectives: [awareness]}
  pillars:
    ritual: {quadrant: entertain, share: 100%, formats: [episode], messages: [first-sip]}
channels:
  instagram:
    kind: owned
    why:
      pillars: [ritual]
    # ^^^^^^^
      because: The audience looks for drinks here in the hour after iftar.
    rhythm: {reel: 3 a week}
```

## Good
```yaml
content:
  messages:
    first-sip: {text: Iftar begins when the ice cracks, audiences: [drinkers], objectives: [awareness]}
  pillars:
    ritual: {quadrant: entertain, share: 100%, formats: [reel], messages: [first-sip]}
channels:
  instagram:
    kind: owned
    why:
      pillars: [ritual]
      because: The audience looks for drinks here in the hour after iftar.
    rhythm: {reel: 3 a week}
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

NAME = "channel-unfit-for-pillar"
CODE = "CHA006"
FAMILY = "channels"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields channels that offer none of the formats of a pillar that they were chosen for."""
    pillars = campaign.plan.content.pillars
    for name, channel in campaign.plan.channels.items():
        offered = offer(name, campaign)
        for pillar in channel.why.pillars if channel.why and offered else ():
            formats = pillars[pillar].formats if pillar in pillars else ()
            if offered and formats and not set(offered.formats) & set(formats):
                yield Flaw(
                    ("channels", name, "why", "pillars"),
                    context.say(
                        "{channel} offers none of the formats of {pillar}: {formats}.",
                        channel=short(name),
                        pillar=short(pillar),
                        formats=", ".join(formats),
                    ),
                    context.say("It offers: {formats}.", formats=", ".join(offered.formats)),
                )
