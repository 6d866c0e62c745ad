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

from rencana.check.facts.rule_names import no_such_rule
from rencana.check.flaw import Flaw, RuleContext, UsedRemark
from rencana.check.rule import Scope
from rencana.finding import Severity

NAME = "ignore-unknown"
CODE = "WRI006"
FAMILY = "writing"
SEVERITY = Severity.WARNING
SCOPE = Scope.REMARKS


def check(remark: UsedRemark, context: RuleContext) -> Iterator[Flaw]:
    """Yields remarks that name nothing."""
    if not remark.names_rule:
        yield no_such_rule(remark.name, remark.place, context)
