"""A reading comes from a source that its KPI does not name.

## What it finds
Rows of a source that no KPI with that metric names, where all of them name their sources. It is said once for each
source and metric.

## Why it matters
The plan says where the number is obtained; a number from elsewhere may count otherwise.

## Bad
```csv
# readings.csv, found in line 2
end,channel,metric,value,source
2026-02-20,instagram,views,12000,panel
```

## Good
```csv
# readings.csv
end,channel,metric,value,source
2026-02-20,instagram,views,12000,instagram-insights
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "reading-of-other-source"
CODE = "REA008"
FAMILY = "readings"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields rows from elsewhere, once for each source and metric."""
    named: dict[str, set[str]] = {}
    for kpi in campaign.plan.measurement.kpis.values():
        named.setdefault(kpi.metric, set()).update(kpi.sources or ("",))
    reported = set()
    for reading in campaign.readings:
        sources = named.get(reading.metric)
        key = (reading.metric, reading.source)
        if not sources or "" in sources or not reading.source or reading.source in sources or key in reported:
            continue
        reported.add(key)
        yield Flaw(
            ("readings", reading.file, reading.line, "source"),
            context.say(
                "{source} is no source of {metric} in the plan.",
                source=short(reading.source),
                metric=short(reading.metric),
            ),
            context.say(
                "Add it to the KPI's `sources`, or correct the row. Named: {sources}.",
                sources=", ".join(sorted(sources)),
            ),
        )
