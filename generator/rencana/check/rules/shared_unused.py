"""Something in portfolio.yaml is used by no plan.

## What it finds
Teams, sources, own metrics and own channels of portfolio.yaml that no plan names.

## Why it matters
What nobody uses is still read by everybody who looks for the right name.

## Bad
```yaml
# portfolio.yaml
format: 1
currency: IDR
teams:
  social-team: Social media team
  print-team: Print team
# ^^^^^^^^^^
goals:
  retail-growth: Sell 15% more bottles in shops in 2026
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
None. Goals have a rule of their own: `goal-unserved`.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.check.summary import PortfolioSummary
from rencana.finding import Severity
from rencana.plan.language.fault import short

NAME = "shared-unused"
CODE = "POR009"
FAMILY = "portfolio"
SEVERITY = Severity.NOTE
SCOPE = Scope.PORTFOLIO


def check(summary: PortfolioSummary, context: RuleContext) -> Iterator[Flaw]:
    """Yields entries of portfolio.yaml that no plan names."""
    shared = summary.shared
    for section, declared in (
        ("teams", shared.teams),
        ("sources", shared.sources),
        ("metrics", shared.metrics),
        ("channels", shared.channels),
    ):
        for name in declared if summary.complete else ():
            if name not in summary.used[section]:
                yield Flaw(
                    summary.shared_place(section, name),
                    context.say("No plan uses {name}.", name=short(name)),
                    context.say("Take it out, or use it; a misspelt name in a plan looks the same."),
                )
