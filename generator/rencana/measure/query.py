"""What a KPI asks of the readings: which metric, in which scope, over which days; and the rows that answer it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from rencana.catalogue import Break, Metric
from rencana.derive import counting_days
from rencana.measure import quantity
from rencana.measure.counting import counts_up
from rencana.measure.grouping import grouped
from rencana.measure.value import Cell, LeftOutList, NoValue, Reason, WhyNot
from rencana.plan.campaign import Campaign, platform_of
from rencana.plan.language.amount import Amount, Unit
from rencana.plan.measurement import KPI
from rencana.plan.metric import fits
from rencana.plan.readings import Reading

K = TypeVar("K")

_MARKS = {"provisional": 0, "estimated": 1, "": 2, "restated": 3}
"""Of two rows that say the same thing, the one with the higher mark stays."""


class Query(Struct, frozen=True, eq=False):
    """The question how large a metric is in the scope of a KPI from `since` to `until`, as known on the day `on`."""

    campaign: Campaign
    kpi: KPI
    metric: Metric
    since: date | None
    until: date
    on: date
    rows: Mapping[str, tuple[Reading, ...]]
    """The readings of the campaign by metric."""
    frozen: Mapping[tuple[str, date | None], Sequence[Cell]] = field(default_factory=dict)
    """Cells that are made already, by metric and first day: those up to an earlier day are the ones that end by it."""

    def of(self, metric: Metric) -> "Query":
        """Returns the same query of another metric."""
        return replace(self, metric=metric)

    def within(self, since: date | None, until: date) -> "Query":
        """Returns the same query over other days; none after the day on which it is asked."""
        return replace(self, since=since, until=min(until, self.on))

    def rank(self, source: str) -> int:
        """Returns how early the KPI names a source; those that it does not name come last, all alike."""
        return self.kpi.sources.index(source) if source in self.kpi.sources else len(self.kpi.sources)


def query_for(campaign: Campaign, kpi: KPI, rows: Mapping[str, tuple[Reading, ...]], on: date) -> Query:
    """Returns the query of a KPI on a day; a stopped campaign stays as it was on the day of its stop.

    What counts up ends with its last day; a level may be read after it.
    """
    metric, stop = campaign.metrics[kpi.metric], campaign.plan.campaign.stopped
    day = min(on, stop.date) if stop else on
    last = counting_days.last_day(campaign, kpi)
    until = min(day, last) if last and counts_up(metric, campaign.metrics) else day
    return Query(campaign, kpi, metric, counting_days.first_day(campaign, kpi), until, day, rows)


def by_metric(campaign: Campaign) -> Mapping[str, tuple[Reading, ...]]:
    """Returns the readings of a campaign by metric."""
    return {name: tuple(rows) for name, rows in grouped(campaign.readings, lambda row: row.metric).items()}


def in_scope(query: Query) -> Iterator[Reading]:
    """Yields the readings of the metric that speak of what the KPI covers, whatever they say and whenever.

    A blank scope means the whole of what the KPI covers; a named one has to be one that it names.
    """
    kpi, items = query.kpi, query.campaign.items
    for row in query.rows.get(query.metric.id, ()):
        if kpi.channels and row.channel and row.channel not in kpi.channels:
            continue
        # A post whose row names no channel is on the channels of the plan; where these are not known it passes.
        item = items.get(row.item) if row.item and not row.channel else None
        if kpi.channels and item and item.channels and not any(name in kpi.channels for name in item.channels):
            continue
        if row.audience not in (kpi.audiences or ("",)) or (row.place and kpi.places and row.place not in kpi.places):
            continue
        yield row


def usable_rows(query: Query, left_out: LeftOutList) -> list[Reading]:
    """Returns the readings in scope that say a size in the metric's unit and end by the last day."""
    # A plain number is taken as money in the campaign's currency, where it has one.
    plain_is_money = query.metric.unit == "currency" and bool(query.campaign.currency)
    usable = []
    for row in in_scope(query):
        if row.end > query.on:
            # Nobody could know it on that day, so it is not even listed as left out.
            continue
        if row.end > query.until:
            left_out.add([row], Reason.AFTER)
        elif row.value is None:
            left_out.add([row], Reason.CHANGE_ONLY)
        elif fits(row.value, query.metric) or (plain_is_money and row.value.unit is Unit.NUMBER):
            usable.append(row)
        else:
            left_out.add([row], Reason.OTHER_UNIT)
    return usable


