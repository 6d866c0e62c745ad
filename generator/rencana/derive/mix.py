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
    counts = Counter(item.pillar for item in campaign.items.values() if item.pillar and item.state not in NOT_PLANNED)
    every = counts.total()
    return {name: Mix(pillar.share, counts[name], every) for name, pillar in campaign.plan.content.pillars.items()}


def quadrant_mix(campaign: Campaign) -> Mapping[str, Mix]:
    """Returns the mix by quadrant, for those that a pillar stands in."""
    mixes: dict[str, Mix] = {}
    pillars = campaign.plan.content.pillars
    for name, mix in pillar_mix(campaign).items():
        if quadrant := pillars[name].quadrant:
            before = mixes.get(quadrant, Mix(None, 0, mix.all))
            shares = [share for share in (before.planned, mix.planned) if share is not None]
            mixes[quadrant] = Mix(sum(shares, Decimal(0)) if shares else None, before.items + mix.items, mix.all)
    return mixes
