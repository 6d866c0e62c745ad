"""No audience actively uses a channel.

## What it finds
A channel on a network or messenger that none of its audiences actively uses. Its audiences are those that it names,
those of the pillars that it carries, or else all. Audiences that say nothing of platforms are left alone.

## Why it matters
Where the audience is not, nobody listens.

## Bad
```yaml
channels:
  tiktok:
# ^^^^^^
    kind: owned
    why:
      audiences: [drinkers]
      because: Short rituals travel here without an account to follow.
    rhythm: {short-video: 3 a week}
```

## Good
```yaml
channels:
  instagram:
    kind: owned
    why:
      pillars: [ritual]
      because: The audience looks for drinks here in the hour after iftar.
    rhythm: {reel: 3 a week}
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.channel_offer import PEOPLE_ARE_THERE, offer
from rencana.derive.golden_thread import active_platforms, channel_audiences
from rencana.finding import Severity
from rencana.plan.campaign import Campaign, platform_of
from rencana.plan.language.fault import short

NAME = "channel-without-audience"
CODE = "CHA004"
FAMILY = "channels"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields channels where none of their audiences is."""
    plan = campaign.plan
    for name in plan.channels:
        named = channel_audiences(plan, name) or tuple(plan.audiences)
        audiences = [
            audience for audience in named if audience in plan.audiences and plan.audiences[audience].platforms
        ]
        offered = offer(name, campaign)
        if offered is None or offered.platform.kind not in PEOPLE_ARE_THERE or not audiences:
            continue
        used = {platform for audience in audiences for platform in active_platforms(plan, audience)}
        if not used & {name, platform_of(name, campaign)}:
            yield Flaw(
                ("channels", name),
                context.say("None of its audiences actively uses {name}.", name=short(name)),
                context.say(
                    "They are active on {platforms}. Choose from there, or say under `platforms` how they use it.",
                    platforms=", ".join(sorted(used)) or "-",
                ),
            )
