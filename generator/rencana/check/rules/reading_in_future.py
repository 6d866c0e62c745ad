"""A reading comes from the future.

## What it finds
A row whose `end` lies after today, without the mark `provisional` or `estimated`. It depends on the day (`--on`).

## Why it matters
Mostly month and day were exchanged. What is only expected carries a mark, so that nobody takes it for measured.

## Bad
```csv
# readings.csv, found in line 3
end,channel,metric,value,source
2026-02-20,instagram,views,12000,instagram-insights
2026-11-02,instagram,views,12400,instagram-insights
```

## Good
```csv
# readings.csv
end,channel,metric,value,source
2026-02-20,instagram,views,12000,instagram-insights
2026-02-21,instagram,views,12400,instagram-insights
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign

NAME = "reading-in-future"
CODE = "REA007"
FAMILY = "readings"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN
DAILY = True


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields rows that cannot have been measured yet."""
    for reading in campaign.readings:
        if reading.end > context.on and reading.mark not in ("provisional", "estimated"):
            yield Flaw(
                ("readings", reading.file, reading.line, "end"),
                context.say("The reading ends on {end}, after {today}.", end=reading.end, today=context.on),
                context.say("Check month and day, or mark the row as `provisional` or `estimated`."),
            )
