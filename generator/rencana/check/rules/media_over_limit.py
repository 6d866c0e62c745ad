"""An item has more pictures or films than its format takes.

## What it finds
An item with more `assets` than the format may hold on one of its channels.

## Why it matters
The network refuses it on the day. Limits differ between networks; those of the catalogue carry their source.

## Bad
```yaml
calendar:
  crack:
    at: 2026-03-04 19:40
    channels: [instagram]
    format: reel
    pillar: ritual
    assets: [assets/one.mp4, assets/two.mp4]
  # ^^^^^^
    alt: Ice cracks in a glass.
```

## Good
```yaml
calendar:
  crack:
    at: 2026-03-04 19:40
    channels: [instagram]
    format: reel
    pillar: ritual
    assets: [assets/one.mp4]
    alt: Ice cracks in a glass.
```

## Options
`channels.<id>.limits.<format>.media` in portfolio.yaml, where your account may hold more.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.channel_offer import offer
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "media-over-limit"
CODE = "CAL006"
FAMILY = "calendar"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields items with too many files."""
    for name, item in campaign.items.items():
        for channel in item.channels if item.assets else ():
            offered = offer(channel, campaign)
            limit = offered.media(item.format) if offered else None
            if offered is None or limit is None or len(item.assets) <= limit:
                continue
            source = offered.media_source
            yield Flaw(
                ("calendar", name, "assets"),
                context.say(
                    "{item} has {count} files; {format} on {channel} takes {limit}.",
                    item=short(name),
                    count=len(item.assets),
                    format=item.format,
                    channel=short(channel),
                    limit=limit,
                ),
                context.say(
                    "Leave some out. The limit is from {source}.", source=source.source if source else "portfolio.yaml"
                ),
            )
