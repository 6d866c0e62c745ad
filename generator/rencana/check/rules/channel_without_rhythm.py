"""Nobody says how often a channel is used.

## What it finds
A channel of one's own on a network, messenger, website or newsletter without `rhythm`.

## Why it matters
A promise to publish is a promise of work. The rhythm shows whether the team can keep it, and the site compares it with
the calendar.

## Bad
```yaml
channels:
  instagram:
# ^^^^^^^^^
    kind: owned
    why:
      pillars: [ritual]
      because: The audience looks for drinks here in the hour after iftar.
```

## Good
```yaml
channels:
  instagram:
    kind: owned
    why:
      pillars: [ritual]
      because: The audience looks for drinks here in the hour after iftar.
    rhythm: {reel: 3 a week}
```

## Options
None. `rhythm: as needed` is an answer too.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.channel_offer import is_own, offer
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "channel-without-rhythm"
CODE = "CHA008"
FAMILY = "channels"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


_KINDS = ("social", "messaging", "owned")


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields own channels without a rhythm."""
    for name, channel in campaign.plan.channels.items():
        offered = offer(name, campaign)
        if is_own(channel) and not channel.rhythm and offered and offered.platform.kind in _KINDS:
            yield Flaw(
                ("channels", name, "rhythm"),
                context.say("Nobody says how often something appears on {name}.", name=short(name)),
                context.say("Add `rhythm:`, such as reel: 3 a week."),
            )
