"""The calendar holds another mix of content than the plan.

## What it finds
A pillar whose share of the planned items differs by more than 20 points from its planned `share`, once ten items have
a pillar. Ideas and cancelled items do not count.

## Why it matters
A calendar fills up by itself with what is quickly made. The mix was chosen for what it does for the objectives; the
calendar shows whether they get it.

## Bad
```yaml
content:
  messages:
    first-sip: {text: Iftar begins when the ice cracks, audiences: [drinkers], objectives: [awareness]}
  pillars:
    ritual: {quadrant: entertain, share: 70%, formats: [reel], messages: [first-sip]}
    #                                    ^^^
    how-to: {quadrant: educate, formats: [carousel], messages: [first-sip]}
calendar:
  a: {at: 2026-03-03 19:30, channels: [instagram], pillar: ritual, state: draft}
  b: {at: 2026-03-04 19:30, channels: [instagram], pillar: how-to, state: draft}
  c: {at: 2026-03-05 19:30, channels: [instagram], pillar: how-to, state: draft}
  d: {at: 2026-03-06 19:30, channels: [instagram], pillar: how-to, state: draft}
  e: {at: 2026-03-07 19:30, channels: [instagram], pillar: how-to, state: draft}
  f: {at: 2026-03-08 19:30, channels: [instagram], pillar: how-to, state: draft}
  g: {at: 2026-03-09 19:30, channels: [instagram], pillar: how-to, state: draft}
  h: {at: 2026-03-10 19:30, channels: [instagram], pillar: how-to, state: draft}
  i: {at: 2026-03-11 19:30, channels: [instagram], pillar: how-to, state: draft}
  j: {at: 2026-03-12 19:30, channels: [instagram], pillar: ritual, state: draft}
```

## Good
```yaml
content:
  messages:
    first-sip: {text: Iftar begins when the ice cracks, audiences: [drinkers], objectives: [awareness]}
  pillars:
    ritual: {quadrant: entertain, share: 70%, formats: [reel], messages: [first-sip]}
    how-to: {quadrant: educate, formats: [carousel], messages: [first-sip]}
calendar:
  a: {at: 2026-03-03 19:30, channels: [instagram], pillar: ritual, state: draft}
  b: {at: 2026-03-04 19:30, channels: [instagram], pillar: ritual, state: draft}
  c: {at: 2026-03-05 19:30, channels: [instagram], pillar: how-to, state: draft}
```

## Options
None.
"""

from collections.abc import Iterator
from decimal import Decimal

from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.mix import pillar_mix
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "mix-off-plan"
CODE = "CNT009"
FAMILY = "content"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


_ENOUGH = 10
_FAR = Decimal("0.2")


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields pillars that the calendar gives far more or less room than the plan."""
    for name, mix in pillar_mix(campaign).items():
        if mix.planned is None or mix.scheduled is None or mix.all < _ENOUGH:
            continue
        if abs(mix.scheduled - mix.planned) > _FAR:
            yield Flaw(
                ("content", "pillars", name, "share"),
                context.say(
                    "{name} was to have {planned}% of the content; it has {count} of {all} planned items ({share}%).",
                    name=short(name),
                    planned=f"{mix.planned * 100:.4g}",
                    count=mix.items,
                    all=mix.all,
                    share=f"{mix.scheduled * 100:.0f}",
                ),
                context.say("Plan more of what is missing, or change the share and say so in a review."),
            )
