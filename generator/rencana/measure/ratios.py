"""Metrics that follow from others: the formula over sums of the same days, never the mean of ratios.

A reading that says the metric itself goes before computing; where both can be had and disagree, both are kept.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeAlias

from msgspec.structs import replace

from rencana.catalogue import Metric
from rencana.catalogue.formula import Formula, FormulaError, Number, parse
from rencana.catalogue.formula import MetricPart as Name
from rencana.catalogue.formula import parts as names_of
from rencana.derive import counting_days
from rencana.measure import quantity
from rencana.measure.align import aligned
from rencana.measure.cells import cells
from rencana.measure.counting import DEEPEST
from rencana.measure.levels import is_whole, level
from rencana.measure.posts import middle, pool
from rencana.measure.quantity import Quantity
from rencana.measure.query import Query, by_days, currency_of, is_read, known, newness
from rencana.measure.sums import add, broken, coverage, parts, signature_of
from rencana.measure.value import (
    Cell,
    Coverage,
    How,
    LeftOutList,
    NoValue,
    Other,
    Reason,
    Value,
    ValuePart,
    WhyNot,
    nothing,
)
from rencana.plan.language.amount import precision
from rencana.plan.readings import Reading

Scope: TypeAlias = tuple[str, str, str]
Signature: TypeAlias = tuple[bool, bool, bool]

_DAY = timedelta(days=1)


def value(query: Query, depth: int = 0) -> Value:
    """Returns what a metric says in the days of a question, by the arithmetic that the metric allows."""
    metric = query.metric
    if not metric.formula:
        return add(query) if metric.additive else level(query)
    if metric.over_time == "sum" and is_read(query):
        return add(query)
    said = level(query)
    if said.how is None:
        return computed(query, depth)
    return _with_other(query, said, depth)


def _with_other(query: Query, said: Value, depth: int) -> Value:
    """Adds what computing gives for the days of a reading, where it differs by more than the reading was rounded."""
    row = said.readings[0] if said.readings else None
    if row is None or row.value is None or row.start is None or said.exact is None:
        return said
    again = computed(query.within(row.start, row.end), depth)
    whole = again.coverage is None or again.coverage.share == 1
    if again.exact is None or not whole or (again.start, again.end) != (row.start, row.end):
        return said
    if abs(again.exact - said.exact) <= precision(row.value) / 2:
        return said
    assert again.size is not None
    return replace(said, other=Other(How.RATIO, again.size, again.readings))


def computed(query: Query, depth: int = 0) -> Value:
    """Returns the formula of a metric with the numbers of the same days put in."""
    left_out = LeftOutList()
    try:
        return work_on(query, depth, left_out).value()
    except NoValue as reason:
        return nothing(reason.why, reason.about, left_out.all_but(()))


def work_on(query: Query, depth: int, left_out: LeftOutList) -> "RatioParts":
    """Returns the formula of a metric as it is worked out; NoValue where it is none, or names what nobody knows."""
    try:
        tree = parse(query.metric.formula)
    except FormulaError as error:
        raise NoValue(WhyNot.NO_READING) from error
    names = tuple(dict.fromkeys(names_of(tree)))
    unknown = [one.metric for one in names if one.metric not in query.campaign.metrics]
    if unknown or depth > DEEPEST:
        raise NoValue(WhyNot.PART_MISSING, ", ".join(unknown))
    return RatioParts(query, tree, names, left_out, depth)


class RatioParts:
    """One evaluation of a formula: its parts sorted by how they come together. `flows` are sums over `flowing`."""

    def __init__(self, query: Query, tree: Formula, names: Sequence[Name], left_out: LeftOutList, depth: int) -> None:
        self.ask, self.tree, self.drawer, self.depth = query, tree, left_out, depth
        last = counting_days.last_day(query.campaign, query.kpi)
        # Sums stop at the last day that counts; a survey may come after it.
        self.flowing = query.within(query.since, min(query.until, last)) if last else query
        self.metrics = {one: query.campaign.metrics[one.metric] for one in names}
        self.posts = [one for one in names if self._of_posts(one)]
        self.flows = [
            one for one in names if one not in self.posts and self.metrics[one].additive and one.how != "last"
        ]
        stocks = [one for one in names if one not in self.posts and one not in self.flows]
        self.waves = [one for one in stocks if self._is_wave(one)]
        self.stocks = [one for one in stocks if one not in self.waves]
        self.terms: dict[Name, Quantity] = {}
        self.made: list[ValuePart] = []

    def _of_posts(self, name: Name) -> bool:
        """A median needs single posts; a sum of what does not add up over days can only mean posts."""
        metric = self.metrics[name]
        pooled = name.how == "sum" and metric.platform_value and is_read(self.ask.of(metric), posts=True)
        return name.how == "median" or pooled

    def _is_wave(self, name: Name) -> bool:
        metric = self.metrics[name]
        return not metric.formula and (metric.over_time == "each" or metric.platform_value) and name.how != "last"

    def value(self) -> Value:
        """Returns what the formula says; NoValue where it says nothing."""
        if self.posts and any(one.how == "sum" for one in self.posts):
            return self._by_post()
        if self.waves:
            return self._by_wave()
        return self._by_days()

    def _by_days(self) -> Value:
        """Sums over the days that all parts cover, and stocks as of the last of them."""
        kept, covered = self._common_days()
        header = _frame(kept)
        if self.flows and header is None:
            unread = [one for one in self.flows if not is_read(self.flowing.of(self.metrics[one]))]
            raise self._lack((unread or self.flows)[0])
        end = header[1] if header else None
        for name in self.posts:
            if (half := middle(self.flowing, self.metrics[name], self.drawer)) is None:
                raise NoValue(WhyNot.NO_POSTS, name.metric)
            self._take(name, *half)
        self._take_stocks(end)
        if any(broken(self.ask.of(self.metrics[name]), own) for name, own in kept.items()):
            raise NoValue(WhyNot.DEFINITION_CHANGED)
        return self._finish(header[0] if header else None, end, covered)

    def _common_days(self) -> tuple[dict[Name, list[Cell]], Coverage | None]:
        """Returns the cells of each sum on common days, in the grain that covers most of them."""
        all_cells = {name: cells(self.flowing.of(self.metrics[name]), self.drawer) for name in self.flows}
        best: dict[Name, list[Cell]] = {}
        best_rank: tuple[Decimal, int] = (Decimal(-1), 0)
        covered = None
        tables = {name: scopes(own) for name, own in all_cells.items()}
        for signature in sorted({signature_of(own[0]) for table in tables.values() for own in table.values()}):
            kept = _common(tables, signature)
            first = next(iter(kept.values()), [])
            if not first:
                continue
            found = coverage(self.ask, first, signature)
            rank = (found.share, -sum(signature))
            if rank > best_rank:
                best, best_rank, covered = kept, rank, found
        used = {id(one) for own in best.values() for one in own}
        self.drawer.add(
            (row for own in all_cells.values() for one in own if id(one) not in used for row in one.readings[-1:]),
            Reason.NO_PARTNER,
        )
        for name, own in best.items():
            self._take(name, quantity.total(one.size for one in own), parts(name.metric, own))
        return best, covered

    def _stock(self, name: Name, end: date) -> Value:
        metric = self.metrics[name]
        if metric.formula:
            return value(self.ask.of(metric).within(self.ask.since, end), self.depth + 1)
        if metric.start_of and not is_read(self.ask.of(metric)) and self.ask.since:
            before = self.ask.campaign.metrics[metric.start_of]
            return level(self.ask.of(before).within(None, self.ask.since - _DAY))
        if metric.additive:
            return self._last_of_sum(metric, end)
        return level(self.ask.of(metric).within(self.ask.since, end))

    def _last_of_sum(self, metric: Metric, end: date) -> Value:
        """`last(…)` of a metric that adds up is its newest row."""
        rows = known(self.ask.of(metric).within(self.ask.since, end), self.drawer)
        if not rows:
            return nothing(WhyNot.NO_READING)
        one = max(rows, key=lambda row: (row.end, newness(row)))
        assert one.value is not None
        size = quantity.of(one.value)
        part = ValuePart(metric.id, one.channel, one.place, size, one.start, one.end, (one,))
        return Value(size, how=How.LAST, end=one.end, parts=(part,))

    def _by_wave(self) -> Value:
        """Numbers for exact days: the newest days for which all such parts have one, sums over these very days."""
        tables = [self._rows_by_days(name) for name in self.waves]
        common = set.intersection(*(set(one) for one in tables))
        for scope in sorted(common, key=lambda one: (one[1], one[0] or date.min, one[2:]), reverse=True):
            start, end, channel, place = scope
            self.terms, self.made = {}, []
            for name, table in zip(self.waves, tables, strict=True):
                row = table[scope]
                assert row.value is not None
                size = quantity.of(row.value)
                self._take(name, size, (ValuePart(name.metric, channel, place, size, start, end, (row,)),))
            inner = self.ask.within(start or self.ask.since, end)
            if all(self._sum_over(name, inner) for name in [*self.flows, *self.stocks]):
                return self._finish(start, end, None)
        raise self._lack(self.waves[-1])

    def _rows_by_days(self, name: Name) -> dict[tuple[date | None, date, str, str], Reading]:
        rows = known(self.ask.of(self.metrics[name]), self.drawer)
        whole = [one for one in rows if not one.item and is_whole(self.ask, one)]
        metric = self.ask.of(self.metrics[name])
        return by_days(metric, whole, lambda one: (one.start, one.end, one.channel, one.place), self.drawer)

    def _sum_over(self, name: Name, query: Query) -> bool:
        found = value(query.of(self.metrics[name]), self.depth + 1)
        whole = found.coverage is None or found.coverage.share == 1
        if found.size is None or not whole:
            return False
        self._take(name, found.size, found.parts)
        return True

    def _by_post(self) -> Value:
        """Pools posts; stocks are as of the last day on which one was read."""
        names = [*self.posts, *self.flows]
        pooled = pool(self.flowing, [self.metrics[one] for one in names], self.drawer)
        if pooled is None:
            raise self._lack(self.posts[0])
        for name, (size, made) in zip(names, pooled, strict=True):
            self._take(name, size, made)
        end = max(part.end for part in self.made)
        self._take_stocks(end)
        return self._finish(None, end, None)

    def _take_stocks(self, end: date | None) -> None:
        """Puts stocks in as of a day."""
        for name in self.stocks:
            found = self._stock(name, end or self.ask.until)
            if found.size is None:
                raise self._lack(name, found)
            self._take(name, found.size, found.parts)

    def _take(self, name: Name, size: Quantity, made: Sequence[ValuePart]) -> None:
        self.terms[name] = size
        self.made += made

    def _lack(self, name: Name, found: Value | None = None) -> NoValue:
        """Returns what to raise where a part has no value; what was read of the others has no partner."""
        self.drawer.add((row for part in self.made for row in part.readings), Reason.NO_PARTNER)
        why = found.why_not if found else None
        return NoValue(why if why and why is not WhyNot.NO_READING else WhyNot.PART_MISSING, name.metric)

    def _finish(self, start: date | None, end: date | None, covered: Coverage | None) -> Value:
        size = evaluate(self.tree, self.terms)
        used = [row for part in self.made for row in part.readings]
        if size is None:
            self.drawer.add(used, Reason.NO_PARTNER)
            raise NoValue(WhyNot.NOTHING_TO_DIVIDE_BY)
        return Value(
            size=size,
            currency=self._currency(),
            how=How.RATIO,
            start=start,
            end=end or max((part.end for part in self.made), default=None),
            parts=tuple(self.made),
            terms=tuple((name, self.terms[name]) for name in self.metrics),
            left_out=self.drawer.all_but(used),
            coverage=covered,
            mark=next((row.mark for row in used if row.mark), ""),
        )

    def _currency(self) -> str:
        """Returns the currency of the money in the formula; NoValue where there are two."""
        found: set[str] = set()
        for part in self.made:
            query = self.ask.of(self.ask.campaign.metrics[part.metric])
            found |= {currency for row in part.readings if (currency := currency_of(query, row))}
        if len(found) > 1:
            raise NoValue(WhyNot.CURRENCIES_MIXED, ", ".join(sorted(found)))
        return next(iter(found), "") if self.ask.metric.unit == "currency" else ""


def _frame(kept: Mapping[Name, Sequence[Cell]]) -> tuple[date, date] | None:
    """Returns the first and the last day of cells on common days."""
    first = next(iter(kept.values()), ())
    return (min(one.start for one in first), max(one.end for one in first)) if first else None


def _common(tables: Mapping[Name, Mapping[Scope, Sequence[Cell]]], signature: Signature) -> dict[Name, list[Cell]]:
    """Returns the cells of one grain on days that all parts cover, scope by scope."""
    kept: dict[Name, list[Cell]] = {name: [] for name in tables}
    for scope in sorted(set.intersection(*(set(table) for table in tables.values()))):
        series = [table[scope] for table in tables.values()]
        if signature_of(series[0][0]) == signature:
            for own, common in zip(kept.values(), aligned(series), strict=True):
                own += common
    return kept


def scopes(some: Sequence[Cell]) -> dict[Scope, list[Cell]]:
    """Returns cells by channel, place and post."""
    found: dict[Scope, list[Cell]] = {}
    for one in some:
        found.setdefault(one.scope, []).append(one)
    return found


def evaluate(tree: Formula, terms: Mapping[Name, Quantity]) -> Quantity | None:
    """Returns the result of a formula; None where it divides by nothing."""
    if isinstance(tree, Number):
        return quantity.exactly(tree.value)
    if isinstance(tree, Name):
        return terms[tree]
    left, right = evaluate(tree.left, terms), evaluate(tree.right, terms)
    if left is None or right is None:
        return None
    match tree.sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left.over(right)
