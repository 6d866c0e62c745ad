"""No KPI covers a channel.

## What it finds
A channel that no KPI names, in a plan whose KPIs all name their channels.

## Why it matters
Whether a channel was worth its work shows only where something is counted there.

## Bad
```yaml
channels:
  instagram:
    kind: owned
    why:
      pillars: [ritual]
      because: The audience looks for drinks here in the hour after iftar.
    rhythm: {reel: 3 a week}
  out-of-home:
# ^^^^^^^^^^^
    kind: paid
    why:
      objectives: [awareness]
      because: People decide in front of the fridge of the shop.
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
    recall: {metric: brand-recall, channels: [instagram], targets: none, sources: [panel], collector: social-team}
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
    recall: {metric: brand-recall, channels: [instagram], targets: none, sources: [panel], collector: social-team}
```

## Options
None. A KPI without `channels` covers all.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "channel-unmeasured"
CODE = "CHA010"
FAMILY = "channels"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields channels on which nothing is counted."""
    kpis = campaign.plan.measurement.kpis.values()
    if not kpis or not all(kpi.channels for kpi in kpis):
        return
    covered = {name for kpi in kpis for name in kpi.channels}
    for name in campaign.plan.channels:
        if name not in covered:
            yield Flaw(
                ("channels", name),
                context.say("No KPI covers {name}.", name=short(name)),
                context.say("Name it under `channels` of a KPI, or say in its `note` why nothing is counted there."),
            )
