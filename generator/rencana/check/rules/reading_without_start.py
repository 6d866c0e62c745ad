"""Numbers of days or weeks may be read as a running total.

## What it finds
Rows without `start` of a metric that adds up, a week apart or less, that begin inside the campaign, where the source
does not say what its `counter` counts. Rows of posts are left alone. It is said once for each metric and source.

## Why it matters
Without `start` a row is a total as of its day: only the differences count, and the first row adds nothing. If each row
is a week of its own, almost everything is lost.

## Bad
```csv
# readings.csv, found in line 2
end,channel,metric,value,source
2026-02-24,instagram,views,1000,instagram-insights
2026-03-03,instagram,views,1100,instagram-insights
```

## Good
```csv
# readings.csv
start,end,channel,metric,value,source
2026-02-18,2026-02-24,instagram,views,1000,instagram-insights
2026-02-25,2026-03-03,instagram,views,1100,instagram-insights
```

## Options
None. `counter: campaign` or `counter: lifetime` at the source is an answer.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rencana.check.facts.rows import is_lower, running_totals
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short
from rencana.plan.readings import Reading

NAME = "reading-without-start"
CODE = "REA010"
FAMILY = "readings"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


_WEEK = 8
"""The most days between two rows of every week; one day may be missed."""


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields the first row of each metric and source that may have been meant otherwise."""
    doubtful: dict[tuple[str, str], list[Reading]] = {}
    falling = set()
    for (metric, source, *_), by_item in running_totals(campaign).items():
        rows = by_item.get("", ())
        declared = campaign.sources.get(source)
        if declared and declared.counter:
            continue
        if any(is_lower(later, earlier) for earlier, later in pairwise(rows)):
            # That a total falls is said by a rule of its own, and the advice is the same.
            falling.add((metric, source))
        elif _is_frequent(rows) and not _has_base(campaign, rows):
            doubtful.setdefault((metric, source), []).extend(rows)
    for key, readings in doubtful.items():
        if key not in falling:
            yield Flaw(
                ("readings", readings[0].file, readings[0].line, "end"),
                context.say(
                    "Rows of {metric} have no `start`, so they are read as a running total that begins with the first"
                    " (rows: {count}).",
                    metric=short(key[0]),
                    count=len(readings),
                ),
                context.say(
                    "Fill `start` where a row is a day or a week of its own. Where it is a total, say at the source"
                    " what it counts: `counter: campaign` or `counter: lifetime`."
                ),
            )


def _is_frequent(rows: Sequence[Reading]) -> bool:
    steps = sorted((later.end - earlier.end).days for earlier, later in pairwise(rows))
    return bool(steps) and steps[len(steps) // 2] <= _WEEK


def _has_base(campaign: Campaign, rows: Sequence[Reading]) -> bool:
    """Tells whether somebody read the counter before the campaign began, as a counter needs it."""
    first = campaign.first_counted_day
    return first is not None and rows[0].end < first
