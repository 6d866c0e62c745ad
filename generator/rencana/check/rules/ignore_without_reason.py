"""A remark ignores a rule and does not say why.

## What it finds
`# rencana: ignore[rule-name]` without words after it.

## Why it matters
Next year nobody knows whether the reason still holds; the site shows the reason beside what was set aside.

## Bad
```yaml
objectives:
  # rencana: ignore[objective-serving-nothing]
  #                 ^^^^^^^^^^^^^^^^^^^^^^^^^
  awareness:
    type: awareness
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    yardsticks: [brand-views]
```

## Good
```yaml
objectives:
  # rencana: ignore[objective-serving-nothing] Goals are not settled yet.
  awareness:
    type: awareness
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    yardsticks: [brand-views]
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext, UsedRemark
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.language.fault import short

NAME = "ignore-without-reason"
CODE = "WRI007"
FAMILY = "writing"
SEVERITY = Severity.WARNING
SCOPE = Scope.REMARKS


def check(remark: UsedRemark, context: RuleContext) -> Iterator[Flaw]:
    """Yields remarks without a reason."""
    if not remark.reason:
        yield Flaw(
            remark.place,
            context.say("Nobody says why {name} is ignored.", name=short(remark.name)),
            context.say("Write the reason behind the bracket."),
        )
