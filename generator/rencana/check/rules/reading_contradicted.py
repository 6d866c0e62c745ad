"""One source says two things.

## What it finds
Two rows of one source with the same days, scope and metric and different values, none of them marked as `provisional`,
`estimated` or `restated`.

## Why it matters
The site can show only one of them. Numbers that nobody can explain destroy trust. A value that was corrected says so:
`restated`.

## Bad
```csv
# readings.csv, found in line 3
end,channel,metric,value,source
2026-02-20,instagram,views,12000,instagram-insights
2026-02-20,instagram,views,15000,instagram-insights
```

## Good
```csv
# readings.csv
end,channel,metric,value,source,mark
2026-02-20,instagram,views,12000,instagram-insights,
2026-02-20,instagram,views,15000,instagram-insights,restated
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
from rencana.plan.language.fault import short
from rencana.plan.readings import Reading

NAME = "reading-contradicted"
CODE = "REA004"
FAMILY = "readings"
SEVERITY = Severity.ERROR
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields rows that another row of the same source contradicts."""
    first: dict[tuple[object, ...], Reading] = {}
    for reading in comparable(campaign):
        if reading.mark or reading.value is None:
            continue
        earlier = first.setdefault((*scope(reading), reading.source), reading)
        if earlier.value and earlier.value.value != reading.value.value:
            yield Flaw(
                ("readings", reading.file, reading.line, "value"),
                context.say(
                    "{source} says {value} here and {other} in line {line} of {file}.",
                    source=short(reading.source or "-"),
                    value=reading.value,
                    other=earlier.value,
                    line=earlier.line,
                    file=earlier.file,
                ),
                context.say("Take the wrong one out, or mark the corrected one with `restated` in the column `mark`."),
            )
