"""A plan is a copy of another one.

## What it finds
A plan with the title of another one that also runs on the same days, or has the same posts or, where one of them names
no days, the same statements; and one under another title with the same statements and posts. It is said once, at the
title of the one that comes later by name.

## Why it matters
Whoever copies a folder copies its readings, its days and its posts too: each number of the portfolio then counts twice,
and all that the copy says of its own time is the past of another campaign.

## Bad
```yaml
campaign: {title: Cold Ramadan, period: {start: 2026-02-18, end: 2026-03-19}}
```
```yaml
# next/plan.yaml
campaign:
  title: Cold Ramadan
  #      ^^^^^^^^^^^^
  period: {start: 2026-02-18, end: 2026-03-19}
```

## Good
```yaml
campaign: {title: Cold Ramadan, period: {start: 2026-02-18, end: 2026-03-19}}
```
```yaml
# next/plan.yaml
campaign:
  title: Cold Ramadan
  period: {start: 2027-02-08, end: 2027-03-09}
```

## Options
None. `rencana new NAME --like CAMPAIGN` begins the next campaign from an earlier one; `rencana mv` renames a campaign.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.check.summary import PortfolioSummary
from rencana.finding import Severity
from rencana.plan.language.fault import short

NAME = "campaign-copied"
CODE = "POR017"
FAMILY = "portfolio"
SEVERITY = Severity.NOTE
SCOPE = Scope.PORTFOLIO


def check(summary: PortfolioSummary, context: RuleContext) -> Iterator[Flaw]:
    """Yields copies, each at its title."""
    for copy, original in summary.copies.items():
        yield Flaw(
            summary.words[copy].place,
            context.say(
                "The plan {title} looks like a copy of {campaign}.",
                title=short(summary.words[copy].title),
                campaign=short(original),
            ),
            context.say(
                "The next campaign begins with `rencana new NAME --like CAMPAIGN`, which leaves days, posts and "
                "readings behind. Another name is given by `rencana mv`. Delete the copy."
            ),
        )
