"""A target has no date.

## What it finds
A target without `by`, `within` or `phase`, in a campaign without a last day.

## Why it matters
A number without a day is a wish: nobody can say whether it is late. Objectives are time-bound ([GCS, campaign
planning](https://gcs.civilservice.gov.uk/guidance/campaigns/guide-to-campaign-planning-2/)).

## Bad
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: running
  period: {start: 2026-02-18, end: open}
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: views
      baseline: unknown
      targets:
        - {value: 900_000}
        # ^^^^^^^^^^^^^^^^
      sources: [instagram-insights]
      collector: social-team
```

## Good
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: running
  period: {start: 2026-02-18, end: open}
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: views
      baseline: unknown
      targets:
        - {value: 900_000, by: 2026-03-19}
      sources: [instagram-insights]
      collector: social-team
```

## Options
None. In a campaign with a last day a target without a date means that day; a target `per` week or month needs none.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.derive.counting_days import targets
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "target-without-date"
CODE = "MEA002"
FAMILY = "measurement"
SEVERITY = ByState.REQUIRED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields targets that nobody could miss."""
    for name, kpi in campaign.plan.measurement.kpis.items():
        if campaign.end or kpi.phase:
            continue
        for index, target in enumerate(targets(kpi)):
            if not (target.by or target.within or target.phase or target.per):
                yield Flaw(
                    ("measurement", "kpis", name, "targets", index),
                    context.say(
                        "The target of {name} has no date, and the campaign has no last day.", name=short(name)
                    ),
                    context.say("Add `by:` with the day on which it is to be reached."),
                )
