"""An objective is too vague to turn out true or false.

## What it finds
A `statement` with a well-worn wording ("raise awareness", "meningkatkan engagement"), without a number, and without a
word that says whom it is about. The wordings are data, in English and Indonesian.

## Why it matters
"Raise awareness" can never fail, so it decides nothing. A good objective is specific, measurable and time-bound
([GCS, campaign planning](https://gcs.civilservice.gov.uk/guidance/campaigns/guide-to-campaign-planning-2/)).

## Bad
```yaml
objectives:
  awareness:
    type: awareness
    statement: Raise awareness of cold brew.
    #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    serves: [retail-growth]
    yardsticks: [brand-views]
```

## Good
```yaml
objectives:
  awareness:
    type: awareness
    statement: Young urban drinkers name cold brew when asked what they drink at iftar.
    serves: [retail-growth]
    yardsticks: [brand-views]
```

## Options
None.
"""

import re
from collections.abc import Iterator

from rencana.catalogue import wordings
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "statement-vague"
CODE = "OBJ004"
FAMILY = "objectives"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


_NUMBER = re.compile(r"[0-9]")
_SHORTEST = 5


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields statements that say neither who changes nor what."""
    titles = (audience.title or name for name, audience in campaign.plan.audiences.items())
    # One of the longer words of the audiences' titles in a statement says whom it is about.
    people = {word for title in titles for word in _words(title) if len(word) >= _SHORTEST}
    for name, objective in campaign.plan.objectives.items():
        statement = objective.statement or ""
        wording = wordings()["vague"].found_in(statement, campaign.language)
        if wording and not _NUMBER.search(statement) and not people & set(_words(statement)):
            yield Flaw(
                ("objectives", name, "statement"),
                context.say("{wording} says neither who changes nor what.", wording=short(wording)),
                context.say("Say who will know, feel or do what, so that the sentence can turn out true or false."),
            )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
