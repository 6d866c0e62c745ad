"""No campaign serves a goal.

## What it finds
A goal of portfolio.yaml that no objective serves.

## Why it matters
A goal that nothing works for is met by luck. An executive sees it on the page of goals.

## Bad
```yaml
# portfolio.yaml
format: 1
currency: IDR
teams:
  social-team: Social media team
goals:
  retail-growth: Sell 15% more bottles in shops in 2026
  fair-origin: Buy half of our beans from growers by 2027
# ^^^^^^^^^^^
sources:
  instagram-insights: Meta Business Suite, content export
  panel: Quarterly panel survey
```

## Good
```yaml
# portfolio.yaml
format: 1
currency: IDR
teams:
  social-team: Social media team
goals:
  retail-growth: Sell 15% more bottles in shops in 2026
sources:
  instagram-insights: Meta Business Suite, content export
  panel: Quarterly panel survey
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.check.summary import PortfolioSummary
from rencana.finding import Severity
from rencana.plan.language.fault import short

NAME = "goal-unserved"
CODE = "POR010"
FAMILY = "portfolio"
SEVERITY = Severity.NOTE
SCOPE = Scope.PORTFOLIO


def check(summary: PortfolioSummary, context: RuleContext) -> Iterator[Flaw]:
    """Yields goals that nothing works for."""
    for name in summary.shared.goals if summary.complete else ():
        if name not in summary.used["goals"]:
            yield Flaw(
                summary.shared_place("goals", name),
                context.say("No campaign serves the goal {name}.", name=short(name)),
                context.say("Name it under `serves` of an objective, or take it out."),
            )
