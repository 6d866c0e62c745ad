"""The sizes that a target had before: as its plan says in `revised`, and as git tells where nobody wrote it down."""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from rencana.measure import Progress, quantity
from rencana.measure.aims import Aim
from rencana.plan.language.amount import Amount
from rencana.render.subject.campaign import CampaignView

_MOST = 3
"""So many former sizes of a target are shown, the latest ones."""


class FormerTarget(Struct, frozen=True):
    """A size that a target had, until a day that may not be known; `amount` is how the plan wrote it."""

    size: Decimal
    until: date | None
    amount: Amount | None


def former_targets(view: CampaignView, progress: Progress, aim: Aim) -> tuple[FormerTarget, ...]:
    """Returns the sizes that a target had before, the oldest first, as far as they were numbers."""
    number = next(number for number, target in enumerate(progress.targets) if target.aim is aim)
    of_kpi = view.history.former.get(progress.id, ())
    former = []
    for version in of_kpi[number] if number < len(of_kpi) else ():
        size = quantity.of(version.size).exact
        # What the plan says of its own revision goes before the day of the commit.
        if size is not None and size != aim.was and version.until <= view.on:
            former.append(FormerTarget(size, version.until, version.size))
    revised = aim.target.revised
    if aim.was is not None and revised:
        former.append(FormerTarget(aim.was, revised.date, revised.was))
    return tuple(sorted(former, key=lambda target: target.until or view.on)[-_MOST:])
