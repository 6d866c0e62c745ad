"""Which targets of a plan are promised, and what became of each in a newer state of the plan."""

from collections.abc import Hashable, Iterator, Mapping

from msgspec import Struct

from rencana.check.campaign_change import CampaignChange
from rencana.check.flaw import Path
from rencana.derive.counting_days import targets
from rencana.derive.pairing import pair
from rencana.plan.campaign import Campaign
from rencana.plan.language.amount import amount_meaning
from rencana.plan.measurement import KPI, Target

_SIZES = ("value", "min", "max", "change")


class TargetPromise(Struct, frozen=True):
    """A target, where it stands, and what it means apart from how it is written: its size, and its days."""

    target: Target
    place: Path
    size: Hashable
    days: Hashable

    @property
    def meaning(self) -> Hashable:
        """What two targets have in common that promise the same."""
        return self.size, self.days, self.target.stretch

    @property
    def words(self) -> str:
        """Its size and its day, as the plan writes them."""
        size = " – ".join(str(amount) for name in _SIZES if (amount := getattr(self.target, name)))
        return f"{size} ({self.target.by})" if self.target.by else size

    @property
    def path(self) -> Path:
        """The way to its size."""
        return (*self.place, next(name for name in _SIZES if getattr(self.target, name)))


class MovedPromise(Struct, frozen=True):
    """A promise that is not as it was: the id of its KPI now, and what stands in its place; None where nothing does."""

    kpi: str
    before: TargetPromise
    after: TargetPromise | None


def moved_promises(change: CampaignChange) -> Iterator[MovedPromise]:
    """Yields each promise that is not kept as it was; of a KPI that is gone there is nothing to compare."""
    before, after = change.before.plan.measurement.kpis, change.after.plan.measurement.kpis
    new_kpis = {id: kpi for id, kpi in after.items() if id not in before}
    for old_id, kpi in before.items():
        id = old_id if old_id in after else _renamed(kpi, new_kpis)
        if id:
            yield from _moved(id, _promises(change.before, id, kpi), _promises(change.after, id, after[id]))


def _moved(kpi: str, old: list[TargetPromise], new: list[TargetPromise]) -> Iterator[MovedPromise]:
    """Pairs what is not the same on both sides: by days, then by size, then in order."""
    meanings = [{promise.meaning for promise in promises} for promises in (old, new)]
    moved = [promise for promise in old if not promise.target.stretch and promise.meaning not in meanings[1]]
    free = [promise for promise in new if promise.meaning not in meanings[0]]
    twins = pair(*([(promise.days, promise.size) for promise in promises] for promises in (moved, free)))
    for number, promise in enumerate(moved):
        yield MovedPromise(kpi, promise, free[twins[number]] if number in twins else None)


def _renamed(kpi: KPI, new_kpis: Mapping[str, KPI]) -> str:
    """Returns the new id of a KPI that measures the same; empty where there is none, or more than one."""
    channels = set(kpi.channels)
    same = [id for id, other in new_kpis.items() if other.metric == kpi.metric and set(other.channels) == channels]
    return same[0] if len(same) == 1 else ""


def _promises(campaign: Campaign, kpi_id: str, kpi: KPI) -> list[TargetPromise]:
    promises = []
    for index, target in enumerate(targets(kpi)):
        sizes = (getattr(target, name) for name in _SIZES)
        size = tuple(amount and amount_meaning(amount, campaign.currency) for amount in sizes)
        place = ("measurement", "kpis", kpi_id, "targets", index)
        promises.append(TargetPromise(target, place, size, _days(campaign, target)))
    return promises


def _days(campaign: Campaign, target: Target) -> Hashable:
    """Returns the days that a target names itself; one that names none follows the campaign, and its move is told."""
    phase = campaign.plan.schedule.phases.get(target.phase or "")
    windows = [(campaign.first_day(window), campaign.last_day(window)) for window in phase.windows] if phase else []
    within = campaign.first_day(target.within), campaign.last_day(target.within)
    return campaign.calendar.last(target.by), within, tuple(windows), target.per
