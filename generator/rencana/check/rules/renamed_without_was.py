"""A campaign has another id, and the plan does not name the old one.

## What it finds
A campaign whose folder has another name than before, and whose `was` does not list the old one. `rencana diff` finds
it, since it takes the plan as it was; it knows the campaign again by what the plan says.

## Why it matters
The name of the folder is the address of its pages. Links in mails, decks and chats end nowhere, and earlier numbers
seem to belong to a campaign that is gone. With `was` the old addresses lead on.

## Bad
```yaml
# before: iced/plan.yaml
campaign: {title: Iced, owner: social-team, state: running, period: {start: 2026-02-18, end: 2026-03-19}}
```
```yaml
# iced-2026/plan.yaml
campaign: {title: Iced, owner: social-team, state: running, period: {start: 2026-02-18, end: 2026-03-19}}
#^^^^^^^
```

## Good
```yaml
# before: iced/plan.yaml
campaign: {title: Iced, owner: social-team, state: running, period: {start: 2026-02-18, end: 2026-03-19}}
```
```yaml
# iced-2026/plan.yaml
campaign: {title: Iced, owner: social-team, state: running, period: {start: 2026-02-18, end: 2026-03-19}, was: [iced]}
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.campaign_change import CampaignChange
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.language.fault import short

NAME = "renamed-without-was"
CODE = "POR016"
FAMILY = "portfolio"
SEVERITY = ByState.REQUIRED
SCOPE = Scope.CHANGE


def check(change: CampaignChange, context: RuleContext) -> Iterator[Flaw]:
    """Yields campaigns whose old addresses lead nowhere."""
    old_id, header = change.before.id, change.after.plan.campaign
    if old_id != change.after.id and old_id not in header.was:
        yield Flaw(
            ("campaign", "was"),
            context.say("The campaign was called {id} before; links to it end nowhere.", id=short(old_id)),
            context.say("Add `was: [{ids}]` to the campaign.", ids=", ".join([*header.was, old_id])),
        )
