"""Nobody says what for, or when, an audience uses a platform.

## What it finds
A platform that an audience actively uses, without `purpose` or without `hours`.

## Why it matters
The guide asks three things of each platform: is it used, for what purpose, at what time. The purpose decides the
content, the hours decide the calendar.

## Bad
```yaml
audiences:
  drinkers:
    title: Young urban coffee drinkers
    profile: 22 to 34, buy coffee out three times a week.
    evidence: {source: panel, date: 2025-11-30}
    desired_action: Takes a bottle home before sunset.
    platforms:
      instagram: {active: true, purpose: [discover]}
    # ^^^^^^^^^
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
None. Only networks and messengers have hours; a poster has none.
"""

from collections.abc import Iterator

from rencana.catalogue import platforms
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.channel_offer import PEOPLE_ARE_THERE
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "use-half-said"
CODE = "AUD008"
FAMILY = "audiences"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields uses of a platform without purpose or hours."""
    for name, audience in campaign.plan.audiences.items():
        for platform, use in audience.platforms.items():
            described = platforms().get(platform)
            if (
                not use.active
                or described is None
                or described.kind not in PEOPLE_ARE_THERE
                or (use.purpose and use.hours)
            ):
                continue
            yield Flaw(
                ("audiences", name, "platforms", platform),
                context.say("Nobody says at what hours {name} uses {platform}.", name=short(name), platform=platform)
                if use.purpose
                else context.say("Nobody says what {name} uses {platform} for.", name=short(name), platform=platform),
                context.say("Add `purpose:` and `hours:`, such as purpose: discover and hours: 19:00-22:00."),
            )
