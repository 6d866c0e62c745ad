"""The reason for a channel names no objective, audience or pillar.

## What it finds
A `why` with words alone: it names no `objectives`, `audiences` or `pillars`.

## Why it matters
Words can be turned to fit any channel; a reference can be checked. The site draws its golden thread from these
references.

## Bad
```yaml
channels:
  instagram:
    kind: owned
    why:
  # ^^^
      because: The audience looks for drinks here in the hour after iftar.
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

NAME = "reason-names-nothing"
CODE = "CHA003"
FAMILY = "channels"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields reasons without a reference."""
    for name, channel in campaign.plan.channels.items():
        why = channel.why
        if why and not (why.objectives or why.audiences or why.pillars):
            yield Flaw(
                ("channels", name, "why"),
                context.say("The reason for {name} names no objective, audience or pillar.", name=short(name)),
                context.say("Add `pillars:` under `why`, with the content that it carries."),
            )
