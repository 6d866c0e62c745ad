"""A campaign was stopped and nobody says why.

## What it finds
A campaign in the state `stopped` without `stopped`, or with one that has no `because`.

## Why it matters
A stopped campaign teaches most; without the reason it teaches nothing.

## Bad
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: stopped
  #      ^^^^^^^
  period: {start: 2026-02-18, end: 2026-03-19}
```

## Good
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: stopped
  period: {start: 2026-02-18, end: 2026-03-19}
  stopped:
    date: 2026-02-27
    because: The bottles were sold out in all three cities.
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign

NAME = "stop-without-reason"
CODE = "POR005"
FAMILY = "portfolio"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields stops without a reason."""
    header = campaign.plan.campaign
    if header.state == "stopped" and not (header.stopped and header.stopped.because):
        yield Flaw(
            ("campaign", "stopped") if header.stopped else ("campaign", "state"),
            context.say("The campaign was stopped, and nobody says why."),
            context.say("Add `stopped:` with `date:` and `because:`."),
        )
