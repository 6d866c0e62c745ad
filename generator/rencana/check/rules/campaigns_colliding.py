"""Two campaigns use one account on the same day.

## What it finds
Items of different campaigns that go out on one account on the same day. Ideas and cancelled items do not count. It is
said once for each account and day; of plans that are copies of one another (`campaign-copied`) it is not said.

## Why it matters
The same people see both; the second takes the attention of the first. Nobody notices in separate calendars.

## Bad
```yaml
calendar:
  crack: {at: 2026-03-04 19:40, channels: [instagram], format: reel, pillar: ritual, state: draft}
```
```yaml
# other/plan.yaml
campaign:
  title: Ramadan
channels:
  instagram: {account: "@kopicontoh"}
calendar:
  hello: {at: 2026-03-04 20:00, channels: [instagram], format: reel, state: draft}
# ^^^^^
```

## Good
```yaml
calendar:
  crack: {at: 2026-03-04 19:40, channels: [instagram], format: reel, pillar: ritual, state: draft}
```
```yaml
# other/plan.yaml
campaign:
  title: Ramadan
channels:
  instagram: {account: "@kopicontoh"}
calendar:
  hello: {at: 2026-03-05 20:00, channels: [instagram], format: reel, state: draft}
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.check.summary import PortfolioSummary, ScheduledPost
from rencana.finding import Severity
from rencana.plan.language.fault import short

NAME = "campaigns-colliding"
CODE = "POR008"
FAMILY = "portfolio"
SEVERITY = Severity.NOTE
SCOPE = Scope.PORTFOLIO


def check(summary: PortfolioSummary, context: RuleContext) -> Iterator[Flaw]:
    """Yields the days on which campaigns meet, at the later of the two."""
    first: dict[tuple[object, ...], ScheduledPost] = {}
    reported = set()
    for post in summary.posts:
        key = (post.account, post.day)
        earlier = first.setdefault(key, post)
        is_new = (key, post.campaign) not in reported
        if is_new and not summary.are_copies(earlier.campaign, post.campaign):
            reported.add((key, post.campaign))
            yield Flaw(
                post.place,
                context.say(
                    "{campaign} uses {account} on {day} too: {title}.",
                    campaign=short(earlier.campaign),
                    account=short(post.account),
                    day=post.day,
                    title=short(earlier.title),
                ),
                context.say("Agree who goes first, and move the other."),
            )
