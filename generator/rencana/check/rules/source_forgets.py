"""A number is gone before it is collected.

## What it finds
A KPI whose cadence is longer than its platform keeps the numbers: stories 24 hours, X 30 days, Pinterest 90 days.
Stories count where the channel's rhythm or its pillars hold stories and the metric is one that the platform shows.

## Why it matters
"Story metrics are available for 24 hours"
([Meta](https://developers.facebook.com/documentation/instagram-platform/reference/instagram-media/insights)); X gives
its non-public metrics for posts of 30 days ([X](https://developer.x.com/en/docs/x-api/metrics)). What was not fetched
in time cannot be had again.

## Bad
```yaml
channels:
  x:
    kind: owned
    why:
      pillars: [ritual]
      because: Those who ask where to buy look here first.
    rhythm: {post: 1 a day}
measurement:
  cadence: monthly
  kpis:
    brand-views:
  # ^^^^^^^^^^^
      metric: impressions
      channels: [x]
      baseline: unknown
      targets: 900_000
      sources: [instagram-insights]
      collector: social-team
```

## Good
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: views
      channels: [instagram]
      baseline: unknown
      targets: 900_000
      sources: [instagram-insights]
      collector: social-team
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.channel_offer import retention_of
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short
from rencana.plan.strategy import ANY

NAME = "source-forgets"
CODE = "MEA013"
FAMILY = "measurement"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


_SECONDS = {
    "daily": 86_400,
    "weekly": 7 * 86_400,
    "monthly": 31 * 86_400,
    "quarterly": 92 * 86_400,
    "yearly": 366 * 86_400,
    "at-end": 366 * 86_400,
}


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields KPIs that are measured too seldom for their source."""
    plan = campaign.plan
    for name, kpi in plan.measurement.kpis.items():
        cadence = kpi.cadence or plan.measurement.cadence
        for channel in kpi.channels if cadence else ():
            format, retention = retention_of(campaign, kpi.metric, channel)
            if retention is not None and _SECONDS[cadence or ""] > retention:
                yield Flaw(
                    ("measurement", "kpis", name, "cadence"),
                    context.say(
                        "{channel} keeps the numbers of {format} for {hours} hours; {kpi} is measured {cadence}.",
                        channel=short(channel),
                        format=context.say("everything") if format == ANY else format,
                        hours=retention // 3600,
                        kpi=short(name),
                        cadence=cadence,
                    ),
                    context.say("Measure more often, or leave that format out of the KPI and say so in its `note`."),
                )
