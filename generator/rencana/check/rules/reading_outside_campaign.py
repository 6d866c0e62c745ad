"""Readings belong to another time than the campaign.

## What it finds
Rows that end before the campaign and every baseline began, or that begin more than a year after its end and after
every target. It is said once for each metric.

## Why it matters
Mostly a file of another year or another campaign was put into the folder. The rows count for nothing, or for the wrong
thing.

## Bad
```csv
# readings.csv, found in line 3
end,channel,metric,value,source
2026-02-20,instagram,views,12000,instagram-insights
2021-02-21,instagram,views,12400,instagram-insights
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
from datetime import date, timedelta

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short
from rencana.plan.measurement import Comparison
from rencana.plan.readings import Reading

NAME = "reading-outside-campaign"
CODE = "REA001"
FAMILY = "readings"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


_MARGIN = timedelta(days=366)


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields rows of another time, once for each metric."""
    first, last = _frame(campaign)
    strange: dict[str, list[Reading]] = {}
    for reading in campaign.readings:
        if (first and reading.end < first) or (last and (reading.start or reading.end) > last):
            strange.setdefault(reading.metric, []).append(reading)
    for metric, rows in strange.items():
        row = rows[0]
        yield Flaw(
            ("readings", row.file, row.line, "end"),
            context.say(
                "Readings of {metric} lie outside the campaign (rows: {count}), the first on {day}.",
                count=len(rows),
                metric=short(metric),
                day=row.end,
            ),
            context.say("Check the year, and whether the file belongs to this campaign."),
        )


def _frame(campaign: Campaign) -> tuple[date | None, date | None]:
    """Returns from when to when readings can mean something: baselines before, targets and a year after."""
    kpis = campaign.plan.measurement.kpis.values()
    befores = [one for kpi in kpis for one in (kpi.baseline, *kpi.compare.values()) if isinstance(one, Comparison)]
    starts = [campaign.calendar.first(one.date) for one in befores] + [
        campaign.first_day(one.period) for one in befores
    ]
    if campaign.start is None:
        return None, None
    aims = [one for kpi in kpis for one in (kpi.targets if isinstance(kpi.targets, tuple) else ())]
    ends = [campaign.calendar.last(one.by) for one in aims]
    last = max((day for day in (campaign.end, *ends) if day), default=None)
    first = min(day for day in (campaign.first_counted_day, *starts) if day)
    return first, last + _MARGIN if last and campaign.end else None
