"""A link lacks the tags by which its visits can be counted.

## What it finds
An item's `link` without the UTM parameters of the convention in portfolio.yaml (`utm`). An item on several channels is
asked only for those that are the same on all. `rencana check --fix` adds them.

## Why it matters
A visit belongs to a campaign by the tags of its link ([Google Analytics](https://support.google.com/analytics/answer/10917952));
without them nobody can say what a post brought. `--fix` writes them, so that nobody has to type them.

## Bad
```yaml
calendar:
  crack:
    at: 2026-03-04 19:40
    channels: [instagram]
    format: reel
    pillar: ritual
    link: https://kopi.example/shops
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^
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

from rencana.check.facts.tags import expected_tags, tagged, tags
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Edit, Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "link-without-utm"
CODE = "CAL010"
FAMILY = "calendar"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields links without tags."""
    for name, item in campaign.items.items():
        link = item.link or ""
        if not link.startswith("http") or item.state in ("published", "cancelled"):
            continue
        present = tags(link)
        missing = {key: text for key, text in expected_tags(campaign, name).items() if key not in present}
        if not missing:
            continue
        file, span = campaign.document.path, campaign.document.place(["calendar", name, "link"])
        plain = name in campaign.plan.calendar and span.line == span.end_line
        yield Flaw(
            ("calendar", name, "link"),
            context.say("The link of {name} lacks {tags}.", name=short(name), tags=", ".join(missing)),
            context.say("Write {link}", link=tagged(link, missing)),
            fix=(Edit(file, span, tagged(link, missing)),)
            if plain and len(link) == span.end_column - span.column
            else (),
        )
