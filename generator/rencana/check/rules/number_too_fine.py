"""A number is finer than what it counts.

## What it finds
A fraction of something that is counted, such as 12.5 likes, and money with more decimals than its currency has; in
targets, baselines and comparisons, and once for each metric of a readings file. Outcomes such as conversions may be
split among the channels that led to them, and what a formula divides may have any decimals.

## Why it matters
Nobody likes a post by half. Such a number is an average, a share or a slip of the comma, and is added up as if it were
none of these.

## Bad
```yaml
measurement:
  cadence: weekly
  kpis:
    brand-views:
      metric: views
      baseline: unknown
      targets:
        - {value: 12.5, by: 2026-03-19}
        #         ^^^^
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
      baseline: unknown
      targets:
        - {value: 12.5K, by: 2026-03-19}
      sources: [instagram-insights]
      collector: social-team
```

## Options
None. An own metric says its `unit`; without it, it is a count.
"""

from collections.abc import Iterator

from rencana.catalogue import Metric
from rencana.check.flaw import Flaw, Path, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.doubts import decimals, sizes
from rencana.plan.language.amount import Amount, Unit
from rencana.plan.language.exactness import is_finer
from rencana.plan.language.fault import short
from rencana.plan.metric import fits

NAME = "number-too-fine"
CODE = "MEA027"
FAMILY = "measurement"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields numbers that have more decimals than their metric can have."""
    for path, metric, amount in sizes(campaign):
        if _is_too_fine(amount, metric):
            yield _flaw(path, metric, amount, context)
    reported = set()
    for reading in campaign.readings:
        metric, key = campaign.metrics[reading.metric], (reading.file, reading.metric)
        for column, size in (("value", reading.value), ("change", reading.change)):
            if size and "." in size.text and key not in reported and _is_too_fine(size, metric):
                reported.add(key)
                yield _flaw(("readings", reading.file, reading.line, column), metric, size, context)


def _is_too_fine(amount: Amount, metric: Metric) -> bool:
    """Tells whether an amount is a fraction that its metric cannot have; one of another unit is found elsewhere."""
    most = decimals(metric, amount)
    is_split = metric.unit == "count" and metric.level == "outcome"
    is_percent = amount.unit in (Unit.PERCENT, Unit.POINTS)
    return most is not None and not is_split and not is_percent and fits(amount, metric) and is_finer(amount, most)


def _flaw(at: Path, metric: Metric, amount: Amount, context: RuleContext) -> Flaw:
    if amount.currency:
        message = context.say(
            "{amount} has more decimals than {currency} has.", amount=short(amount), currency=amount.currency
        )
        return Flaw(at, message, context.say("Round it to the decimals of the currency."))
    return Flaw(
        at,
        context.say("{amount} is no whole number, and {metric} is a count.", amount=short(amount), metric=metric.id),
        context.say("Round it, write thousands as 12.5K, or give a metric of your own the unit that it has."),
    )
