"""The length of a period contradicts its start and end.

## What it finds
A period or window with `start`, `end` and `length`, in which the days from start to end, both counted, are not as many
as the length says.

## Why it matters
Two days could be the last one. Paths, targets and calendars all hang on it.

## Bad
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: running
  period: {start: 2026-02-18, end: 2026-03-19, length: 35 days}
  #                                                    ^^^^^^^
```

## Good
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: running
  period: {start: 2026-02-18, length: 30 days}
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.periods import periods_of

NAME = "length-contradicts"
CODE = "POR014"
FAMILY = "portfolio"
SEVERITY = Severity.ERROR
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields periods that end on two days."""
    for path, period in periods_of(campaign):
        if period.length is None or period.end is None:
            continue
        start, end = campaign.first_day(period), campaign.last_day(period)
        if start and end and (days := (end - start).days + 1) != period.length.days:
            yield Flaw(
                (*path, "length"),
                context.say(
                    "From {start} to {end} are {days} days, and the length says {length}.",
                    start=start,
                    end=end,
                    days=days,
                    length=period.length.days,
                ),
                context.say("Keep the end or the length, and take the other out."),
            )
