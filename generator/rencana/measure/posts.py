"""Readings of single posts, for formulas that pool them or take their median.

What does not add up over days may still be pooled over posts: the reach of each post is a weight, not a reach.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import median
from typing import NamedTuple

from rencana.catalogue import Metric
from rencana.derive.slots import day_of
from rencana.measure import quantity
from rencana.measure.grouping import grouped
from rencana.measure.quantity import Quantity
from rencana.measure.query import Query, newest_by, refuse_mixed_currencies, rows_until
from rencana.measure.value import LeftOutList, Term, ValuePart
from rencana.plan.readings import Reading


class _PostDays(NamedTuple):
    """A post on a channel, and the days that a reading of it speaks of."""

    channel: str
    item: str
    start: date | None
    end: date


def pooled(query: Query, metrics: Sequence[Metric], left_out: LeftOutList) -> list[Term] | None:
    """Returns the sum of each metric over posts, each post as of the newest day on which all metrics were read."""
    tables = [_by_post(query.of(metric), left_out) for metric in metrics]
    newest = _newest_days(set.intersection(*(set(table) for table in tables)))
    if not newest:
        return None
    by_channel, terms = grouped(newest, lambda post: post.channel), []
    for metric, table in zip(metrics, tables, strict=True):
        parts = []
        for channel, posts in sorted(by_channel.items()):
            rows = tuple(table[post] for post in posts)
            parts.append(ValuePart(metric.id, channel, "", "", _total(rows), None, max(row.end for row in rows), rows))
        terms.append(Term(_total(table[post] for post in newest), tuple(parts)))
    return terms


def middle(query: Query, metric: Metric, left_out: LeftOutList) -> Term | None:
    """Returns the median over posts; None where there are none, or where one of them is only a bound."""
    table = _by_post(query.of(metric), left_out)
    rows = tuple(table[days] for days in _newest_days(table))
    sizes = [quantity.of(row.value).exact for row in rows if row.value]
    exact = [size for size in sizes if size is not None]
    if not exact or len(exact) < len(sizes):
        return None
    size = quantity.exactly(median(exact))
    return Term(size, (ValuePart(metric.id, "", "", "", size, None, max(row.end for row in rows), rows),))


def _newest_days(posts: Iterable[_PostDays]) -> list[_PostDays]:
    """Returns of each post the newest days, in the order of channels and posts."""
    by_age = sorted(posts, key=lambda post: (post.channel, post.item, post.end, post.start or date.min))
    return list({(post.channel, post.item): post for post in by_age}.values())


def _by_post(query: Query, left_out: LeftOutList) -> Mapping[_PostDays, Reading]:
    """Returns the readings of posts that went out in the days of the query."""

    def went_out_before(row: Reading) -> bool:
        day = day_of(query.campaign, row.item, row.channel)
        return day is not None and query.since is not None and day < query.since

    rows = [row for row in rows_until(query, left_out) if row.item and not went_out_before(row)]
    refuse_mixed_currencies(query, rows)
    return newest_by(query, rows, lambda row: _PostDays(row.channel, row.item, row.start, row.end), left_out)


def _total(rows: Iterable[Reading]) -> Quantity:
    return quantity.total(quantity.of(row.value) for row in rows if row.value)
