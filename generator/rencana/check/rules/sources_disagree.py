"""Two sources disagree.

## What it finds
Two rows of different sources with the same days, scope and metric whose values differ by more than a hundredth.

## Why it matters
Two tools rarely count alike. The site shows both; a reader wants to know which one the plan relies on.

## Bad
```csv
# readings.csv, found in line 3
end,channel,metric,value,source
2026-02-20,instagram,views,12000,instagram-insights
2026-02-20,instagram,views,15000,panel
```

## Good
```csv
# readings.csv
end,channel,metric,value,source
2026-02-20,instagram,views,12000,instagram-insights
2026-02-20,instagram,views,12010,panel
```

## Options
None.
"""

from collections.abc import Iterator
from decimal import Decimal

from rencana.check.facts.same import comparable, scope
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short
from rencana.plan.readings import Reading

NAME = "sources-disagree"
CODE = "REA005"
FAMILY = "readings"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


_ROUNDING = Decimal("0.01")


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields rows that another source contradicts."""
    first: dict[tuple[object, ...], Reading] = {}
    for reading in comparable(campaign):
        if reading.value is None:
            continue
        earlier = first.setdefault(scope(reading), reading)
        if earlier.value is None or earlier.source == reading.source or earlier.value.unit is not reading.value.unit:
            continue
        gap, size = (
            abs(earlier.value.value - reading.value.value),
            max(abs(earlier.value.value), abs(reading.value.value)),
        )
        if gap > size * _ROUNDING:
            yield Flaw(
                ("readings", reading.file, reading.line, "value"),
                context.say(
                    "{source} says {value}, and {other} says {against} in line {line} of {file}.",
                    source=short(reading.source or "-"),
                    value=reading.value,
                    other=short(earlier.source or "-"),
                    against=earlier.value,
                    line=earlier.line,
                    file=earlier.file,
                ),
                context.say("Say in the KPI's `note` which of the two counts, or take one out."),
            )
