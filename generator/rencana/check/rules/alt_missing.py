"""A picture or film has no text for those who do not see it.

## What it finds
An item from `review` on that has assets, or a format of pictures or films, and no `alt`. Items that come back every
week are left alone: their pictures change.

## Why it matters
People who do not see the picture hear its text; WCAG asks for it in its first criterion
([1.1.1](https://www.w3.org/TR/WCAG22/#non-text-content)). It is written best by those who chose the picture.

## Bad
```yaml
calendar:
  crack:
# ^^^^^
    at: 2026-03-04 19:40
    channels: [instagram]
    format: reel
    pillar: ritual
    state: scheduled
```

## Good
```yaml
calendar:
  crack:
    at: 2026-03-04 19:40
    channels: [instagram]
    format: reel
    pillar: ritual
    alt: Ice cracks in a glass of cold brew at sunset.
    state: scheduled
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "alt-missing"
CODE = "CAL007"
FAMILY = "calendar"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


_SEEN = frozenset(
    {
        "reel",
        "carousel",
        "image",
        "story",
        "short-video",
        "photo-carousel",
        "video",
        "pin",
        "video-pin",
        "album",
        "poster",
    }
)
_STATES = ("review", "approved", "scheduled", "published")


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields pictures without words."""
    for name, item in campaign.items.items():
        visual = item.assets or item.format in _SEEN
        if visual and not item.alt and not item.every and item.state in _STATES:
            yield Flaw(
                ("calendar", name, "alt"),
                context.say("{name} has no text for those who do not see it.", name=short(name)),
                context.say("Add `alt:` with what the picture or film shows."),
            )
