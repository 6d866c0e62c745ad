"""The value of communication is measured as the price of advertising.

## What it finds
A KPI on a metric that is an advertising value equivalent (AVE), by any of its names: "media value", "PR value", "nilai
iklan". The names are data.

## Why it matters
"AVEs are not the value of communication" is one of the Barcelona Principles of AMEC, the association of those who
measure communication: the price of an advertisement says nothing of what people thought or did.

## Bad
```yaml
measurement:
  cadence: weekly
  metrics:
    media-value: {title: Earned media value, unit: currency}
  kpis:
    brand-views:
      metric: media-value
      #       ^^^^^^^^^^^
      baseline: unknown
      targets: 900_000_000 IDR
      sources: [panel]
      collector: social-team
```

## Good
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: share-of-voice
      baseline: unknown
      targets: 15%
      sources: [panel]
      collector: social-team
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.catalogue import title_in, wordings
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "publicity-value-used"
CODE = "MEA014"
FAMILY = "measurement"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields KPIs that are the price of something else."""
    names = wordings()["publicity-value"]
    for name, kpi in campaign.plan.measurement.kpis.items():
        metric = campaign.metrics.get(kpi.metric)
        title = title_in(metric.title, "en") if metric else ""
        words = f"{kpi.metric.replace('-', ' ')} . {title} . {kpi.title or ''}"
        if names.found_in(words, campaign.language):
            yield Flaw(
                ("measurement", "kpis", name, "metric"),
                context.say(
                    "{metric} is the price of advertising, not the value of communication.", metric=short(kpi.metric)
                ),
                context.say("Measure what people know, feel or do: recall, sentiment, visits, sign-ups."),
            )
