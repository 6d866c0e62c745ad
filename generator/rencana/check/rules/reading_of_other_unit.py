"""A reading has another unit than its metric.

## What it finds
A value whose unit does not fit its metric: `14` for a percentage, `14%` for a count.

## Why it matters
14 read as a percentage is 1,400%; the chart would show nothing else.

## Bad
```csv
# readings.csv, found in line 3
end,metric,value,source
2026-03-01,brand-recall,16%,panel
2026-03-08,brand-recall,16,panel
```

## Good
```csv
# readings.csv
end,metric,value,source
2026-03-01,brand-recall,16%,panel
2026-03-08,brand-recall,17%,panel
```

## Options
None. An own metric says its `unit`; without it, it is a count.
"""

from collections.abc import Iterator

from rencana.check.facts.sizes import sample
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short
from rencana.plan.metric import fits

NAME = "reading-of-other-unit"
CODE = "REA006"
FAMILY = "readings"
SEVERITY = Severity.ERROR
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields rows whose value their metric cannot have."""
    for reading in campaign.readings:
        metric = campaign.metrics.get(reading.metric)
        if metric and reading.value and not fits(reading.value, metric):
            yield Flaw(
                ("readings", reading.file, reading.line, "value"),
                context.say(
                    "{value} does not fit {metric}, which is measured as {unit}.",
                    value=short(reading.value),
                    metric=metric.id,
                    unit=metric.unit,
                ),
                context.say("Write for example {sample}.", sample=sample(metric)),
            )
