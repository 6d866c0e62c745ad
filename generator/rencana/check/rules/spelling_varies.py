"""One thing is spelt in two ways.

## What it finds
Tags and ids of audiences that differ, across plans, only in hyphens, spaces, capitals or a final *s*: `cold-brew`,
`cold brew`, `Cold Brews`.

## Why it matters
Pages and filters are made from these words; two spellings are two pages.

## Bad
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: running
  period: {start: 2026-02-18, end: 2026-03-19}
  tags: [cold-brew]
```
```yaml
# other/plan.yaml
campaign:
  title: Ramadan
  tags: [coldbrew]
  #      ^^^^^^^^
```

## Good
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: running
  period: {start: 2026-02-18, end: 2026-03-19}
  tags: [cold-brew]
```
```yaml
# other/plan.yaml
campaign:
  title: Ramadan
  tags: [cold-brew]
```

## Options
None.
"""

import re
from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.check.summary import NamedThing, PortfolioSummary
from rencana.finding import Severity
from rencana.plan.language.fault import short

NAME = "spelling-varies"
CODE = "POR011"
FAMILY = "portfolio"
SEVERITY = Severity.NOTE
SCOPE = Scope.PORTFOLIO


_LOOSE = re.compile(r"[\s_-]+")


def check(summary: PortfolioSummary, context: RuleContext) -> Iterator[Flaw]:
    """Yields words that another plan spells otherwise."""
    for names in (summary.tags, summary.audiences):
        first: dict[str, NamedThing] = {}
        for name in names:
            earlier = first.setdefault(_LOOSE.sub("", name.id.casefold()).removesuffix("s"), name)
            if earlier.id != name.id:
                yield Flaw(
                    name.place,
                    context.say(
                        "{one} is spelt {other} in {campaign}.",
                        one=short(name.id),
                        other=short(earlier.id),
                        campaign=short(earlier.campaign),
                    ),
                    context.say("Spell it in one way everywhere."),
                )
