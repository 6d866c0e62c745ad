"""A remark ignores something that is not there.

## What it finds
`# rencana: ignore[rule-name]` at a line where that rule finds nothing. `rencana check --fix` takes the remark out.
Nothing is said of rules that did not run.

## Why it matters
The fault was mended, or moved; the remark would hide the next one.

## Bad
```yaml
objectives:
  # rencana: ignore[objective-serving-nothing] Goals are not settled yet.
  #                 ^^^^^^^^^^^^^^^^^^^^^^^^^
  awareness:
    type: awareness
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    serves: [retail-growth]
    yardsticks: [brand-views]
```

## Good
```yaml
objectives:
  awareness:
    type: awareness
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    serves: [retail-growth]
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

NAME = "ignore-unused"
CODE = "WRI008"
FAMILY = "writing"
SEVERITY = Severity.WARNING
SCOPE = Scope.REMARKS


def check(remark: UsedRemark, context: RuleContext) -> Iterator[Flaw]:
    """Yields remarks that are of no use any more."""
    if remark.names_rule and not remark.used:
        yield Flaw(
            remark.place,
            context.say("{name} finds nothing here.", name=short(remark.name)),
            context.say("Take the remark out, or move it to the line that it means."),
            fix=remark.fix,
        )
