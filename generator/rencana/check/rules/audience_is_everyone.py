"""An audience is everyone.

## What it finds
An audience whose title is a word for everybody: "general public", "semua orang". The wordings are data.

## Why it matters
Content for everyone is content for nobody: no hour, no place and no tone fits all. Even campaigns that must reach a
whole country plan by parts of it.

## Bad
```yaml
audiences:
  drinkers:
    title: The general public
    #      ^^^^^^^^^^^^^^^^^^
    profile: 22 to 34, buy coffee out three times a week.
    evidence: {source: panel, date: 2025-11-30}
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
None. An audience that other audiences are a `part_of` is the whole of them, and is left alone.
"""

from collections.abc import Iterator

from rencana.catalogue import wordings
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "audience-is-everyone"
CODE = "AUD007"
FAMILY = "audiences"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields audiences that leave nobody out."""
    audiences = campaign.plan.audiences
    wholes = {audience.part_of for audience in audiences.values()}
    for name, audience in audiences.items():
        title = audience.title or name.replace("-", " ")
        if name not in wholes and wordings()["everyone"].found_in(title, campaign.language):
            yield Flaw(
                ("audiences", name, "title"),
                context.say("{title} leaves nobody out, so nothing can be designed for it.", title=short(title)),
                context.say("Name the people who matter most, or the parts that the whole consists of."),
            )
