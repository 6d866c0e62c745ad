"""A number goes on after the campaign.

## What it finds
Rows of a metric that adds up which begin inside the campaign and end after the last day that counts: the end of the
campaign, or the latest target of the metric. It is said once for each metric.

## Why it matters
Nobody knows how much of it was still in the campaign. The number is shown with its day, and counts as "at most": it
can prove that a target was missed, never that it was reached.

## Bad
```csv
# readings.csv, found in line 3
start,end,channel,metric,value,source
2026-02-18,2026-02-28,instagram,views,400000,instagram-insights
2026-03-01,2026-03-31,instagram,views,500000,instagram-insights
```

## Good
```csv
# readings.csv
start,end,channel,metric,value,source
2026-02-18,2026-02-28,instagram,views,400000,instagram-insights
2026-03-01,2026-03-19,instagram,views,450000,instagram-insights
```

## Options
None.
"""

from collections.abc import Iterator
from datetime import date

from rencana.check.facts.rows import asking, needed_rows
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive import counting_days
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "reading-past-the-end"
CODE = "REA011"
FAMILY = "readings"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields rows that begin in time and end too late, once for each metric."""
    first = campaign.first_counted_day
    for metric, readings in needed_rows(campaign).items():
        last = _last_day(campaign, metric)
        if first is None or last is None or not campaign.metrics[metric].additive:
            continue
        rows = [row for row in readings if row.start and first <= row.start <= last < row.end]
        if rows:
            yield Flaw(
                ("readings", rows[0].file, rows[0].line, "end"),
                context.say(
                    "This number of {metric} goes on to {end}, after the last day that counts, {last} (rows: {count}).",
                    metric=short(metric),
                    end=rows[0].end,
                    last=last,
                    count=len(rows),
                ),
                context.say(
                    "Give it up to {last}; else it says only how much it was at most in the campaign.", last=last
                ),
            )


def _last_day(campaign: Campaign, metric: str) -> date | None:
    """Returns the last day on which any KPI still counts a metric; None where the campaign goes on."""
    kpis = (campaign.plan.measurement.kpis[name] for name in asking(campaign)[metric])
    days = [counting_days.last_day(campaign, kpi) for kpi in kpis]
    return None if None in days else max(day for day in days if day)
