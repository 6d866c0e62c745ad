"""A list names the same thing twice.

## What it finds
A list of ids in which one stands twice. `rencana check --fix` takes the second one out.

## Why it matters
Mostly one of the two was meant to be another.

## Bad
```yaml
objectives:
  awareness:
    type: awareness
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    serves: [retail-growth]
    yardsticks: [brand-views, brand-views]
    #                         ^^^^^^^^^^^
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

from rencana.check.facts.walk import lists
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Edit, Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short
from rencana.span import Span

NAME = "listed-twice"
CODE = "WRI001"
FAMILY = "writing"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields repeated words of lists."""
    document = campaign.document
    for path, words in lists(campaign):
        for index, word in enumerate(words):
            if isinstance(word, str) and word in words[:index]:
                before, here = (document.place([*path, at]) for at in (index - 1, index))
                same_line = before.end_line == here.line
                # From the end of the word before it, so that the comma between them goes too.
                cut = Span(before.end_line, before.end_column, here.end_line, here.end_column)
                yield Flaw(
                    (*path, index),
                    context.say("{word} stands twice in this list.", word=short(word)),
                    context.say("Take one of them out, or write what was meant."),
                    fix=(Edit(document.path, cut, ""),) if same_line else (),
                )
