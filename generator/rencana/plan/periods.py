"""Periods that end before they start: the one fault of dates that shows only when names and coarse dates are resolved."""

from collections.abc import Iterator

from rencana.finding import Finding
from rencana.plan.campaign import Campaign
from rencana.plan.fault import fault
from rencana.plan.frame import Period
from rencana.plan.measurement import KPI, Comparison


def check_periods(campaign: Campaign) -> Iterator[Finding]:
    """Yields every period of a plan that ends before its start."""
    for path, period in _periods(campaign):
        start, end = campaign.first_day(period), campaign.last_day(period)
        if start and end and end < start:
            span = campaign.document.place([*path, "end"])
            message = f"The period ends on {end}, before its start on {start}."
            yield fault("end-before-start", campaign.document.path, span, message, help="Exchange or mend the two dates.")


def _periods(campaign: Campaign) -> Iterator[tuple[list[str | int], Period]]:
    plan = campaign.plan
    if plan.campaign.period:
        yield ["campaign", "period"], plan.campaign.period
    windowed = {
        ("channels",): plan.channels,
        ("schedule", "phases"): plan.schedule.phases,
        ("schedule", "pauses"): plan.schedule.pauses,
    }
    for path, parts in windowed.items():
        for name, part in parts.items():
            for index, window in enumerate(part.windows):
                yield [*path, name, "windows", index], window
    for name, kpi in plan.measurement.kpis.items():
        yield from _periods_of_kpi(["measurement", "kpis", name], kpi)


def _periods_of_kpi(path: list[str | int], kpi: KPI) -> Iterator[tuple[list[str | int], Period]]:
    if isinstance(kpi.baseline, Comparison) and kpi.baseline.period:
        yield [*path, "baseline", "period"], kpi.baseline.period
    if isinstance(kpi.targets, tuple):
        for index, target in enumerate(kpi.targets):
            if target.within:
                yield [*path, "targets", index, "within"], target.within
