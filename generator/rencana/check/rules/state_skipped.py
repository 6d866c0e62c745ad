"""A plan skips a state.

## What it finds
A plan that was a draft or in review and is at work or over, so that nobody approved it; and one that was closed and is
at work again, without a new decision in its reviews. `rencana diff` finds it, since it takes the plan as it was. A plan
that was written down afterwards (`retrospective`) had no approval to wait for.

## Why it matters
Approval is the moment at which targets become promises. A plan that never had it can be read as anything afterwards.

## Bad
```yaml
# before: plan.yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: draft
  period: {start: 2026-02-18, end: 2026-03-19}
```
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: running
  #      ^^^^^^^
  period: {start: 2026-02-18, end: 2026-03-19}
```

## Good
```yaml
# before: plan.yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: draft
  period: {start: 2026-02-18, end: 2026-03-19}
```
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: approved
  period: {start: 2026-02-18, end: 2026-03-19}
```

## Options
None. Two states are compared: what happened in commits between them is not seen. Of revisions that lie months apart,
compare fewer at a time, or leave the rule out with `check.ignore`.
"""

from collections.abc import Iterator

from rencana.check.campaign_change import CampaignChange
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.header import UNAPPROVED

NAME = "state-skipped"
CODE = "POR015"
FAMILY = "portfolio"
SEVERITY = Severity.WARNING
SCOPE = Scope.CHANGE


def check(change: CampaignChange, context: RuleContext) -> Iterator[Flaw]:
    """Yields plans that were never approved, and those that are open again without a word."""
    before, after = change.before.plan.campaign, change.after.plan.campaign
    states = {"before": before.state, "after": after.state}
    if before.state in UNAPPROVED and after.state not in {*UNAPPROVED, "approved"} and not after.retrospective:
        yield Flaw(
            ("campaign", "state"),
            context.say("The plan went from {before} to {after}; nobody approved it.", **states),
            context.say("Set `state: approved`, and let somebody agree, before it runs."),
        )
    elif before.state == "closed" != after.state and _decisions(change.after) <= _decisions(change.before):
        yield Flaw(
            ("campaign", "state"),
            context.say("The campaign was closed and is {after} again; nobody says why.", **states),
            context.say("Add a review whose `decision:` says why it goes on."),
        )


def _decisions(campaign: Campaign) -> set[str]:
    return {review.decision for review in campaign.plan.reviews.values() if review.decision}
