"""What a caption asks for stands behind the fold.

## What it finds
A caption whose call to action, or whose link, begins after the first characters that a network shows before "more".

## Why it matters
Instagram shows about 125 characters and LinkedIn about 210; the networks do not publish these numbers, so that they
are a house definition. Most people read no further.

## Bad
```yaml
content:
  messages:
    first-sip:
      text: Iftar begins when the ice cracks.
      audiences: [drinkers]
      objectives: [awareness]
      call_to_action: Find a store
  pillars:
    ritual: {quadrant: entertain, share: 100%, formats: [reel], messages: [first-sip]}
calendar:
  crack:
    at: 2026-03-04 19:40
    channels: [instagram]
    format: reel
    pillar: ritual
    message: first-sip
    #     vv
    copy: >-
      Listen: the first sound of the evening is the ice in your glass, and the second one is the silence of somebody
      who drinks, and drinks again. Find a store near you.
```

## Good
```yaml
content:
  messages:
    first-sip:
      text: Iftar begins when the ice cracks.
      audiences: [drinkers]
      objectives: [awareness]
      call_to_action: Find a store
  pillars:
    ritual: {quadrant: entertain, share: 100%, formats: [reel], messages: [first-sip]}
calendar:
  crack:
    at: 2026-03-04 19:40
    channels: [instagram]
    format: reel
    pillar: ritual
    message: first-sip
    copy: Find a store near you, and listen to the first sound of the evening.
```

## Options
Where the call to action comes last by custom of the house: `check.ignore` in portfolio.yaml, with the reason.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.channel_offer import offer
from rencana.derive.slots import slots
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "caption-over-fold"
CODE = "CAL005"
FAMILY = "calendar"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields captions that ask too late."""
    for slot in slots(campaign):
        offered = offer(slot.channel, campaign) if slot.caption else None
        caption = offered.caption(campaign.items[slot.item].format) if offered else None
        if caption is None or caption.fold is None:
            continue
        item = campaign.items[slot.item]
        message = campaign.plan.content.messages.get(item.message or "")
        # What a caption asks people to do: the call to action of its message, and its link.
        for request in filter(None, (message.call_to_action if message else None, item.link)):
            at = slot.caption.casefold().find(request.casefold())
            if at >= caption.fold:
                yield Flaw(
                    ("calendar", slot.item, "copy"),
                    context.say(
                        "{asked} begins at character {at}; {channel} shows the first {fold}.",
                        asked=short(request, 40),
                        at=at + 1,
                        channel=short(slot.channel),
                        fold=caption.fold,
                    ),
                    context.say("Put what you ask for first."),
                )
                break
