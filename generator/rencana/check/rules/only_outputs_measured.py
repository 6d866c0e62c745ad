"""Every KPI counts what was put out, none what it did to people.

## What it finds
A plan whose KPIs are all of the level *input* or *output*: views, reach, posts, money. A KPI that is only observed
(`targets: none`) is enough. Own metrics without a `level`, and plans for service alone, are left alone.

## Why it matters
Evaluation goes from outputs on to outtakes, outcomes and impact ([GCS](https://gcs.civilservice.gov.uk/publications/gcs-evaluation-cycle/)).
Views say that content was shown; what people took from it, or did, needs a KPI of its own.

## Bad
```yaml
measurement:
  cadence: weekly
  kpis:
# ^^^^
    brand-views:
      metric: views
      channels: [instagram]
      baseline: unknown
      targets: 900_000
      sources: [instagram-insights]
      collector: social-team
    recall:
      metric: reach
      channels: [instagram]
      baseline: unknown
      targets: 400_000
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
    recall:
      metric: brand-recall
      baseline: unknown
      targets: 19%
      sources: [panel]
      collector: social-team
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign

NAME = "only-outputs-measured"
CODE = "OBJ005"
FAMILY = "objectives"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


_OUT = ("input", "output")


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields a plan that measures only what it puts out."""
    objectives, kpis = campaign.plan.objectives.values(), campaign.plan.measurement.kpis.values()
    levels = [campaign.metrics[kpi.metric].level for kpi in kpis]
    for_service = all(objective.type == "service" for objective in objectives)
    has_signs = any(objective.signs for objective in objectives)
    if levels and not for_service and not has_signs and all(level in _OUT for level in levels):
        yield Flaw(
            ("measurement", "kpis"),
            context.say("Every KPI counts what was put out; none shows what it did to people."),
            context.say(
                "Add a KPI of what people know, feel or do, such as brand-recall, saves, sessions or sign-ups."
            ),
        )
