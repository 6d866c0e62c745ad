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
from rencana.derive.counting_days import targets
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
    first, last = _meaningful_days(campaign)
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


def _meaningful_days(campaign: Campaign) -> tuple[date | None, date | None]:
    """Returns from when to when readings can mean something: baselines before, targets and a year after."""
    if campaign.start is None:
        return None, None
    kpis = campaign.plan.measurement.kpis.values()
    numbers = [number for kpi in kpis for number in (kpi.baseline, *kpi.compare.values())]
    comparisons = [number for number in numbers if isinstance(number, Comparison)]
    starts = [campaign.calendar.first(comparison.date) for comparison in comparisons]
    starts += [campaign.first_day(comparison.period) for comparison in comparisons]
    ends = [campaign.calendar.last(target.by) for kpi in kpis for target in targets(kpi)]
    last = max((day for day in (campaign.end, *ends) if day), default=None)
    first = min(day for day in (campaign.first_counted_day, *starts) if day)
    return first, last + _MARGIN if last and campaign.end else None
