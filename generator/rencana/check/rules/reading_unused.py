"""Readings of a metric that no KPI uses.

## What it finds
Rows of a metric that is neither the metric of a KPI nor a part of its formula. It is said once for each metric.

## Why it matters
Either a KPI is missing, or somebody collects numbers that nobody reads.

## Bad
```csv
# readings.csv, found in line 3
end,channel,metric,value,source
2026-02-20,instagram,views,12000,instagram-insights
2026-02-20,instagram,likes,310,instagram-insights
```

## Good
```csv
# readings.csv
end,channel,metric,value,source
2026-02-20,instagram,views,12000,instagram-insights
```

## Options
None. A KPI with `targets: none` says that a metric is only observed.
"""

from collections.abc import Iterator

from rencana.check.facts.rows import asking
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "reading-unused"
CODE = "REA002"
FAMILY = "readings"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields metrics that are read for nothing."""
    metrics = {*asking(campaign)}
    for reading in campaign.readings:
        if reading.metric not in metrics:
            metrics.add(reading.metric)
            count = sum(1 for row in campaign.readings if row.metric == reading.metric)
            yield Flaw(
                ("readings", reading.file, reading.line, "metric"),
                context.say("No KPI uses {metric} (rows: {count}).", metric=short(reading.metric), count=count),
                context.say("Add a KPI for it; where it is only observed, with `targets: none`."),
            )
