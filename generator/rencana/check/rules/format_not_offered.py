"""A channel does not offer a format.

## What it finds
A format under `formats` or `rhythm` of a channel, or of a calendar item, that the channel does not offer. An item on
several channels is found where none of them offers it.

## Why it matters
A carousel on the radio is a slip, or a sign that somebody means another channel.

## Bad
```yaml
channels:
  instagram:
    kind: owned
    why:
      pillars: [ritual]
      because: The audience looks for drinks here in the hour after iftar.
    rhythm: {newsletter: 1 a week}
    #                    ^^^^^^^^
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
`channels.<id>.formats` in portfolio.yaml says which formats a channel offers, where the catalogue is not right for
you.
"""

from collections.abc import Iterator

from rencana.check.flaw import Flaw, Path, RuleContext
from rencana.check.rule import Scope
from rencana.derive.channel_offer import offer
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short
from rencana.plan.references import known_formats
from rencana.plan.strategy import ANY
from rencana.words.nearest import by_likeness

NAME = "format-not-offered"
CODE = "CHA007"
FAMILY = "channels"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields formats that a channel does not have."""
    for name, channel in campaign.plan.channels.items():
        stated: list[tuple[Path, str]] = [(("formats",), format) for format in channel.formats]
        stated += [(("rhythm", format), format) for format in channel.rhythm if format != ANY]
        for path, format in stated:
            if flaw := _missing(campaign, context, ("channels", name, *path), (name,), format):
                yield flaw
    for name, item in campaign.items.items():
        if item.format and (
            flaw := _missing(campaign, context, ("calendar", name, "format"), tuple(item.channels), item.format)
        ):
            yield flaw


def _missing(campaign: Campaign, context: RuleContext, at: Path, channels: tuple[str, ...], format: str) -> Flaw | None:
    offers = [offered for name in channels if (offered := offer(name, campaign))]
    if format not in known_formats(campaign.shared):
        return None  # a reference that leads nowhere, which is found as such
    if not offers or len(offers) < len(channels) or any(format in offered.formats for offered in offers):
        return None
    return Flaw(
        at,
        context.say("{channels} does not offer {format}.", channels=short(", ".join(channels)), format=short(format)),
        context.say("It offers: {formats}.", formats=", ".join(by_likeness(format, offers[0].formats))),
    )
