"""Nobody says why a channel was chosen.

## What it finds
A channel without `why`.

## Why it matters
The channel comes last: it must fit objective, audience and content. A channel that gives no reason was chosen by
habit.

## Bad
```yaml
channels:
  instagram:
# ^^^^^^^^^
    kind: owned
    rhythm: {reel: 3 a week}
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
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "channel-without-reason"
CODE = "CHA001"
FAMILY = "channels"
SEVERITY = ByState.REQUIRED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields channels without a reason."""
    for name, channel in campaign.plan.channels.items():
        if channel.why is None:
            yield Flaw(
                ("channels", name, "why"),
                context.say("Nobody says why {name} was chosen.", name=short(name)),
                context.say("Add `why:` with the pillars that it carries and a `because:`."),
            )
