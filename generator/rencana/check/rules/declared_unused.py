"""A plan declares something that it does not use.

## What it finds
Sources and metrics under `measurement`, and named days under `schedule.dates`, that nothing in the plan, its calendar
or its readings names.

## Why it matters
Mostly a name was changed in one place only.

## Bad
```yaml
schedule:
  dates:
    iftar-1: 2026-02-18
  # ^^^^^^^
```

## Good
```yaml
schedule:
  dates:
    iftar-1: 2026-02-18
  phases:
    launch:
      windows: [{start: iftar-1, end: 2026-02-28}]
```

## Options
None.
"""

import re
from collections.abc import Iterator

from rencana.check.facts.walk import joined_texts, texts
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short
from rencana.plan.language.reference import KEY

NAME = "declared-unused"
CODE = "WRI005"
FAMILY = "writing"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields declared names that nothing uses."""
    plan = campaign.plan
    declared = [
        *((("measurement", "sources", name), name) for name in plan.measurement.sources),
        *((("measurement", "metrics", name), name) for name in plan.measurement.metrics),
        *((("schedule", "dates", name), name) for name in plan.schedule.dates),
    ]
    if not declared:
        return
    used = set(texts(campaign))
    used.update([reading.source for reading in campaign.readings])
    used.update([reading.metric for reading in campaign.readings])
    moments = [item.at for item in campaign.items.values()] + [
        outlet.at for item in campaign.items.values() for outlet in item.channels.values()
    ]
    used.update(moment.when.name for moment in moments if moment)
    used.update(key for kpi in plan.measurement.kpis.values() for key in kpi.curve)
    unread = [(path, name) for path, name in declared if name not in used]
    if unread:
        used.update(_WORD.findall(joined_texts(campaign)))
    for path, name in unread:
        if name not in used:
            yield Flaw(
                (*path, KEY),
                context.say("Nothing uses {name}.", name=short(name)),
                context.say("Take it out, or use it; a misspelt name looks the same."),
            )
