"""Two plans describe the same audience in two ways.

## What it finds
Audiences of different plans with the same title and different ids, or with the same id and different titles. Of plans
that are copies of one another (`campaign-copied`) it is not said.

## Why it matters
The page of an audience collects what all campaigns say to it. Two names for one group of people split that page in
two; one name for two groups mixes them.

## Bad
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
```yaml
# other/plan.yaml
campaign:
  title: Ramadan
audiences:
  urban-young:
# ^^^^^^^^^^^
    title: Young urban coffee drinkers
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
```yaml
# other/plan.yaml
campaign:
  title: Ramadan
audiences:
  drinkers:
    title: Young urban coffee drinkers
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.check.summary import NamedThing, PortfolioSummary
from rencana.finding import Severity
from rencana.plan.language.fault import short

NAME = "audience-described-twice"
CODE = "POR007"
FAMILY = "portfolio"
SEVERITY = Severity.NOTE
SCOPE = Scope.PORTFOLIO


def check(summary: PortfolioSummary, context: RuleContext) -> Iterator[Flaw]:
    """Yields audiences that another plan calls otherwise."""
    by_title: dict[str, NamedThing] = {}
    by_id: dict[str, NamedThing] = {}
    for audience in summary.audiences:
        title = " ".join(audience.title.casefold().split())
        if not title:
            continue
        same_title = by_title.setdefault(title, audience)
        same_id = by_id.setdefault(audience.id, audience)
        help = context.say("Use one id and one title for the same people, in all plans.")
        if not summary.are_copies(same_title.campaign, audience.campaign) and same_title.id != audience.id:
            yield Flaw(
                audience.place,
                context.say(
                    "{campaign} calls the same audience {other}.",
                    campaign=short(same_title.campaign),
                    other=short(same_title.id),
                ),
                help,
            )
        elif (
            not summary.are_copies(same_id.campaign, audience.campaign)
            and same_id.title.casefold() != audience.title.casefold()
        ):
            yield Flaw(
                audience.place,
                context.say(
                    "{campaign} means other people by {id}: {title}.",
                    campaign=short(same_id.campaign),
                    id=short(audience.id),
                    title=short(same_id.title),
                ),
                help,
            )
