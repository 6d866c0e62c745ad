"""What a KPI asks of the readings: of which metric, in which scope, over which days; and the rows that answer."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from rencana.catalogue import Break, Metric
from rencana.derive import counting_days
from rencana.measure import quantity
from rencana.measure.counting import summed
from rencana.measure.value import Cell, LeftOutList, NoValue, Reason, WhyNot
from rencana.plan.agenda import Item
from rencana.plan.campaign import Campaign, platform_of
from rencana.plan.language.amount import Amount
from rencana.plan.measurement import KPI
from rencana.plan.metric import fits
from rencana.plan.readings import Reading

K = TypeVar("K")

_MARKS = {"provisional": 0, "estimated": 1, "": 2, "restated": 3}
"""Of two rows that say the same thing, the one with the higher mark stays."""


class Query(Struct, frozen=True, eq=False):
    """A question: how large is a metric in the scope of a KPI from `since` to `until`, as known on the day `on`."""

    campaign: Campaign
    kpi: KPI
    metric: Metric
    since: date | None
    until: date
    on: date
    rows: Mapping[str, tuple[Reading, ...]]
    """The readings of the campaign by metric."""
    settled: Mapping[tuple[str, date | None], Sequence[Cell]] = field(default_factory=dict)
    """By metric and first day cells that are known already: those to an earlier day are the ones that end by it."""

    def of(self, metric: Metric) -> "Query":
        """Returns the same question of another metric."""
        return replace(self, metric=metric)

    def within(self, since: date | None, until: date) -> "Query":
        """Returns the same question over other days."""
        return replace(self, since=since, until=min(until, self.on))

    def rank(self, source: str) -> int:
        """Returns how early the KPI names a source; those that it does not name come last, all alike."""
        return self.kpi.sources.index(source) if source in self.kpi.sources else len(self.kpi.sources)


def query_for(campaign: Campaign, kpi: KPI, rows: Mapping[str, tuple[Reading, ...]], on: date) -> Query:
    """Returns the question that a KPI asks on a day; a stopped campaign stands still on the day of its stop.

    What is summed up counts no further than to its last day; a level may be read after it.
    """
    metric, stop = campaign.metrics[kpi.metric], campaign.plan.campaign.stopped
    day = min(on, stop.date) if stop else on
    last = counting_days.last_day(campaign, kpi)
    until = min(day, last) if last and summed(metric, campaign.metrics) else day
    return Query(campaign, kpi, metric, counting_days.first_day(campaign, kpi), until, day, rows)


def by_metric(campaign: Campaign) -> Mapping[str, tuple[Reading, ...]]:
    """Sorts the readings of a campaign by metric."""
    found: dict[str, list[Reading]] = {}
    for reading in campaign.readings:
        found.setdefault(reading.metric, []).append(reading)
    return {name: tuple(rows) for name, rows in found.items()}


def in_scope(query: Query) -> Iterator[Reading]:
    """Yields the readings of the metric that speak of what the KPI covers, whatever they say and whenever.

    A blank scope means the whole of what the KPI covers; a named one has to be one that it names.
    """
    kpi, items = query.kpi, query.campaign.items
    for one in query.rows.get(query.metric.id, ()):
        if kpi.channels and one.channel and one.channel not in kpi.channels:
            continue
        if kpi.channels and one.item and not one.channel and not _is_on(items.get(one.item), kpi.channels):
            continue
        if one.audience not in (kpi.audiences or ("",)) or (one.place and kpi.places and one.place not in kpi.places):
            continue
        yield one


def _is_on(item: Item | None, channels: Sequence[str]) -> bool:
    """Tells whether a post appears on one of the channels; of one that says nothing it is taken so."""
    return item is None or not item.channels or any(name in channels for name in item.channels)


def known(query: Query, left_out: LeftOutList) -> list[Reading]:
    """Returns the readings in scope that say a size and end by the last day; the others go into the drawer."""
    found = []
    for one in in_scope(query):
        if one.end > query.on:
            continue
        if one.end > query.until:
            left_out.add([one], Reason.AFTER)
        elif one.value is None:
            left_out.add([one], Reason.CHANGE_ONLY)
        elif not fits(one.value, query.metric) and not _is_plain_money(query, one):
            left_out.add([one], Reason.OTHER_UNIT)
        else:
            found.append(one)
    return found


def _is_plain_money(query: Query, one: Reading) -> bool:
    """A plain number of a metric of money is in the campaign's currency, where there is one."""
    is_plain = one.value is not None and one.value.unit.value == "number"
    return query.metric.unit == "currency" and is_plain and bool(query.campaign.currency)


