"""Periods that end before they start: a fault that shows only when names and coarse dates are resolved."""

from collections.abc import Iterator

from rencana.finding import Finding
from rencana.plan.campaign import Campaign
from rencana.plan.header import Period, Window
from rencana.plan.language.fault import fault
from rencana.plan.measurement import Comparison

Steps = list[str | int]


def check_periods(campaign: Campaign) -> Iterator[Finding]:
    """Yields every period of a plan that ends before its start."""
    for path, period in periods_of(campaign):
        start, end = campaign.first_day(period), campaign.last_day(period)
        if start and end and end < start:
            span = campaign.document.place([*path, "end"])
            message = f"The period ends on {end}, before its start on {start}."
            yield fault(
                "end-before-start", campaign.document.path, span, message, help="Exchange or mend the two dates."
            )


def periods_of(campaign: Campaign) -> Iterator[tuple[Steps, Period]]:
    """Yields every period of a plan, with its path in the document."""
    plan = campaign.plan
    if plan.campaign.period:
        yield ["campaign", "period"], plan.campaign.period
    for name, channel in plan.channels.items():
        yield from _windows(["channels", name], channel.windows)
    for name, phase in plan.schedule.phases.items():
        yield from _windows(["schedule", "phases", name], phase.windows)
    for name, pause in plan.schedule.pauses.items():
        yield from _windows(["schedule", "pauses", name], pause.windows)
    for name, kpi in plan.measurement.kpis.items():
        path: Steps = ["measurement", "kpis", name]
        if isinstance(kpi.baseline, Comparison) and kpi.baseline.period:
            yield [*path, "baseline", "period"], kpi.baseline.period
        for index, target in enumerate(kpi.targets if isinstance(kpi.targets, tuple) else ()):
            if target.within:
                yield [*path, "targets", index, "within"], target.within


def _windows(path: Steps, windows: tuple[Window, ...]) -> Iterator[tuple[Steps, Period]]:
    for index, window in enumerate(windows):
        yield [*path, "windows", index], window
