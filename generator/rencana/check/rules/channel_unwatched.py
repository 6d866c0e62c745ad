"""A channel is not watched.

## What it finds
An own channel on a network or messenger that `interaction.watch` leaves out, where it names others.

## Why it matters
A question below a post is public; an unanswered one too.

## Bad
```yaml
channels:
  instagram:
    kind: owned
    why:
      pillars: [ritual]
      because: The audience looks for drinks here in the hour after iftar.
    rhythm: {reel: 3 a week}
  tiktok:
# ^^^^^^
    kind: owned
    why:
      objectives: [awareness]
      because: Short rituals travel here without an account to follow.
    rhythm: {short-video: 3 a week}
interaction:
  watch: [instagram]
  hours: 08:00-22:00
  respond_within: 2h
  team: social-team
  feeds_back: The five most asked questions become a post.
```

## Good
```yaml
interaction:
  watch: [instagram]
  hours: 08:00-22:00
  respond_within: 2h
  team: social-team
  feeds_back: The five most asked questions become a post.
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.channel_offer import can_answer
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "channel-unwatched"
CODE = "INT003"
FAMILY = "interaction"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields own channels that nobody watches."""
    watched = campaign.plan.interaction.watch
    for name in campaign.plan.channels if watched else ():
        if name not in watched and can_answer(name, campaign):
            yield Flaw(
                ("channels", name),
                context.say("Nobody watches {name}.", name=short(name)),
                context.say("Add it to `watch` under `interaction`."),
            )
