"""The stages of a plan stand in another order than the method.

## What it finds
A top-level key that stands above one that comes before it in the method: objectives, audiences, content, channels,
schedule, budget, measurement, interaction, calendar, reviews.

## Why it matters
"The order is the product": whoever writes the channels first chooses them first.

## Bad
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: running
  period: {start: 2026-02-18, end: 2026-03-19}
channels:
  instagram:
    kind: owned
    why:
      pillars: [ritual]
      because: The audience looks for drinks here in the hour after iftar.
    rhythm: {reel: 3 a week}
objectives:
#^^^^^^^^^
  awareness:
    type: awareness
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    serves: [retail-growth]
    yardsticks: [brand-views]
```

## Good
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: running
  period: {start: 2026-02-18, end: 2026-03-19}
objectives:
  awareness:
    type: awareness
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    serves: [retail-growth]
    yardsticks: [brand-views]
```

## Options
None. Where `interaction`, `reviews` and `playbooks` stand does not matter.
"""

from collections.abc import Iterator
from itertools import pairwise

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "keys-out-of-order"
CODE = "WRI004"
FAMILY = "writing"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


_ORDER = ("campaign", "objectives", "audiences", "content", "channels", "measurement")


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields the first stage that stands too late."""
    keys = [key for key in campaign.document.data if key in _ORDER]
    for before, key in pairwise(keys):
        if _ORDER.index(key) < _ORDER.index(before):
            yield Flaw(
                (key,),
                context.say(
                    "{key} stands below {before}, and comes before it in the method.",
                    key=short(key),
                    before=short(before),
                ),
                context.say("Order: {keys}.", keys=", ".join(_ORDER)),
            )
            return
