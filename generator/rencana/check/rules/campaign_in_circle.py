"""A campaign is a part of itself.

## What it finds
Campaigns whose `part_of` leads in a circle.

## Why it matters
The site shows parts below their whole; in a circle there is none.

## Bad
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: running
  period: {start: 2026-02-18, end: 2026-03-19}
  part_of: other
  #        ^^^^^
```
```yaml
# other/plan.yaml
campaign:
  title: Ramadan
  part_of: base
```

## Good
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: running
  period: {start: 2026-02-18, end: 2026-03-19}
  part_of: other
```
```yaml
# other/plan.yaml
campaign:
  title: Ramadan
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.facts.circle import circle
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.check.summary import PortfolioSummary
from rencana.finding import Severity

NAME = "campaign-in-circle"
CODE = "POR006"
FAMILY = "portfolio"
SEVERITY = Severity.ERROR
SCOPE = Scope.PORTFOLIO


def check(summary: PortfolioSummary, context: RuleContext) -> Iterator[Flaw]:
    """Yields circles of campaigns, each at its first one."""
    for names in circle({name: parent.id for name, parent in summary.parents.items()}):
        yield Flaw(
            summary.parents[names[0]].place,
            context.say("The campaign is a part of itself: {circle}.", circle=" → ".join([*names, names[0]])),
            context.say("Take out the `part_of` that closes the circle."),
        )
