"""What a KPI asks of the readings: which metric, in which scope, over which days; and the rows that answer it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from rencana.catalogue import Break, Metric
from rencana.derive import counting_days
from rencana.measure import quantity
from rencana.measure.counting import counts_up
from rencana.measure.expected import Expected, expected
from rencana.measure.grouping import grouped
from rencana.measure.spans import Span, merged
from rencana.measure.value import Cell, LeftOutList, NoValue, Reason, WhyNot
from rencana.plan.campaign import Campaign, platform_of
from rencana.plan.language.amount import Amount, Unit
from rencana.plan.measurement import KPI
from rencana.plan.metric import fits
from rencana.plan.readings import Reading

K = TypeVar("K")
_Age: TypeAlias = tuple[date, tuple[tuple[int, int, str], ...]]
"""How late a file was exported: the last day that it speaks of, then its name with its numbers as numbers."""

MARKS = {"provisional": 0, "estimated": 0, "": 1, "restated": 2}
"""How much a row counts, whatever its file and its fineness: restated before plain, plain before provisional."""


class ReadingIndex(Struct, frozen=True, eq=False):
    """The readings of a campaign by metric, and how late each of their files was exported."""

    rows: Mapping[str, tuple[Reading, ...]]
    ages: Mapping[str, _Age]

    def newness(self, row: Reading) -> tuple[int, _Age, int]:
        """Returns the sort key of rows that say the same thing: the mark, then the later export, then the later row."""
        return MARKS[row.mark], self.ages[row.file], row.line


class Query(Struct, frozen=True, eq=False):
    """The question how large a metric is in the scope of a KPI from `since` to `until`, as known on the day `on`.

    Where `windows` are given, only cells that lie in one of them count.
    """

    campaign: Campaign
    kpi: KPI
    metric: Metric
    since: date | None
    until: date
    on: date
    readings: ReadingIndex
    expected: Expected
    windows: tuple[Span, ...] = ()
    cells: dict[str, tuple[Sequence[Cell], LeftOutList]] = field(default_factory=dict)
    """The cache of cells by metric, with the rows that are none: they are the same for all days of one KPI."""
    last_days: dict[str, dict[str, date]] = field(default_factory=dict)
    """The cache of the last day that was read, by metric and channel."""

    def of(self, metric: Metric) -> "Query":
        """Returns the same query of another metric."""
        return replace(self, metric=metric)

    def within(self, since: date | None, until: date, windows: tuple[Span, ...] | None = None) -> "Query":
        """Returns the same query over other days; none after the day on which it is asked."""
        spans = self.windows if windows is None else windows
        return replace(self, since=since, until=min(until, self.on), windows=spans)

    def counted(self) -> "Query":
        """Returns the same query up to the last day that counts: a level may be read after it, a sum may not."""
        last = counting_days.last_day(self.campaign, self.kpi)
        return self.within(self.since, min(self.until, last)) if last else self

    def rank(self, source: str) -> int:
        """Returns how early the KPI names a source; those that it does not name come last, all alike."""
        return self.kpi.sources.index(source) if source in self.kpi.sources else len(self.kpi.sources)


def query_for(campaign: Campaign, kpi: KPI, readings: ReadingIndex, on: date) -> Query:
    """Returns the query of a KPI on a day; a stopped campaign stays as it was on the day of its stop.

    What counts up ends with its last day; a level may be read after it.
    """
    metric, stop = campaign.metrics[kpi.metric], campaign.plan.campaign.stopped
    day = min(on, stop.date) if stop else on
    last = counting_days.last_day(campaign, kpi)
    until = min(day, last) if last and counts_up(metric, campaign.metrics) else day
    return Query(
        campaign,
        kpi,
        metric,
        counting_days.first_day(campaign, kpi),
        until,
        day,
        readings,
        expected(campaign, kpi, metric, readings.rows),
        tuple(merged(counting_days.phase_spans(campaign, kpi.phase))),
    )


def index_of(campaign: Campaign) -> ReadingIndex:
    """Returns the readings of a campaign by metric, with the age of their files.

    A post that appears on a single channel need not name it in its rows.
    """
    channels = {name: next(iter(item.channels)) for name, item in campaign.items.items() if len(item.channels) == 1}
    readings = (
        row._replace(channel=channels[row.item]) if row.item and not row.channel and row.item in channels else row
        for row in campaign.readings
    )
    rows = {name: tuple(rows) for name, rows in grouped(readings, lambda row: row.metric).items()}
    last_days: dict[str, date] = {}
    for row in campaign.readings:
        if row.end > last_days.get(row.file, date.min):
            last_days[row.file] = row.end
    return ReadingIndex(rows, {file: (day, _natural(file)) for file, day in last_days.items()})


def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Returns the sort key of a file name in which 9 comes before 10."""
    pieces = re.split(r"([0-9]+)", name)
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces if piece)


def in_scope(query: Query) -> Iterator[Reading]:
    """Yields the readings of the metric that speak of what the KPI covers, whatever they say and whenever."""
    return (row for row, answers in _of_sources(query, LeftOutList()) if answers)