def currency_of(query: Query, one: Reading) -> str:
    """Returns the currency of a reading; empty where it is no money."""
    if query.metric.unit != "currency" or one.value is None:
        return ""
    return one.value.currency or query.campaign.currency


def agreed(query: Query, rows: Sequence[Reading], left_out: LeftOutList) -> Reading:
    """Returns which of several rows of the same days and scope counts: of the source named first, and the newest of it.

    Sources that the plan does not rank may say the same, but nothing else: NoValue where they disagree.
    """
    best = min(query.rank(one.source) for one in rows)
    by_source = {one.source: one for one in sorted(rows, key=newness) if query.rank(one.source) == best}
    kept = max(by_source.values(), key=newness)
    if any(one.value != kept.value for one in by_source.values()):
        raise NoValue(WhyNot.SOURCES_DISAGREE, ", ".join(sorted(by_source)))
    for one in rows:
        if one is not kept:
            says_other = one.source != kept.source and one.value != kept.value
            left_out.add([one], Reason.CONTRADICTED if says_other else Reason.REPLACED)
    return kept


def by_days(
    query: Query, rows: Iterable[Reading], key: Callable[[Reading], K], left_out: LeftOutList
) -> dict[K, Reading]:
    """Returns the row that counts for each key."""
    found: dict[K, list[Reading]] = {}
    for one in rows:
        found.setdefault(key(one), []).append(one)
    return {name: own[0] if len(own) == 1 else agreed(query, own, left_out) for name, own in found.items()}


def one_currency(query: Query, rows: Iterable[Reading]) -> str:
    """Returns the currency that all rows have; NoValue where they have several."""
    found = sorted({currency_of(query, one) for one in rows})
    if len(found) > 1:
        raise NoValue(WhyNot.CURRENCIES_MIXED, ", ".join(found))
    return found[0] if found else ""


def is_read(query: Query, *, posts: bool = False) -> bool:
    """Tells whether any reading of the scope is known by the last day; with `posts`, of a single post."""
    return any(one.end <= query.until and (not posts or one.item) for one in in_scope(query))


def method_of(query: Query, source: str) -> tuple[str, str] | None:
    """Returns how a source counts, and whom; None where it says neither."""
    known = query.campaign.sources.get(source)
    return (known.method or "", known.population or "") if known and (known.method or known.population) else None


def sample_size(campaign: Campaign, own: Amount | None, source: str) -> Decimal | None:
    """Returns how many were asked: as a value says itself, or as its source does for all of its values."""
    known = campaign.sources.get(source)
    said = own or (known.n if known else None)
    return quantity.of(said).exact if said else None


def newness(one: Reading) -> tuple[int, str, int]:
    """Returns what sorts rows that say the same thing: restated first, then the later file and row."""
    return _MARKS[one.mark], one.file, one.line


def breaks(query: Query, channel: str) -> list[Break]:
    """Returns the breaks of the metric's definition that concern a channel; blank is all channels of the KPI."""
    if not query.metric.breaks:
        return []
    channels = [channel] if channel else list(query.kpi.channels or query.campaign.plan.channels)
    platforms = {platform_of(name, query.campaign) for name in channels}
    return [one for one in query.metric.breaks if not one.platforms or platforms & set(one.platforms)]
