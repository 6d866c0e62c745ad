"""The shares of the pillars do not add up to 100%.

## What it finds
Pillars whose planned shares add up to more than 100%, or to less where every pillar has one. Half a point is forgiven
for rounding.

## Why it matters
The site draws the shares as parts of one whole and compares them with the calendar; parts that are no whole make both
wrong.

## Bad
```yaml
content:
  messages:
    first-sip: {text: Iftar begins when the ice cracks, audiences: [drinkers], objectives: [awareness]}
  pillars:
# ^^^^^^^
    ritual: {quadrant: entertain, share: 60%, formats: [reel], messages: [first-sip]}
    how-to: {quadrant: educate, share: 50%, formats: [carousel], messages: [first-sip]}
```

## Good
```yaml
content:
  messages:
    first-sip: {text: Iftar begins when the ice cracks, audiences: [drinkers], objectives: [awareness]}
  pillars:
    ritual: {quadrant: entertain, share: 60%, formats: [reel], messages: [first-sip]}
    how-to: {quadrant: educate, share: 40%, formats: [carousel], messages: [first-sip]}
```

## Options
None.
"""

from collections.abc import Iterator
from decimal import Decimal

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign

NAME = "shares-unlike-hundred"
CODE = "CNT007"
FAMILY = "content"
SEVERITY = Severity.ERROR
SCOPE = Scope.PLAN


_WHOLE, _ROUNDING = Decimal(1), Decimal("0.005")


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields a mix whose parts are no whole."""
    pillars = campaign.plan.content.pillars
    stated = [pillar.share for pillar in pillars.values() if pillar.share is not None]
    total = sum(stated, Decimal(0))
    too_little = len(stated) == len(pillars) and total < _WHOLE - _ROUNDING
    if stated and (too_little or total > _WHOLE + _ROUNDING):
        yield Flaw(
            ("content", "pillars"),
            context.say("The shares of the pillars add up to {total}%, not 100%.", total=f"{total * 100:.4g}"),
            context.say("Change the shares until they add up to 100%."),
        )
