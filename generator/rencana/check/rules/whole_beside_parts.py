"""Numbers of all channels stand where a KPI asks for some.

## What it finds
Rows with a blank channel, of a metric whose KPIs ask for some of the channels: beside rows of single channels on the
same days, or as the only rows that there are. It is said once for each metric.

## Why it matters
A blank channel means all of them, and of the whole nothing follows for a part: such rows do not count for that KPI. If
they are the only ones, it has no number.

## Bad
```yaml
channels:
  tiktok:
    kind: owned
    why: {pillars: [ritual], because: The same people are there at night.}
    rhythm: {reel: 3 a week}
```
```csv
# readings.csv, found in line 2
start,end,channel,metric,value,source
2026-02-18,2026-02-24,,views,12000,instagram-insights
2026-02-18,2026-02-24,instagram,views,7000,instagram-insights
```

## Good
```yaml
channels:
  tiktok:
    kind: owned
    why: {pillars: [ritual], because: The same people are there at night.}
    rhythm: {reel: 3 a week}
```
```csv
# readings.csv
start,end,channel,metric,value,source
2026-02-18,2026-02-24,tiktok,views,5000,instagram-insights
2026-02-18,2026-02-24,instagram,views,7000,instagram-insights
```

## Options
None.
"""

from collections.abc import Iterator

from rencana.check.facts.rows import asking, needed_rows
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.channel_offer import offer
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short
from rencana.plan.measurement import KPI
from rencana.plan.readings import Reading

NAME = "whole-beside-parts"
CODE = "REA012"
FAMILY = "readings"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields rows of all channels that say nothing of the channels asked for, once for each metric."""
    for metric, readings in needed_rows(campaign).items():
        if all(row.channel or row.item for row in readings):
            continue
        kpis = {name: campaign.plan.measurement.kpis[name] for name in asking(campaign)[metric]}
        partial = {name: kpi for name, kpi in kpis.items() if _is_part(campaign, kpi, metric)}
        for name, kpi in partial.items():
            parts = [row for row in readings if row.channel in kpi.channels]
            wholes = [row for row in readings if _is_whole_for(kpi, row) and (not parts or _meets_any(row, parts))]
            # Beside parts the whole is of use, where another KPI asks for it.
            if wholes and (not parts or len(partial) == len(kpis)):
                yield _flaw(name, kpi, wholes, context, is_alone=not parts)
                break


def _flaw(name: str, kpi: KPI, rows: list[Reading], context: RuleContext, *, is_alone: bool) -> Flaw:
    values = {"kpi": short(name), "channels": ", ".join(kpi.channels), "count": len(rows)}
    message = (
        context.say("{kpi} asks for {channels}, and only numbers of all channels are there (rows: {count}).", **values)
        if is_alone
        else context.say(
            "A number of all channels says nothing of {channels} alone, which {kpi} asks for (rows: {count}).", **values
        )
    )
    help = (
        context.say("Give the rows their channel, or let the KPI ask for all channels.")
        if is_alone
        else context.say("Take it out, or add a KPI that asks for all channels.")
    )
    return Flaw(("readings", rows[0].file, rows[0].line, "channel"), message, help)


def _is_part(campaign: Campaign, kpi: KPI, metric: str) -> bool:
    """Tells whether a KPI leaves out a channel of the plan on which the metric can be had."""
    offered = {
        name: channel_offer.metrics if (channel_offer := offer(name, campaign)) else ()
        for name in campaign.plan.channels
    }
    having = [name for name, metrics in offered.items() if metric in metrics]
    # Where no platform lists the metric, as with leads, it may be had on every channel.
    return bool(kpi.channels) and not set(having or offered) <= {*kpi.channels}


def _is_whole_for(kpi: KPI, row: Reading) -> bool:
    is_named = not kpi.sources or not row.source or row.source in kpi.sources
    return is_named and not row.channel and not row.item


def _meets_any(row: Reading, parts: list[Reading]) -> bool:
    """Tells whether a row shares days with one of others."""
    return any((row.start or row.end) <= part.end and (part.start or part.end) <= row.end for part in parts)
