"""No message speaks to an audience.

## What it finds
An audience that no message, channel, phase or calendar item names, in a plan that has messages. An audience is also
spoken to through the larger one that it is a part of, or through its own parts.

## Why it matters
Either a message is missing, or the audience is. A plan that names people and has nothing to say to them is not
finished.

## Bad
```yaml
audiences:
  drinkers:
    title: Young urban coffee drinkers
    profile: 22 to 34, buy coffee out three times a week.
    evidence: {source: panel, date: 2025-11-30}
    desired_action: Takes a bottle home before sunset.
    platforms:
      instagram: {active: true, purpose: [discover], hours: 19:00-22:00}
  shop-owners:
# ^^^^^^^^^^^
    title: Owners of partner shops
    profile: Run one or two small shops.
    evidence: {source: panel, date: 2025-11-30}
    desired_action: Puts the bottles beside the till.
    platforms:
      instagram: {active: true, purpose: [sell], hours: 08:00-10:00}
```

## Good
```yaml
audiences:
  drinkers:
    title: Young urban coffee drinkers
    profile: 22 to 34, buy coffee out three times a week.
    evidence: {source: panel, date: 2025-11-30}
    desired_action: Takes a bottle home before sunset.
    platforms:
      instagram: {active: true, purpose: [discover], hours: 19:00-22:00}
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "audience-unaddressed"
CODE = "AUD006"
FAMILY = "audiences"
SEVERITY = ByState.EXPECTED
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields audiences to whom nothing is said."""
    plan = campaign.plan
    spoken = _spoken_to(campaign)
    for name in plan.audiences if plan.content.messages else ():
        if name not in spoken:
            yield Flaw(
                ("audiences", name),
                context.say("No message speaks to the audience {name}.", name=short(name)),
                context.say("Name it under `audiences` of a message, write a message for it, or take it out."),
            )


def _spoken_to(campaign: Campaign) -> set[str]:
    plan = campaign.plan
    named = {name for message in plan.content.messages.values() for name in message.audiences}
    named.update(name for channel in plan.channels.values() for name in channel.audiences)
    named.update(name for phase in plan.schedule.phases.values() for name in phase.audiences)
    named.update(name for item in campaign.items.values() for name in item.audiences)
    named.update(name for channel in plan.channels.values() if channel.why for name in channel.why.audiences)
    larger = {audience.part_of for name, audience in plan.audiences.items() if name in named}
    smaller = {name for name, audience in plan.audiences.items() if audience.part_of in named}
    return {*named, *smaller, *(name for name in larger if name)}
