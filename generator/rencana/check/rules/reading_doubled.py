"""The same reading stands twice.

## What it finds
Two rows that agree in days, scope, metric, source and value.

## Why it matters
A file was imported twice, or a row was copied. A sum over both would be too large.

## Bad
```csv
# readings.csv, found in line 3
end,channel,metric,value,source
2026-02-20,instagram,views,12000,instagram-insights
2026-02-20,instagram,views,12000,instagram-insights
```

## Good
```csv
# readings.csv
end,channel,metric,value,source
2026-02-20,instagram,views,12000,instagram-insights
2026-02-21,instagram,views,12000,instagram-insights
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.facts.same import comparable, scope
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.readings import Reading

NAME = "reading-doubled"
CODE = "REA003"
FAMILY = "readings"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields rows that stand there already."""
    first: dict[tuple[object, ...], Reading] = {}
    for reading in comparable(campaign):
        size, change = reading.value and reading.value.text, reading.change and reading.change.text
        earlier = first.setdefault((*scope(reading), reading.source, size, change), reading)
        if earlier is not reading:
            yield Flaw(
                ("readings", reading.file, reading.line, "value"),
                context.say("The same reading stands in line {line} of {file}.", line=earlier.line, file=earlier.file),
                context.say("Take one of the two out."),
            )
