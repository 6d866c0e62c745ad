"""From KPIs to objectives, campaigns, goals and the portfolio: worst first, since all yardsticks must be met."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from rencana.measure.due import Due
from rencana.measure.progress import Progress, progress
from rencana.measure.query import by_metric
from rencana.measure.status import Status, worst
from rencana.plan.campaign import Campaign
from rencana.plan.header import UNAPPROVED
from rencana.plan.strategy import Objective


class Measured(Struct, frozen=True, eq=False):
    """A campaign on a day: every KPI, every objective, and the campaign as a whole."""

    campaign: Campaign
    on: date
    kpis: Mapping[str, Progress]
    objectives: Mapping[str, Status]

    @property
    def judged(self) -> bool:
        """Whether it has a status at all: a plan that is not approved, or has nothing to measure, has none."""
        return self.campaign.plan.campaign.state not in UNAPPROVED and bool(self.kpis or self.objectives)

    @property
    def status(self) -> Status:
        """How the campaign stands: as its worst objective; of a plan without objectives, as its worst KPI."""
        if not self.judged:
            return Status.NO_DATA
        if self.objectives:
            return worst(self.objectives.values())
        return worst(one.status for one in self.kpis.values())

    @property
    def stale(self) -> bool:
        """Whether a reading of any KPI should have come and none did."""
        return any(one.stale for one in self.kpis.values())

    @property
    def due(self) -> tuple[Due, ...]:
        """All readings that are due, the most urgent first."""
        found = [one for kpi in self.kpis.values() for one in kpi.due]
        return tuple(sorted(found, key=lambda one: (one.due, one.kpi, one.channel, one.item)))


def measure(campaign: Campaign, on: date) -> Measured:
    """Returns how a campaign stands on a day."""
    rows = by_metric(campaign)
    kpis = {name: progress(campaign, name, rows, on) for name in campaign.plan.measurement.kpis}
    objectives = {name: objective(one, kpis) for name, one in campaign.plan.objectives.items()}
    return Measured(campaign, on, kpis, objectives)


def objective(one: Objective, kpis: Mapping[str, Progress]) -> Status:
    """Returns how an objective stands: as its worst yardstick; one with signs is reached when all have been seen."""
    found = [kpis[name].status if name in kpis else Status.NO_DATA for name in one.yardsticks]
    if one.signs:
        seen = all(sign.seen for sign in one.signs.values())
        found.append(Status.REACHED if seen else Status.OBSERVED)
    return worst(found)
