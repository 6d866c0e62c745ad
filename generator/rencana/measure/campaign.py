"""From KPIs to objectives to the campaign: each is as its worst part, since all yardsticks must be met."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from rencana.measure.due import Due
from rencana.measure.progress import Progress, progress
from rencana.measure.query import index_of
from rencana.measure.status import Status, worst
from rencana.plan.campaign import Campaign
from rencana.plan.header import UNAPPROVED
from rencana.plan.strategy import Objective


class Measured(Struct, frozen=True, eq=False):
    """A campaign on a day: every KPI, every objective, and the whole campaign."""

    campaign: Campaign
    on: date
    kpis: Mapping[str, Progress]
    objectives: Mapping[str, Status]

    @property
    def judged(self) -> bool:
        """Whether it has a status at all: a plan that is not approved, or has nothing to measure, has none."""
        measurable = self.kpis or self.objectives or self.campaign.unmeasured
        return self.campaign.plan.campaign.state not in UNAPPROVED and bool(measurable)

    @property
    def status(self) -> Status:
        """The status of the campaign: that of its worst objective; of a plan without objectives, of its worst KPI."""
        if not self.judged:
            return Status.NO_DATA
        if self.objectives:
            return worst(self.objectives.values())
        # KPIs that are left out might turn the word over.
        unknown = [Status.NOT_JUDGED] if self.campaign.unmeasured else []
        return worst([*(kpi.status for kpi in self.kpis.values()), *unknown])

    def is_companion(self, name: str) -> bool:
        """Tells whether a KPI proves no objective of a plan that has some: it is counted, and decides nothing."""
        objectives = self.campaign.plan.objectives.values()
        return bool(objectives) and all(name not in objective.yardsticks for objective in objectives)

    @property
    def stale(self) -> bool:
        """Whether a reading of any KPI should have come and none did."""
        return any(kpi.stale for kpi in self.kpis.values())

    @property
    def due(self) -> tuple[Due, ...]:
        """All readings that are due, the earliest first."""
        dues = (due for kpi in self.kpis.values() for due in kpi.due)
        return tuple(sorted(dues, key=lambda due: (due.due, due.kpi, due.channel, due.item)))


def measure(campaign: Campaign, on: date) -> Measured:
    """Returns the status of a campaign on a day, with that of each KPI and objective."""
    readings = index_of(campaign)
    kpis = {name: progress(campaign, name, readings, on) for name in campaign.plan.measurement.kpis}
    objectives = {name: objective(written, kpis) for name, written in campaign.plan.objectives.items()}
    return Measured(campaign, on, kpis, objectives)


def objective(written: Objective, kpis: Mapping[str, Progress]) -> Status:
    """Returns the status of an objective: that of its worst yardstick.

    Signs that were all seen count as a yardstick that is reached; with one that nobody saw it cannot be judged.
    """
    statuses = [kpis[name].status if name in kpis else Status.NO_DATA for name in written.yardsticks]
    if written.signs:
        all_seen = all(sign.seen for sign in written.signs.values())
        statuses.append(Status.REACHED if all_seen else Status.NOT_JUDGED)
    return worst(statuses)
