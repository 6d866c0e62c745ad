"""A promised target moved, and the plan does not say so.

## What it finds
A target of a plan that was approved, whose size or day is another or which is no longer there, without a `revised` that
is new and has a reason. `rencana diff` finds it, since it takes the plan as it was. A stretch target is no promise.

## Why it matters
A goal that moves in silence is always met, and proves nothing. With `revised` the first target stays visible, and who
reads the results knows why another one counts.

## Bad
```yaml
# before: plan.yaml
measurement:
  kpis:
    brand-views:
      metric: views
      targets:
        - {value: 900_000, by: 2026-03-19}
```
```yaml
measurement:
  kpis:
    brand-views:
      metric: views
      targets:
        - {value: 700_000, by: 2026-03-19}
        #         ^^^^^^^
```

## Good
```yaml
# before: plan.yaml
measurement:
  kpis:
    brand-views:
      metric: views
      targets:
        - {value: 900_000, by: 2026-03-19}
```
```yaml
measurement:
  kpis:
    brand-views:
      metric: views
      targets:
        - value: 700_000
          by: 2026-03-19
          revised: {from: 900_000, date: 2026-03-01, because: Two of the three markets left the campaign.}
```

## Options
None. A target without a day of its own follows the campaign, whose move is told as such.
"""

from collections.abc import Iterator

from rencana.check.campaign_change import CampaignChange
from rencana.check.facts.promises import TargetPromise, moved_promises
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import ByState, Scope
from rencana.plan.header import UNAPPROVED
from rencana.plan.language.fault import short

NAME = "target-moved-unsaid"
CODE = "MEA028"
FAMILY = "measurement"
SEVERITY = ByState.REQUIRED
SCOPE = Scope.CHANGE


def check(change: CampaignChange, context: RuleContext) -> Iterator[Flaw]:
    """Yields targets of an approved plan that moved in silence."""
    if change.before.plan.campaign.state in UNAPPROVED:
        return
    help = context.say("Add `revised:` with `from:`, `date:` and `because:` to the target.")
    for move in moved_promises(change):
        names = {"kpi": short(move.kpi), "before": move.before.words}
        if move.after is None:
            yield Flaw(
                ("measurement", "kpis", move.kpi, "targets"),
                context.say("{kpi} promised {before}, and nothing is left of it.", **names),
                context.say("Put the target back, and say in its `revised:` what became of it."),
            )
        elif not _is_said(move.before, move.after):
            words = context.say(
                "{kpi} promised {before}, now {after}; nobody says why.", **names, after=move.after.words
            )
            yield Flaw(move.after.path, words, help)


def _is_said(before: TargetPromise, after: TargetPromise) -> bool:
    """Tells whether a plan gives a reason that it had not given before."""
    revised = after.target.revised
    return revised is not None and bool(revised.because) and revised != before.target.revised
