"""A number is 0 since a day on which others are not.

## What it finds
A metric of a channel, of which more is better, that is 0 from some day to its newest row: three rows or more, over two
weeks or more. Other metrics of the channel are not 0 on these days; or there are none, and it was not 0 before.

## Why it matters
Platforms end a metric and go on answering 0. Such a 0 pulls sums and rates down as if it had been measured: missing is
never zero.

## Bad
```csv
# readings.csv, found in line 3
start,end,channel,metric,value,source
2026-02-18,2026-02-22,instagram,views,9000,instagram-insights
2026-02-23,2026-03-01,instagram,views,0,instagram-insights
2026-03-02,2026-03-08,instagram,views,0,instagram-insights
2026-03-09,2026-03-15,instagram,views,0,instagram-insights
2026-02-23,2026-03-15,instagram,likes,410,instagram-insights
```

## Good
```csv
# readings.csv
start,end,channel,metric,value,source
2026-02-18,2026-02-22,instagram,views,9000,instagram-insights
2026-02-18,2026-02-22,instagram,likes,130,instagram-insights
2026-02-23,2026-03-15,instagram,likes,410,instagram-insights
```

## Options
None. A `note` at the first row of the zeros is an answer: that nothing came is then meant.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import takewhile

from rencana.catalogue import Break, title_in
from rencana.check.facts.rows import needed_rows
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.derive.channel_offer import offer
from rencana.finding import Severity
from rencana.plan.campaign import Campaign, platform_of
from rencana.plan.language.fault import short
from rencana.plan.readings import Reading

NAME = "zero-since"
CODE = "REA013"
FAMILY = "readings"
SEVERITY = Severity.NOTE
SCOPE = Scope.PLAN


_LEAST_ROWS = 3
_LEAST = timedelta(days=14)
_ABOUT = timedelta(days=45)
"""So near to the first 0 a metric ended, if that is the reason: a row of a month may begin before its day."""


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields the first row of the zeros of each metric, channel, place, audience and source."""
    for rows in _series(campaign):
        backwards = takewhile(_is_zero, reversed(rows))
        zeros = [*backwards][::-1]
        if len(zeros) < _LEAST_ROWS or zeros[0].note:
            continue
        row, since = zeros[0], zeros[0].start or zeros[0].end
        if zeros[-1].end - since + timedelta(days=1) < _LEAST:
            continue
        others = [other for other in campaign.readings if _is_beside(other, row, since, zeros[-1].end)]
        alive = next((other for other in others if not _is_zero(other)), None)
        if alive or (not others and len(zeros) < len(rows)):
            ended = _break(campaign, row, since, had_values=len(zeros) < len(rows))
            yield Flaw(
                ("readings", row.file, row.line, "value"),
                _message(context, row, since, len(zeros), alive),
                _help(campaign, context, ended),
            )


def _message(context: RuleContext, row: Reading, since: date, count: int, alive: Reading | None) -> str:
    values = {"metric": short(row.metric), "channel": short(row.channel), "since": since, "count": count}
    if alive is None:
        return context.say("{metric} of {channel} is 0 since {since} (rows: {count}).", **values)
    other = short(alive.metric)
    return context.say(
        "{metric} of {channel} is 0 since {since}, and {other} is not (rows: {count}).", **values, other=other
    )


def _help(campaign: Campaign, context: RuleContext, ended: Break | None) -> str:
    advice = context.say(
        "Platforms answer 0 for what they no longer count: then take the rows out. A true 0 says so in its `note`."
    )
    what = f"{ended.date}: {title_in(ended.what, campaign.language)} " if ended else ""
    return f"{what}{advice}"


def _series(campaign: Campaign) -> Iterator[list[Reading]]:
    """Yields the rows of each metric, channel, place, audience and source that hold a 0, by day."""
    for metric, readings in needed_rows(campaign).items():
        if campaign.metrics[metric].direction != "up" or not any(map(_is_zero, readings)):
            continue
        series: dict[tuple[str, ...], list[Reading]] = {}
        for row in readings:
            if row.channel and row.value and not row.item:
                series.setdefault((row.channel, row.place, row.audience, row.source), []).append(row)
        for rows in series.values():
            yield sorted(rows, key=lambda row: row.end)


def _is_zero(row: Reading) -> bool:
    return row.value is not None and row.value.value == 0 and row.value.high is None


def _is_beside(other: Reading, row: Reading, since: date, until: date) -> bool:
    """Tells whether a row says something else of the same channel on the days of the zeros."""
    is_sibling = other.channel == row.channel and other.metric != row.metric and not other.item
    return is_sibling and since <= (other.start or other.end) and other.end <= until


def _break(campaign: Campaign, row: Reading, since: date, *, had_values: bool) -> Break | None:
    """Returns the break of the catalogue that may be the reason: about the day, or long past, if the metric is gone."""
    platform, offered = platform_of(row.channel, campaign), offer(row.channel, campaign)
    is_gone = offered is not None and row.metric not in offered.metrics
    breaks: Sequence[Break] = campaign.metrics[row.metric].breaks
    return next(
        (
            gap
            for gap in reversed(breaks)
            if (not gap.platforms or platform in gap.platforms)
            and gap.date - since <= _ABOUT
            and (since - gap.date <= _ABOUT if had_values else is_gone)
        ),
        None,
    )
