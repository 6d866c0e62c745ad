"""Metrics that follow from others: the formula over sums of the same days, never the mean of ratios.

What covers more days goes first: a reading of the metric itself, or its parts. Where both can be had for the same days
and disagree, the reading counts and both are told.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from msgspec.structs import replace

from rencana.catalogue import Metric
from rencana.catalogue.formula import MetricPart
from rencana.measure import quantity, spans
from rencana.measure.align import aligned
from rencana.measure.cells import by_scope, cell_of, cells_of
from rencana.measure.choice import choose
from rencana.measure.coverage import Coverage
from rencana.measure.covered import coverage_of
from rencana.measure.levels import is_whole, level_of, level_rows, part_of_row, value_of_row
from rencana.measure.posts import middle, pooled
from rencana.measure.quantity import ZERO, Quantity
from rencana.measure.query import Query, currency_of, is_read, newest_by, rows_until
from rencana.measure.ratio_parts import RatioParts, evaluate, ratio_parts
from rencana.measure.read_rates import is_survey, read_rate
from rencana.measure.sums import definition_changed, parts_of, span_of, sum_of
from rencana.measure.value import (
    Alternative,
    Cell,
    How,
    LeftOutList,
    NoValue,
    Reason,
    Scope,
    Term,
    Value,
    WhyNot,
    nothing,
    refused,
)
from rencana.plan.language.amount import precision

Terms: TypeAlias = Mapping[MetricPart, Term]
_CommonCells: TypeAlias = Mapping[MetricPart, Sequence[Cell]]

_DAY = timedelta(days=1)


def value_of(query: Query, depth: int = 0) -> Value:
    """Returns what a metric says in the days of a query, by the arithmetic that the metric allows."""
    metric = query.metric
    if not metric.formula:
        return sum_of(query) if metric.additive else level_of(query)
    if metric.over_time == "sum" and is_read(query):
        return sum_of(query)
    if is_survey(query):
        reading = level_of(query)
        return _with_computed(query, reading, depth) if reading.how is not None else _computed(query, depth)
    reading, computed = read_rate(query), _computed(query, depth)
    if reading.size is None:
        return computed if computed.size is not None or reading.how is None else reading
    if computed.size is None or _days_read(reading) >= _days_read(computed):
        return _with_computed(query, reading, depth)
    left_out = LeftOutList()
    left_out.add(reading.readings, Reason.FEWER_DAYS)
    left_out.add((entry.reading for entry in reading.left_out), Reason.FEWER_DAYS)
    others = [entry for entry in left_out.rows.values() if entry.reading not in computed.readings]
    return replace(computed, left_out=(*computed.left_out, *others))


def _days_read(value: Value) -> tuple[int, date]:
    """Returns how many expected cells a value was read on, and up to which day."""
    return value.coverage.read if value.coverage else 0, value.end or date.min


def _with_computed(query: Query, reading: Value, depth: int) -> Value:
    """Adds what computing gives for the days of a reading, where it differs by more than the reading was rounded."""
    row = reading.readings[0] if reading.readings else None
    if row is None or row.value is None or row.start is None or reading.exact is None:
        return reading
    computed = _computed(query.within(row.start, row.end), depth)
    same_days = computed.complete and (computed.start, computed.end) == (row.start, row.end)
    if computed.size is None or computed.exact is None or not same_days:
        return reading
    if abs(computed.exact - reading.exact) <= precision(row.value) / 2:
        return reading
    return replace(reading, alternative=Alternative(How.RATIO, computed.size, computed.readings))


def _computed(query: Query, depth: int) -> Value:
    """Returns the formula of a metric with the numbers of the same days put in."""
    left_out = LeftOutList()
    try:
        parts = ratio_parts(query, depth)
        if any(operand.how == "sum" for operand in parts.posts):
            return _by_post(parts, left_out)
        return _by_wave(parts, left_out) if parts.waves else _by_days(parts, left_out)
    except NoValue as reason:
        return refused(reason, left_out)


def _by_days(parts: RatioParts, left_out: LeftOutList) -> Value:
    """Evaluates a formula over the days that all sums cover; stocks are as of the last of these days."""
    common, coverage = _common_cells(parts, left_out)
    if parts.sums and not common:
        unread = [operand for operand in parts.sums if not is_read(parts.sum_query.of(parts.metrics[operand]))]
        raise _no_value((unread or parts.sums)[0], {}, left_out)
    start, end = span_of(next(iter(common.values()))) if common else (None, None)
    terms = {
        operand: Term(quantity.total(cell.size for cell in cells), parts_of(operand.metric, cells))
        for operand, cells in common.items()
    }
    for operand in parts.posts:
        median = middle(parts.sum_query, parts.metrics[operand], left_out)
        if median is None:
            raise NoValue(WhyNot.NO_POSTS, operand.metric)
        terms[operand] = median
    terms |= _stock_terms(parts, end, terms, left_out)
    # Asked only now, so that a part without readings is named first: it is easier to mend than a definition.
    if any(definition_changed(parts.query.of(parts.metrics[operand]), cells) for operand, cells in common.items()):
        raise NoValue(WhyNot.DEFINITION_CHANGED)
    cells = next(iter(common.values())) if common else ()
    value = _result(parts, terms, (start, end), coverage, left_out, cells)
    if len(common) < len(parts.metrics):
        return value
    extremes = _extremes(parts, common) if coverage and coverage.incomplete else None
    return replace(value, part_cells=tuple((part, tuple(same)) for part, same in common.items()), extremes=extremes)


def _extremes(parts: RatioParts, common: _CommonCells) -> Quantity | None:
    """Returns the lowest and the highest result of a formula of sums in any of its stretches."""
    # A month beside thirty of its days is one stretch: it begins where cells of all sums begin.
    starts = set.intersection(*({(cell.scope, cell.start) for cell in cells} for cells in common.values()))
    sizes_by_start: dict[tuple[Scope, date], dict[MetricPart, Quantity]] = {start: {} for start in starts}
    for operand, cells in common.items():
        start = next(iter(starts))
        for cell in sorted(cells, key=lambda cell: (cell.scope, cell.start)):
            start = (cell.scope, cell.start) if (cell.scope, cell.start) in starts else start
            sizes_by_start[start][operand] = sizes_by_start[start].get(operand, ZERO) + cell.size
    results = [evaluate(parts.tree, sizes) for sizes in sizes_by_start.values()]
    ends = [end for result in results if result for end in (result.low, result.high) if end is not None]
    return Quantity(min(ends), max(ends)) if ends else None


def _common_cells(parts: RatioParts, left_out: LeftOutList) -> tuple[_CommonCells, Coverage | None]:
    """Returns the cells of each sum on the days that all sums cover, channel by channel, and their coverage."""
    cells_by_operand = {
        operand: cells_of(parts.sum_query.of(parts.metrics[operand]), left_out) for operand in parts.sums
    }
    paired = _on_common_days({operand: by_scope(cells) for operand, cells in cells_by_operand.items()})
    if not parts.sums or not all(paired.values()):
        common: _CommonCells = {}
    else:
        first = next(iter(paired.values()))
        choice = choose(parts.sum_query, first, left_out)
        common = paired if len(choice) == len(first) else _on_days_of(choice, paired)
    # By identity: the cells that are aligned are the very cells that were given.
    common_ids = {id(cell) for cells in common.values() for cell in cells}
    unused = (cell for cells in cells_by_operand.values() for cell in cells if id(cell) not in common_ids)
    left_out.add((cell.readings[-1] for cell in unused), Reason.NO_PARTNER)
    return common, coverage_of(parts.sum_query, next(iter(common.values()))) if common else None


def _on_days_of(first_cells: Sequence[Cell], cells_by_operand: _CommonCells) -> dict[MetricPart, list[Cell]]:
    """Returns of each operand the cells on the channels, places and days of some cells of the first one."""
    days = {
        scope: spans.merged((cell.start, cell.end) for cell in cells) for scope, cells in by_scope(first_cells).items()
    }
    return {
        operand: [cell for cell in cells if spans.common([(cell.start, cell.end)], days.get(cell.scope, ()))]
        for operand, cells in cells_by_operand.items()
    }


def _on_common_days(tables: Mapping[MetricPart, Mapping[Scope, Sequence[Cell]]]) -> dict[MetricPart, list[Cell]]:
    """Returns the cells on days that all parts cover, scope by scope."""
    common: dict[MetricPart, list[Cell]] = {operand: [] for operand in tables}
    for scope in sorted(set.intersection(*(set(table) for table in tables.values()))) if tables else ():
        series = [table[scope] for table in tables.values()]
        for cells, same_days in zip(common.values(), aligned(series), strict=True):
            cells += same_days
    return common


def _stock_terms(parts: RatioParts, end: date | None, terms: Terms, left_out: LeftOutList) -> dict[MetricPart, Term]:
    """Returns what stocks say as of a day; NoValue, with the terms so far left out, where one of them is unknown."""
    stocks: dict[MetricPart, Term] = {}
    for operand in parts.stocks:
        value = _stock(parts, parts.metrics[operand], end or parts.query.until, left_out)
        if value.size is None:
            raise _no_value(operand, {**terms, **stocks}, left_out, value.why_not)
        stocks[operand] = Term(value.size, value.parts)
    return stocks


def _stock(parts: RatioParts, metric: Metric, end: date, left_out: LeftOutList) -> Value:
    query = parts.query.of(metric)
    until_end = query.within(query.since, end)
    if metric.formula:
        return value_of(until_end, parts.depth + 1)
    if metric.start_of and not is_read(query) and query.since:
        # What there was at the start is the last that was read before it.
        return level_of(query.of(query.campaign.metrics[metric.start_of]).within(None, query.since - _DAY))
    if not metric.additive:
        return level_of(until_end)
    # Only `last(…)` makes a stock of a metric that adds up: it is the newest row.
    rows = rows_until(until_end, left_out)
    newest = max(rows, key=lambda row: (row.end, query.readings.newness(row)), default=None)
    return value_of_row(query, newest, left_out) if newest else nothing(WhyNot.NO_READING)


def _by_wave(parts: RatioParts, left_out: LeftOutList) -> Value:
    """Evaluates a formula over the newest days for which all waves have a number; sums are over these very days."""
    queries = [parts.query.of(parts.metrics[operand]) for operand in parts.waves]
    tables = []
    for query in queries:
        rows = [row for row in level_rows(query, left_out) if is_whole(query, row)]
        tables.append(newest_by(query, rows, lambda row: (row.start, row.end, row.channel, row.place), left_out))
    terms: dict[MetricPart, Term] = {}
    lacking: MetricPart | None = None
    common = set.intersection(*(set(table) for table in tables))

    def newest_and_longest(days: tuple[date | None, date, str, str]) -> tuple[int, int, str, str]:
        start, end, *scope = days
        return -end.toordinal(), (start or end).toordinal(), scope[0], scope[1]

    for days in sorted(common, key=newest_and_longest):
        start, end, _, _ = days
        waves = [part_of_row(query, table[days]) for query, table in zip(queries, tables, strict=True)]
        terms = {operand: Term(wave.size, (wave,)) for operand, wave in zip(parts.waves, waves, strict=True)}
        inside = parts.query.within(start or parts.query.since, end)
        for operand in (*parts.sums, *parts.stocks):
            value = value_of(inside.of(parts.metrics[operand]), parts.depth + 1)
            if value.size is None or not value.complete:
                lacking = lacking or operand
                # Half of a sum under the whole of a survey would be a ratio of unlike days; older days may have both.
                break
            terms[operand] = Term(value.size, value.parts)
        else:
            # A survey speaks for its day; what a platform counts for exact days speaks of these alone.
            is_counted = all(query.metric.platform_value for query in queries)
            cells = [cell_of(queries[0], waves[0].readings[0])]
            coverage = coverage_of(parts.sum_query, cells) if is_counted else None
            return _result(parts, terms, (start, end), coverage, left_out)
    raise _no_value(lacking or parts.waves[-1], terms, left_out)


def _by_post(parts: RatioParts, left_out: LeftOutList) -> Value:
    """Evaluates a formula over posts; stocks are as of the last day on which one of them was read."""
    operands = (*parts.posts, *parts.sums)
    of_posts = pooled(parts.sum_query, [parts.metrics[operand] for operand in operands], left_out)
    if of_posts is None:
        raise _no_value(parts.posts[0], {}, left_out)
    terms = dict(zip(operands, of_posts, strict=True))
    end = max(part.end for term in of_posts for part in term.parts)
    terms |= _stock_terms(parts, end, terms, left_out)
    cells = [cell_of(parts.query, row) for part in of_posts[0].parts for row in part.readings]
    return _result(parts, terms, (None, end), coverage_of(parts.sum_query, cells), left_out)


def _no_value(operand: MetricPart, terms: Terms, left_out: LeftOutList, why: WhyNot | None = None) -> NoValue:
    """Returns what to raise where an operand has no value; what was read of the others has no partner."""
    left_out.add((row for term in terms.values() for part in term.parts for row in part.readings), Reason.NO_PARTNER)
    return NoValue(why if why and why is not WhyNot.NO_READING else WhyNot.PART_MISSING, operand.metric)


def _result(
    parts: RatioParts,
    terms: Terms,
    days: tuple[date | None, date | None],
    coverage: Coverage | None,
    left_out: LeftOutList,
    cells: Sequence[Cell] = (),
) -> Value:
    """Returns the formula with its terms put in; NoValue where it divides by 0, or money is in two currencies."""
    size = evaluate(parts.tree, {operand: term.size for operand, term in terms.items()})
    value_parts = tuple(part for term in terms.values() for part in term.parts)
    used = [row for part in value_parts for row in part.readings]
    if size is None:
        left_out.add(used, Reason.NO_PARTNER)
        raise NoValue(WhyNot.NOTHING_TO_DIVIDE_BY)
    metrics = parts.query.campaign.metrics
    queries = {part.metric: parts.query.of(metrics[part.metric]) for part in value_parts}
    read = {currency_of(queries[part.metric], row) for part in value_parts for row in part.readings}
    currencies = sorted(read - {""})
    if len(currencies) > 1:
        raise NoValue(WhyNot.CURRENCIES_MIXED, ", ".join(currencies))
    return Value(
        size=size,
        currency="".join(currencies) if parts.query.metric.unit == "currency" else "",
        how=How.RATIO,
        start=days[0],
        end=days[1] or max((part.end for part in value_parts), default=None),
        parts=value_parts,
        terms=tuple((operand, terms[operand].size) for operand in parts.metrics),
        left_out=left_out.all_but(used),
        coverage=coverage,
        cells=tuple(cells),
        mark=next((row.mark for row in used if row.mark), ""),
    )
