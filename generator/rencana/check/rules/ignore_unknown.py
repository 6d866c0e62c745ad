"""A remark ignores a rule that does not exist.

## What it finds
`# rencana: ignore[…]` with a name that no rule bears.

## Why it matters
The remark does nothing, and somebody believes that it does.

## Bad
```yaml
objectives:
  # rencana: ignore[objective-serving-nobody] Goals are not settled yet.
  #                 ^^^^^^^^^^^^^^^^^^^^^^^^
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
None. `rencana rules` lists all names. Faults of the file and of the plan language cannot be ignored.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext, UsedRemark
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.language.fault import short
from rencana.words.nearest import nearest

NAME = "ignore-unknown"
CODE = "WRI006"
FAMILY = "writing"
SEVERITY = Severity.WARNING
SCOPE = Scope.REMARKS


def check(remark: UsedRemark, context: RuleContext) -> Iterator[Flaw]:
    """Yields remarks that name nothing."""
    if not remark.known:
        close = nearest(remark.name, sorted(context.rules))
        yield Flaw(
            remark.place,
            context.say("There is no rule {name}.", name=short(remark.name)),
            context.say("Did you mean {name}?", name=f"`{close}`")
            if close
            else context.say("`rencana rules` lists all names."),
        )
