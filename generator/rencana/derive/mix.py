"""The mix of content: how much each pillar and quadrant was to have, and how much the calendar gives it."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from rencana.plan.agenda import NOT_PLANNED
from rencana.plan.campaign import Campaign


class Mix(Struct, frozen=True):
    """The share of something: as planned (None where nobody says) and of the items in the calendar."""

    planned: Decimal | None
    items: int
    all: int

    @property
    def scheduled(self) -> Decimal | None:
        """The share of the items; None where there are none."""
        return Decimal(self.items) / self.all if self.all else None


def pillar_mix(campaign: Campaign) -> Mapping[str, Mix]:
    """Returns the mix by pillar."""
    counts = Counter(one.pillar for one in campaign.items.values() if one.pillar and one.state not in NOT_PLANNED)
    every = counts.total()
    return {name: Mix(one.share, counts[name], every) for name, one in campaign.plan.content.pillars.items()}


def quadrant_mix(campaign: Campaign) -> Mapping[str, Mix]:
    """Returns the mix by quadrant, for those that a pillar stands in."""
    found: dict[str, Mix] = {}
    pillars = campaign.plan.content.pillars
    for name, one in pillar_mix(campaign).items():
        quadrant = pillars[name].quadrant
        if quadrant:
            before = found.get(quadrant, Mix(None, 0, one.all))
            known = [share for share in (before.planned, one.planned) if share is not None]
            found[quadrant] = Mix(sum(known, Decimal(0)) if known else None, before.items + one.items, one.all)
    return found
