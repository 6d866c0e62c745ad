"""A setting names a rule that does not exist.

## What it finds
A name under `check.ignore` or `check.severity` of portfolio.yaml that no rule bears.

## Why it matters
The setting does nothing, and somebody believes that it does.

## Bad
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
check:
  ignore:
    caption-fold: The call to action comes last, by custom of the house.
  # ^^^^^^^^^^^^
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
check:
  ignore:
    caption-over-fold: The call to action comes last, by custom of the house.
```

## Options
None. `rencana rules` lists all names.
"""

from collections.abc import Iterator

from rencana.check.facts.rule_names import no_such_rule
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.check.summary import PortfolioSummary
from rencana.finding import Severity

NAME = "setting-without-rule"
CODE = "POR012"
FAMILY = "portfolio"
SEVERITY = Severity.WARNING
SCOPE = Scope.PORTFOLIO


def check(summary: PortfolioSummary, context: RuleContext) -> Iterator[Flaw]:
    """Yields settings for rules that are not there."""
    stated = summary.shared.check
    for section, names in (("ignore", stated.ignore), ("severity", stated.severity)):
        for name in names:
            if name not in context.rules:
                yield no_such_rule(name, summary.shared_place("check", section, name), context)
