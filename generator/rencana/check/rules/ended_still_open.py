"""A campaign has ended and is not closed.

## What it finds
A campaign after its last day whose state is still `review`, `approved`, `running` or `paused`. It depends on the day
(`--on`).

## Why it matters
The site goes on to show it as running, and to ask for readings that nobody collects.

## Bad
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: running
  #      ^^^^^^^
  period: {start: 2026-01-18, end: 2026-02-19}
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

NAME = "ended-still-open"
CODE = "POR003"
FAMILY = "portfolio"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN
DAILY = True


_OPEN = ("review", "approved", "running", "paused")


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields campaigns of the past that nobody closed."""
    state, end = campaign.plan.campaign.state, campaign.end
    if end and end < context.on and state in _OPEN:
        yield Flaw(
            ("campaign", "state"),
            context.say("The campaign ended on {end} and is still {state}.", end=end, state=state),
            context.say("Hold the last review, write down what was learned, and set `state: closed`."),
        )
