"""Nobody says when a campaign runs.

## What it finds
A campaign (not a `strategy`) whose period lacks its first or its last day.

## Why it matters
A campaign is "a planned sequence over time". Without days there is no timeline, no pace, and no end at which to learn.

## Bad
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: running
  period: {start: 2026-02-18}
# ^^^^^^
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
None. `end: open` and `end: goal` are answers too.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign

NAME = "period-missing"
CODE = "POR002"
FAMILY = "portfolio"
SEVERITY = ByState.REQUIRED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields campaigns without days."""
    header = campaign.plan.campaign
    if header.kind == "strategy" or (campaign.start and (campaign.end or campaign.is_open())):
        return
    yield Flaw(
        ("campaign", "period"),
        context.say("Nobody says when the campaign ends.")
        if campaign.start
        else context.say("Nobody says when the campaign runs."),
        context.say("Add `period:` with start and end; an end may be `open` or `goal`."),
    )
