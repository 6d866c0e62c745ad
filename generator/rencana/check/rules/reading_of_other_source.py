"""A reading comes from a source that its KPI does not name.

## What it finds
Rows of a source that no KPI names, though one asks for such rows: of the metric or a part of its formula, and of that
channel, place and audience. So too where another KPI names the source, and this one has no other rows there. KPIs that
name no source take all. It is said once for each source and metric.

## Why it matters
The plan says where the number is obtained; a number from elsewhere may count otherwise, so it does not count at all.

## Bad
```csv
# readings.csv, found in line 2
end,channel,metric,value,source
2026-02-20,instagram,views,12000,panel
```

## Good
```csv
# readings.csv
end,channel,metric,value,source
2026-02-20,instagram,views,12000,instagram-insights
```

## Options
None.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import TypeAlias

from rencana.check.facts.rows import asking, may_answer, needed_rows
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short
from rencana.plan.measurement import KPI
from rencana.plan.readings import Reading

NAME = "reading-of-other-source"
CODE = "REA008"
FAMILY = "readings"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields rows from elsewhere, once for each metric and source and the KPIs that they might have answered."""
    kpis, reported = campaign.plan.measurement.kpis, set()
    for metric, readings in needed_rows(campaign).items():
        kpis_of_metric = {name: kpis[name] for name in asking(campaign)[metric]}
        sources = {source for kpi in kpis_of_metric.values() for source in kpi.sources}
        left_out = _left_out(kpis_of_metric, readings)
        for reading in readings if left_out else ():
            names = left_out.get(_scope(reading))
            if names and (key := (metric, reading.source, names)) not in reported:
                reported.add(key)
                yield Flaw(("readings", reading.file, reading.line, "source"), *_words(key, kpis, sources, context))


_Scope: TypeAlias = tuple[str, str, str, str]
_scope: Callable[[Reading], _Scope] = attrgetter("source", "channel", "place", "audience")


def _left_out(kpis: Mapping[str, KPI], readings: Iterable[Reading]) -> dict[_Scope, tuple[str, ...]]:
    """Returns the KPIs that leave rows out which they might have used, by source and scope of the rows."""
    scopes = set(map(_scope, readings))
    left_out = {}
    for key in scopes:
        source, channel, place, audience = key
        covering = [name for name, kpi in kpis.items() if may_answer(kpi, channel, place, audience)]
        lacking = [name for name in covering if kpis[name].sources and source not in kpis[name].sources]
        if len(lacking) < len(covering):
            # Another KPI uses the rows; they are missed only by one that has none of its own there.
            lacking = [name for name in lacking if _has_nothing(kpis[name], key, scopes)]
        if source and lacking:
            left_out[key] = tuple(lacking)
    return left_out


def _has_nothing(kpi: KPI, key: _Scope, scopes: Container[_Scope]) -> bool:
    _, channel, place, audience = key
    is_asked = bool(channel) or not kpi.channels
    return is_asked and not any((source, channel, place, audience) in scopes for source in kpi.sources)


def _words(
    key: tuple[str, str, tuple[str, ...]], kpis: Mapping[str, KPI], sources: set[str], context: RuleContext
) -> tuple[str, str]:
    """Returns what is wrong and what to do; where the plan names the source for other rows, the KPI is named."""
    metric, source, names = key
    kpi_sources = sorted({source for name in names for source in kpis[name].sources})
    return (
        context.say("{source} is no source of {metric} in the plan.", source=short(source), metric=short(metric))
        if source not in sources
        else context.say(
            "{source} is no source of {kpi}, which asks for this row.", source=short(source), kpi=short(names[0])
        ),
        context.say(
            "Add it to the KPI's `sources`, or correct the row. Named: {sources}.", sources=", ".join(kpi_sources)
        ),
    )
