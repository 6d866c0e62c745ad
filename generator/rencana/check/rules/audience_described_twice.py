"""Two plans describe the same audience in two ways.

## What it finds
Audiences of different plans with the same title and different ids, or with the same id and different titles.

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
    for one in summary.audiences:
        title = " ".join(one.title.casefold().split())
        if not title:
            continue
        other = by_title.setdefault(title, one)
        same = by_id.setdefault(one.id, one)
        help = context.say("Use one id and one title for the same people, in all plans.")
        if other.campaign != one.campaign and other.id != one.id:
            yield Flaw(
                one.place,
                context.say(
                    "{campaign} calls the same audience {other}.", campaign=short(other.campaign), other=short(other.id)
                ),
                help,
            )
        elif same.campaign != one.campaign and same.title.casefold() != one.title.casefold():
            yield Flaw(
                one.place,
                context.say(
                    "{campaign} means other people by {id}: {title}.",
                    campaign=short(same.campaign),
                    id=short(one.id),
                    title=short(same.title),
                ),
                help,
            )
