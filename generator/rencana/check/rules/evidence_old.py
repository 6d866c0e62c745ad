"""Evidence is older than the portfolio allows.

## What it finds
Evidence of an audience that was more than two years old on the first day of the campaign.

## Why it matters
Where people are and what for changes within months. The age is counted to the start of the campaign, not to today, so
that an old plan does not gather findings.

## Bad
```yaml
audiences:
  drinkers:
    title: Young urban coffee drinkers
    profile: 22 to 34, buy coffee out three times a week.
    evidence: {source: panel, date: 2021-05-01}
    #                               ^^^^^^^^^^
    desired_action: Takes a bottle home before sunset.
    platforms:
      instagram: {active: true, purpose: [discover], hours: 19:00-22:00}
```

## Good
```yaml
audiences:
  drinkers:
    title: Young urban coffee drinkers
    profile: 22 to 34, buy coffee out three times a week.
    evidence: {source: panel, date: 2025-11-30}
    desired_action: Takes a bottle home before sunset.
    platforms:
      instagram: {active: true, purpose: [discover], hours: 19:00-22:00}
```

## Options
`check.evidence_age` in portfolio.yaml, such as `evidence_age: 365 days`.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, Path, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.strategy import Evidence

NAME = "evidence-old"
CODE = "AUD004"
FAMILY = "audiences"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields evidence that was too old when the campaign began."""
    for name, audience in campaign.plan.audiences.items():
        for index, evidence in enumerate(audience.evidence):
            yield from _old(campaign, context, evidence, ("audiences", name, "evidence"), index)
        for platform, use in audience.platforms.items():
            for index, evidence in enumerate(use.evidence):
                yield from _old(
                    campaign, context, evidence, ("audiences", name, "platforms", platform, "evidence"), index
                )


def _old(campaign: Campaign, context: RuleContext, evidence: Evidence, path: Path, index: int) -> Iterator[Flaw]:
    start, day = campaign.start, campaign.calendar.last(evidence.date)
    if start is None or day is None or start - day <= campaign.shared.check.evidence_age:
        return
    # A single piece of evidence may stand without a list around it.
    data: object = campaign.document.data
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    yield Flaw(
        (*path, index, "date") if isinstance(data, list) else (*path, "date"),
        context.say("The evidence was {days} days old when the campaign began.", days=(start - day).days),
        context.say("Ask again whether it still holds, or name newer evidence."),
    )
