"""A channel was chosen because it is popular.

## What it finds
A `because` of a channel that speaks of popularity: "everyone is there", "lagi rame", "our competitors are on it". The
wordings are data, in English and Indonesian.

## Why it matters
"Instagram lagi rame" is the guide's own example of the wrong reason. A crowd is not your audience; what counts is
whether *these* people are active there, for a purpose that fits the content.

## Bad
```yaml
channels:
  instagram:
    kind: owned
    why:
      pillars: [ritual]
      because: Instagram is popular right now.
      #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    rhythm: {reel: 3 a week}
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

from rencana.catalogue import wordings
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "popularity-as-reason"
CODE = "CHA002"
FAMILY = "channels"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields reasons that speak of a crowd."""
    popular = wordings()["popularity"]
    for name, channel in campaign.plan.channels.items():
        because = (channel.why.because if channel.why else "") or ""
        if wording := popular.found_in(because, campaign.language):
            yield Flaw(
                ("channels", name, "why", "because"),
                context.say("{wording} is no reason for a channel.", wording=short(wording)),
                context.say("Say which audience is active there, for what purpose, and which content it carries."),
            )
