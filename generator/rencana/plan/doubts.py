"""The check that the numbers of a campaign can be read in one way only, which their metric decides."""

from collections.abc import Iterator, Mapping

from rencana.catalogue import Metric
from rencana.finding import Finding, Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.amount import Amount, Unit, amount_in
from rencana.plan.language.exactness import Doubt, decimals_of, doubt
from rencana.plan.language.fault import fail, fault
from rencana.plan.language.reading import steps_in
from rencana.plan.measurement import Comparison, Target
from rencana.plan.metric import UNITS
from rencana.plan.readings import Reading
from rencana.source.table import Table

Path = tuple[str | int, ...]


def decimals(metric: Metric, amount: Amount) -> int | None:
    """Returns how many decimals an amount of a metric has at most; None where it may have any.

    What a formula divides, as a cost per click, may be finer than its parts.
    """
    if metric.formula:
        return None
    if metric.unit == "currency" or amount.unit is Unit.MONEY:
        return decimals_of(amount.currency)
    return 0 if metric.unit == "count" else None


def read_size(metric: Metric, text: object) -> Amount:
    """Reads an amount of a metric, in one of its units; refuses one that may be another number."""
    amount = amount_in(*UNITS.get(metric.unit, tuple(Unit)))(text)
    if doubts := doubt(amount, decimals(metric, amount)):
        fail("number-ambiguous", doubts.message, help=doubts.help)
    return amount


def sizes(campaign: Campaign) -> Iterator[tuple[Path, Metric, Amount]]:
    """Yields the amounts of a plan that have a metric, each with its path in the plan."""
    for name, kpi in campaign.plan.measurement.kpis.items():
        if (metric := campaign.metrics.get(kpi.metric)) is None:
            continue
        path: Path = ("measurement", "kpis", name)
        targets = kpi.targets if isinstance(kpi.targets, tuple) else ()
        parts: list[tuple[Path, Target | Comparison]] = [
            ((*path, "targets", index), target) for index, target in enumerate(targets)
        ]
        parts += [((*path, "compare", key), comparison) for key, comparison in kpi.compare.items()]
        if isinstance(kpi.baseline, Comparison):
            parts.append(((*path, "baseline"), kpi.baseline))
        for at, part in parts:
            for key in ("value", "min", "max", "change"):
                if amount := getattr(part, key, None):
                    yield (*at, key), metric, amount
            if isinstance(part, Target) and part.revised and part.revised.was:
                yield (*at, "revised", "from"), metric, part.revised.was


def check_sizes(campaign: Campaign) -> Iterator[Finding]:
    """Yields the amounts of a plan that may be one number or another."""
    document, budget = campaign.document, campaign.plan.budget
    amounts = [(path, amount, decimals(metric, amount)) for path, metric, amount in sizes(campaign)]
    # What is in doubt for sure was refused when the budget was read.
    paid: list[tuple[Path, Amount | None]] = [(("budget", "total"), budget.total)]
    paid += [(("budget", "lines", name, "amount"), line.amount) for name, line in budget.lines.items()]
    amounts += [(path, amount, decimals_of(amount.currency)) for path, amount in paid if amount]
    for path, amount, most in amounts:
        if doubts := doubt(amount, most):
            place = document.place(steps_in(path, document.data))
            severity = Severity.ERROR if doubts.is_sure else Severity.WARNING
            yield fault("number-ambiguous", document.path, place, doubts.message, help=doubts.help, severity=severity)


def take_doubtful(
    readings: tuple[Reading, ...], metrics: Mapping[str, Metric], table: Table, findings: list[Finding]
) -> tuple[Reading, ...]:
    """Returns the readings of a table without those that are in doubt for sure; the doubts are added to the findings.

    Where a fraction is possible, a metric is named once, and not where another row of it shows that it has decimals.
    """
    if "." not in table.text:
        return readings
    clear: list[Reading] = []
    possible: dict[str, tuple[int, str, Doubt]] = {}
    with_decimals: set[str] = set()
    for reading in readings:
        is_clear = True
        for column in ("value", "change"):
            amount: Amount | None = getattr(reading, column)
            metric = metrics.get(reading.metric)
            if amount is None or metric is None or "." not in amount.text:
                continue
            doubts = doubt(amount, decimals(metric, amount))
            if doubts is None:
                with_decimals.add(reading.metric)
            elif doubts.is_sure:
                is_clear = False
                place = table.place(reading.line, column)
                findings.append(fault("number-ambiguous", table.path, place, doubts.message, help=doubts.help))
            else:
                possible.setdefault(reading.metric, (reading.line, column, doubts))
        if is_clear:
            clear.append(reading)
    for name, (line, column, doubts) in possible.items():
        if name not in with_decimals:
            place, severity = table.place(line, column), Severity.WARNING
            findings.append(
                fault("number-ambiguous", table.path, place, doubts.message, help=doubts.help, severity=severity)
            )
    return tuple(clear)