def usable_rows(query: Query, left_out: LeftOutList) -> list[Reading]:
    """Returns the readings in scope that say a size in the metric's unit, and were known on the day of the query."""
    # A plain number is taken as money in the campaign's currency, where it has one.
    plain_is_money = query.metric.unit == "currency" and bool(query.campaign.currency)
    usable = []
    for row, answers in _of_sources(query, left_out):
        if row.end > query.on:
            # Nobody could know it on that day, so it is not even listed as left out.
            continue
        if not answers:
            if query.expected.whole_of(row):
                left_out.add([row], Reason.OF_THE_WHOLE)
            elif query.expected.is_of_one_audience(row):
                left_out.add([row], Reason.OF_ONE_AUDIENCE)
        elif row.value is None:
            left_out.add([row], Reason.CHANGE_ONLY)
        elif fits(row.value, query.metric) or (plain_is_money and row.value.unit is Unit.NUMBER):
            usable.append(row)
        else:
            left_out.add([row], Reason.OTHER_UNIT)
    return usable


def rows_until(query: Query, left_out: LeftOutList) -> list[Reading]:
    """Returns those of the usable readings that end by the last day of the query."""
    rows = usable_rows(query, left_out)
    left_out.add((row for row in rows if row.end > query.until), Reason.AFTER)
    return [row for row in rows if row.end <= query.until]


def _of_sources(query: Query, left_out: LeftOutList) -> Iterator[tuple[Reading, bool]]:
    """Yields the readings of the sources that the KPI names, and of none; each with whether it speaks of the KPI."""
    sources = query.kpi.sources
    # Many rows have one scope: it is looked at once.
    answers: dict[tuple[str, str, str, str], bool] = {}
    for row in query.readings.rows.get(query.metric.id, ()):
        scope = row.channel, row.place, row.audience, row.item
        if (answer := answers.get(scope)) is None:
            answer = answers[scope] = _answers(query, row)
        if not sources or not row.source or row.source in sources:
            yield row, answer
        elif answer and row.end <= query.on:
            left_out.add([row], Reason.OTHER_SOURCE)


def _answers(query: Query, row: Reading) -> bool:
    """Tells whether a row speaks of what the KPI covers, and of nothing else."""
    if query.expected.takes(row):
        return True
    channels = channels_of_post(query, row.item) if not row.channel else frozenset()
    # A post on several channels speaks of all of them.
    return bool(channels) and all(query.expected.takes(row._replace(channel=channel)) for channel in channels)


def channels_of_post(query: Query, item: str) -> frozenset[str]:
    """Returns the channels that a post is on; none where it is no post of the calendar."""
    return frozenset(query.campaign.items[item].channels) if item in query.campaign.items else frozenset()


def currency_of(query: Query, row: Reading) -> str:
    """Returns the currency of a reading; empty where it is no money."""
    if query.metric.unit != "currency" or row.value is None:
        return ""
    return row.value.currency or query.campaign.currency


def refuse_mixed_currencies(query: Query, rows: Iterable[Reading]) -> None:
    """Raises NoValue where money that is to be added, or compared, is in two currencies."""
    currencies = sorted({currency_of(query, row) for row in rows}) if query.metric.unit == "currency" else ()
    if len(currencies) > 1:
        raise NoValue(WhyNot.CURRENCIES_MIXED, ", ".join(currencies))


def newest_of_best(query: Query, rows: Sequence[Reading], left_out: LeftOutList) -> Reading:
    """Returns which of several rows of the same days and scope counts: the newest of the source that is named first.

    Sources that the plan does not rank may say the same, but nothing else: NoValue where they disagree.
    """
    best = min(query.rank(row.source) for row in rows)
    # Sorted by newness, so that the newest row of each source stays: whether sources agree is asked of these only.
    newness = query.readings.newness
    by_source = {row.source: row for row in sorted(rows, key=newness) if query.rank(row.source) == best}
    newest = max(by_source.values(), key=newness)
    if any(row.value != newest.value for row in by_source.values()):
        raise NoValue(WhyNot.SOURCES_DISAGREE, ", ".join(sorted(by_source)), tuple(by_source.values()))
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


def read_as_whole(query: Query) -> str:
    """Returns of which dimension the metric was read as a whole only, where the KPI covers a part of it; "" of none."""
    rows = (row for row, answers in _of_sources(query, LeftOutList()) if not answers and row.end <= query.on)
    return next(filter(None, map(query.expected.whole_of, rows)), "")


def is_read_by_audience(query: Query) -> bool:
    """Tells whether the metric was read of single audiences that may overlap, where the KPI covers all of them."""
    rows = (row for row, answers in _of_sources(query, LeftOutList()) if not answers and row.end <= query.on)
    return any(map(query.expected.is_of_one_audience, rows))


def method_of(query: Query, source: str) -> tuple[str, str] | None:
    """Returns how a source counts, and whom; None where it says neither."""
    entry = query.campaign.sources.get(source)
    return (entry.method or "", entry.population or "") if entry and (entry.method or entry.population) else None


def sample_size(campaign: Campaign, stated: Amount | None, source: str) -> Decimal | None:
    """Returns how many were asked: as the value states it, or as its source does for all of its values."""
    entry = campaign.sources.get(source)
    size = stated or (entry.n if entry else None)
    return quantity.of(size).exact if size else None


def breaks(query: Query, channel: str) -> list[Break]:
    """Returns the breaks of the metric's definition that concern a channel; blank is all channels of the KPI."""
    if not query.metric.breaks:
        return []
    channels = [channel] if channel else list(query.kpi.channels or query.campaign.plan.channels)
    platforms = {platform_of(name, query.campaign) for name in channels}
    return [change for change in query.metric.breaks if not change.platforms or platforms & set(change.platforms)]
