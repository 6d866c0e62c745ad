"""Channels were chosen before there was something to say.

## What it finds
A plan with channels that has no objectives, no audiences, or neither messages nor pillars.

## Why it matters
The order is the method: objectives, audiences, content, and only then channels. In OASIS too, objectives and
audience come before everything that is made for them
([GCS](https://gcs.civilservice.gov.uk/guidance/marketing/delivering-government-campaigns/guide-to-campaign-planning-oasis/)).

## Bad
```yaml
content: {approach: Warm and unhurried.}
channels:
#^^^^^^^
  instagram:
    kind: owned
    why:
      audiences: [drinkers]
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
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign

NAME = "channel-before-content"
CODE = "CHA005"
FAMILY = "channels"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields a plan that has channels and lacks what comes before them."""
    plan, say = campaign.plan, context.say
    missing = [
        word
        for word, there in (
            (say("objectives"), plan.objectives),
            (say("audiences"), plan.audiences),
            (say("content"), plan.content.messages or plan.content.pillars),
        )
        if not there
    ]
    if plan.channels and missing:
        yield Flaw(
            ("channels",),
            say(
                "The channels were chosen while something before them is missing: {missing}.",
                missing=", ".join(missing),
            ),
            say("First say what is to be achieved, to whom you speak and what you say; then which channel fits."),
        )