def currency_of(query: Query, row: Reading) -> str:
    """Returns the currency of a reading; empty where it is no money."""
    if query.metric.unit != "currency" or row.value is None:
        return ""
    return row.value.currency or query.campaign.currency


def refuse_mixed_currencies(query: Query, rows: Iterable[Reading]) -> None:
    """Raises NoValue where rows that are to be added are in several currencies."""
    currencies = sorted({currency_of(query, row) for row in rows})
    if len(currencies) > 1:
        raise NoValue(WhyNot.CURRENCIES_MIXED, ", ".join(currencies))


def newest_of_best(query: Query, rows: Sequence[Reading], left_out: LeftOutList) -> Reading:
    """Returns which of several rows of the same days and scope counts: the newest of the source that is named first.

    Sources that the plan does not rank may say the same, but nothing else: NoValue where they disagree.
    """
    best = min(query.rank(row.source) for row in rows)
    # Sorted by newness, so that the newest row of each source stays: whether sources agree is asked of these only.
    by_source = {row.source: row for row in sorted(rows, key=newness) if query.rank(row.source) == best}
    newest = max(by_source.values(), key=newness)
    if any(row.value != newest.value for row in by_source.values()):
        raise NoValue(WhyNot.SOURCES_DISAGREE, ", ".join(sorted(by_source)))
    for row in rows:
        if row is not newest:
            contradicts = row.source != newest.source and row.value != newest.value
            left_out.add([row], Reason.CONTRADICTED if contradicts else Reason.REPLACED)
    return newest


def newest_by(
    query: Query, rows: Iterable[Reading], key: Callable[[Reading], K], left_out: LeftOutList
) -> dict[K, Reading]:
    """Returns the row that counts for each key, as `newest_of_best` chooses it."""
    return {
        name: same[0] if len(same) == 1 else newest_of_best(query, same, left_out)
        for name, same in grouped(rows, key).items()
    }


def is_read(query: Query, *, posts: bool = False) -> bool:
    """Tells whether the scope has any reading by the last day; with `posts`, any of a single post."""
    return any(row.end <= query.until and (not posts or row.item) for row in in_scope(query))


def method_of(query: Query, source: str) -> tuple[str, str] | None:
    """Returns how a source counts, and whom; None where it says neither."""
    entry = query.campaign.sources.get(source)
    return (entry.method or "", entry.population or "") if entry and (entry.method or entry.population) else None


def sample_size(campaign: Campaign, stated: Amount | None, source: str) -> Decimal | None:
    """Returns how many were asked: as the value states it, or as its source does for all of its values."""
    entry = campaign.sources.get(source)
    size = stated or (entry.n if entry else None)
    return quantity.of(size).exact if size else None


def newness(row: Reading) -> tuple[int, str, int]:
    """Returns the sort key of rows that say the same thing: the mark that counts more, then the later file and row."""
    return _MARKS[row.mark], row.file, row.line


def breaks(query: Query, channel: str) -> list[Break]:
    """Returns the breaks of the metric's definition that concern a channel; blank is all channels of the KPI."""
    if not query.metric.breaks:
        return []
    channels = [channel] if channel else list(query.kpi.channels or query.campaign.plan.channels)
    platforms = {platform_of(name, query.campaign) for name in channels}
    return [change for change in query.metric.breaks if not change.platforms or platforms & set(change.platforms)]
