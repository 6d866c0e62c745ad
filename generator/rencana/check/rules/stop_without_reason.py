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

from rencana.check.flaw import Flaw, Given
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign

NAME = "stop-without-reason"
CODE = "POR005"
FAMILY = "portfolio"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, given: Given) -> Iterator[Flaw]:
    """Yields stops without a reason."""
    frame = campaign.plan.campaign
    if frame.state == "stopped" and not (frame.stopped and frame.stopped.because):
        yield Flaw(
            ("campaign", "stopped") if frame.stopped else ("campaign", "state"),
            given.say("The campaign was stopped, and nobody says why."),
            given.say("Add `stopped:` with `date:` and `because:`."),
        )
