"""A channel is both chosen and rejected.

## What it finds
A channel that stands under `channels` and under `rejected.channels`.

## Why it matters
The site would say in one place why it was chosen and in another why not.

## Bad
```yaml
rejected:
  channels:
    instagram: The audience is not active there.
  # ^^^^^^^^^
```

## Good
```yaml
rejected:
  channels:
    x: The audience is not active there.
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short
from rencana.plan.language.reference import KEY

NAME = "channel-chosen-and-rejected"
CODE = "CHA009"
FAMILY = "channels"
SEVERITY = Severity.ERROR
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields rejected channels that are used."""
    for name in campaign.plan.rejected.channels:
        if name in campaign.plan.channels:
            yield Flaw(
                ("rejected", "channels", name, KEY),
                context.say("{name} is chosen above and rejected here.", name=short(name)),
                context.say("Take it out of one of the two."),
            )
