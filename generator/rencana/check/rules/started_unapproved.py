"""A campaign has begun and is not approved.

## What it finds
A campaign after its first day and before its last whose state is `draft` or `review`. It depends on the day (`--on`).

## Why it matters
Either the plan waits for a decision that is late, or people already work without it.

## Bad
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: review
  #      ^^^^^^
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
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.header import UNAPPROVED

NAME = "started-unapproved"
CODE = "POR004"
FAMILY = "portfolio"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN
DAILY = True


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields campaigns that run without approval."""
    state, start, end = campaign.plan.campaign.state, campaign.start, campaign.end
    if state in UNAPPROVED and start and start < context.on and (end is None or context.on <= end):
        yield Flaw(
            ("campaign", "state"),
            context.say("The campaign began on {start} and is still {state}.", start=start, state=state),
            context.say("Set `state:` to approved or running, or move the period."),
        )
