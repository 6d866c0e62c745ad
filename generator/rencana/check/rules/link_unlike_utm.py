"""A tag of a link is not as the convention says.

## What it finds
A UTM parameter of an item's `link` whose value differs from the convention in portfolio.yaml (`utm`), and one that
repeats. Tags with a former id of the campaign (`was`) are right too: what went out before it was renamed is counted
under that name, and goes on to be.

## Why it matters
A report has a row for each value of a tag
([Google Analytics](https://support.google.com/analytics/answer/10917952)): the same network as `ig`, `IG` and
`instagram` is three of them, and no sum is right.

## Bad
```yaml
calendar:
  crack:
    at: 2026-03-04 19:40
    channels: [instagram]
    format: reel
    pillar: ritual
    link: https://kopi.example/shops?utm_source=IG&utm_medium=social&utm_campaign=base&utm_content=crack
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
```

## Good
```yaml
calendar:
  crack:
    at: 2026-03-04 19:40
    channels: [instagram]
    format: reel
    pillar: ritual
    link: https://kopi.example/shops?utm_source=instagram&utm_medium=social&utm_campaign=base&utm_content=crack
```

## Options
`utm` in portfolio.yaml is the convention; without it nothing is found.
"""

from collections.abc import Iterator

from rencana.check.facts.tags import expected_tags, tags
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "link-unlike-utm"
CODE = "CAL011"
FAMILY = "calendar"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields links with other tags."""
    for name, item in campaign.items.items():
        present = tags(item.link or "")
        former = [expected_tags(campaign, name, id) for id in campaign.plan.campaign.was] if present else []
        for key, text in expected_tags(campaign, name).items() if present else ():
            right = {text, *(tags_then[key] for tags_then in former)}
            if key in present and present[key] not in right and item.state != "cancelled":
                yield Flaw(
                    ("calendar", name, "link"),
                    context.say(
                        "{key} is {found}; the convention says {text}.",
                        key=key,
                        found=short(present[key]),
                        text=short(text),
                    ),
                    context.say("Write {key}={text} in the link.", key=key, text=text),
                )
