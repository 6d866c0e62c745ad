"""A running total falls.

## What it finds
A row without `start`, of a metric that adds up, that is lower than the row before it of the same channel, place,
audience, item, metric and source. It is said once for each of these, with the number of falls.

## Why it matters
Such rows are read as one counter, of which the differences count. A counter does not go back: either the rows are
numbers of single days or weeks, and then most of each number is lost; or one of them is wrong.

## Bad
```csv
# readings.csv, found in line 4
end,channel,metric,value,source
2026-02-24,instagram,views,1000,instagram-insights
2026-03-03,instagram,views,1100,instagram-insights
2026-03-10,instagram,views,950,instagram-insights
```

## Good
```csv
# readings.csv
start,end,channel,metric,value,source
2026-02-18,2026-02-24,instagram,views,1000,instagram-insights
2026-02-25,2026-03-03,instagram,views,1100,instagram-insights
2026-03-04,2026-03-10,instagram,views,950,instagram-insights
```

## Options
None. Rows that are marked are left alone, and a `note` at the lower row is an answer too.
"""

from collections.abc import Iterator
from itertools import pairwise

from rencana.check.facts.rows import is_lower, running_totals
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "running-total-falls"
CODE = "REA009"
FAMILY = "readings"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields the first fall of each counter; the counters of posts on one channel count as one."""
    for (metric, *_), by_item in running_totals(campaign).items():
        pairs = (pair for rows in by_item.values() for pair in pairwise(rows))
        falls = [(earlier, later) for earlier, later in pairs if is_lower(later, earlier)]
        for earlier, later in falls[:1]:
            yield Flaw(
                ("readings", later.file, later.line, "value"),
                context.say(
                    "The running total of {metric} falls from {before} on {day} to {value} (falls: {count}).",
                    metric=short(metric),
                    before=earlier.value,
                    day=earlier.end,
                    value=later.value,
                    count=len(falls),
                ),
                context.say(
                    "Numbers of single days or weeks need a `start`. A corrected total is marked `restated`; where the"
                    " counter began anew, say so in `note`."
                ),
            )
