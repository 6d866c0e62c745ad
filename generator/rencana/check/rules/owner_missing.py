"""Nobody answers for a campaign.

## What it finds
A plan without `campaign.owner`.

## Why it matters
A reader with a question, and a reviewer of a change, must know whom to ask.

## Bad
```yaml
campaign:
#^^^^^^^
  title: Iftar, iced
  state: running
  period: {start: 2026-02-18, end: 2026-03-19}
```

## Good
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: running
  period: {start: 2026-02-18, end: 2026-03-19}
```

## Options
None. Owners are teams or roles, never people.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign

NAME = "owner-missing"
CODE = "POR001"
FAMILY = "portfolio"
SEVERITY = ByState.REQUIRED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields plans without an owner."""
    if not campaign.plan.campaign.owner:
        yield Flaw(
            ("campaign", "owner"),
            context.say("Nobody answers for this campaign."),
            context.say("Add `owner:` with a team of portfolio.yaml."),
        )
