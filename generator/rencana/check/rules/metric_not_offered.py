"""A channel does not show a metric.

## What it finds
A KPI on a channel whose platform does not show the metric, or a part of its formula, though other platforms do.
Surveys, web analytics and own metrics come from elsewhere and are left alone.

## Why it matters
LinkedIn counts impressions, TikTok counts views. A KPI that its channel never shows stays empty until the end.

## Bad
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: impressions
      #       ^^^^^^^^^^^
      channels: [instagram]
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
`channels.<id>.metrics` in portfolio.yaml says which metrics a channel shows, where the catalogue is not right for you.
"""

from collections.abc import Iterator
from functools import cache

from rencana.catalogue import formula, platforms
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.channel_offer import offer
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "metric-not-offered"
CODE = "MEA012"
FAMILY = "measurement"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields KPIs whose channel cannot give their number."""
    for name, kpi in campaign.plan.measurement.kpis.items():
        metric = campaign.metrics.get(kpi.metric)
        names = (formula.names(metric.formula) or (metric.id,)) if metric else ()
        # What no platform shows comes from elsewhere: a survey, a shop, a panel.
        needed = [name for name in names if name in _shown_anywhere()]
        for channel in kpi.channels if needed else ():
            offered = offer(channel, campaign)
            # A channel of which nobody says what it shows lacks nothing.
            if offered is None or not offered.metrics:
                continue
            missing = [name for name in needed if name not in offered.metrics]
            if missing:
                yield Flaw(
                    ("measurement", "kpis", name, "metric"),
                    context.say(
                        "{channel} does not show {metrics}.", channel=short(channel), metrics=", ".join(missing)
                    ),
                    context.say("It shows: {metrics}.", metrics=", ".join(offered.metrics)),
                )


@cache
def _shown_anywhere() -> frozenset[str]:
    return frozenset(name for platform in platforms().values() for name in platform.metrics)
