"""A contact looks like a private person.

## What it finds
A `contact` of a team whose address has the form first.last@, unless it is made of words for roles.

## Why it matters
The site may be public and the plan stays in git for ever. People change; a shared mailbox stays.

## Bad
```yaml
# portfolio.yaml
format: 1
currency: IDR
teams:
  social-team: {title: Social media team, contact: rina.wijaya@kopi.example}
  #                                       ^^^^^^^
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
  social-team: {title: Social media team, contact: social@kopi.example}
goals:
  retail-growth: Sell 15% more bottles in shops in 2026
sources:
  instagram-insights: Meta Business Suite, content export
  panel: Quarterly panel survey
```

## Options
None.
"""

import re
from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.check.summary import PortfolioSummary
from rencana.finding import Severity
from rencana.plan.language.fault import short

NAME = "person-named"
CODE = "POR013"
FAMILY = "portfolio"
SEVERITY = Severity.NOTE
SCOPE = Scope.PORTFOLIO


_PERSON = re.compile(r"\b([a-z]{2,})\.([a-z]{2,})@")
_ROLES = frozenset(
    {
        *("team", "tim", "media", "social", "sosial", "care", "service", "info", "press", "pers", "humas", "support"),
        *("help", "hello", "halo", "sales", "marketing", "office", "kantor", "contact", "kontak", "customer"),
        *("pelanggan", "public", "relations", "brand", "digital", "content", "konten", "community", "events"),
    }
)


def check(summary: PortfolioSummary, context: RuleContext) -> Iterator[Flaw]:
    """Yields addresses that look like a person's."""
    for name, team in summary.shared.teams.items():
        match = _PERSON.search((team.contact or "").lower())
        if match and not _ROLES & set(match.groups()):
            yield Flaw(
                summary.shared_place("teams", name, "contact"),
                context.say("The contact of {name} looks like a private person.", name=short(name)),
                context.say("Write a shared mailbox or room."),
            )
