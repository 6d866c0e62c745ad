"""A caption is longer than its network takes.

## What it finds
A `copy` that is longer than the limit of the platform, counted as that network counts: on X an address counts 23 and
an emoji two, on Threads an emoji counts its bytes. The message names the limit's source and the day on which it was
checked.

## Why it matters
The network cuts the text or refuses it, on the day, with nobody at the desk.

## Bad
```yaml
channels:
  x:
    kind: owned
    why:
      pillars: [ritual]
      because: Those who ask where to buy look here first.
    rhythm: {post: 1 a day}
calendar:
  crack:
    at: 2026-03-04 19:40
    channels: [x]
    format: post
    pillar: ritual
    #     vv
    copy: >-
      Iftar begins when the ice cracks. Bring a bottle home before sunset, put it where it is coldest, and wait for
      the call to prayer with the people who matter to you. Then listen: the first sound of the evening is the ice in
      your glass, and the second one is the silence of somebody who drinks.
```

## Good
```yaml
channels:
  x:
    kind: owned
    why:
      pillars: [ritual]
      because: Those who ask where to buy look here first.
    rhythm: {post: 1 a day}
calendar:
  crack:
    at: 2026-03-04 19:40
    channels: [x]
    format: post
    pillar: ritual
    copy: Iftar begins when the ice cracks.
```

## Options
`channels.<id>.limits.<format>.caption` in portfolio.yaml, where your account may write more.
"""

from collections.abc import Iterator

from rencana.catalogue import length
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.channel_offer import offer
from rencana.derive.slots import slots
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "caption-over-limit"
CODE = "CAL004"
FAMILY = "calendar"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields captions that will not fit."""
    for slot in slots(campaign):
        offered = offer(slot.channel, campaign) if slot.caption else None
        caption = offered.caption(campaign.items[slot.item].format) if offered else None
        size = length(slot.caption, caption.counting) if caption else 0
        if caption and size > caption.limit:
            channel_copy = campaign.items[slot.item].channels[slot.channel].copy_text
            yield Flaw(
                ("calendar", slot.item, *(("channels", slot.channel, "copy") if channel_copy else ("copy",))),
                context.say(
                    "The caption has {size} characters as {channel} counts them; it takes {limit}.",
                    size=size,
                    channel=short(slot.channel),
                    limit=caption.limit,
                ),
                context.say(
                    "Shorten it. The limit is from {source}, checked on {day}.",
                    source=caption.source,
                    day=caption.checked,
                ),
            )
