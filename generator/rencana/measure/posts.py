"""Readings of single posts, for formulas that pool them or take their median.

What does not add up over days may still be pooled over posts: the reach of each post is a weight, not a reach.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median
from typing import TypeAlias

from rencana.catalogue import Metric
from rencana.derive.slots import day_of
from rencana.measure import quantity
from rencana.measure.quantity import Quantity
from rencana.measure.query import Query, by_days, known, one_currency
from rencana.measure.value import LeftOutList, ValuePart
from rencana.plan.readings import Reading

Pooled: TypeAlias = tuple[Quantity, tuple[ValuePart, ...]]
_Key: TypeAlias = tuple[str, str, date | None, date]


def pool(query: Query, metrics: Sequence[Metric], left_out: LeftOutList) -> list[Pooled] | None:
    """Returns the sum of each metric over posts, each post as of the newest day on which all metrics were read."""
    tables = [_by_post(query.of(metric), left_out) for metric in metrics]
    newest: dict[tuple[str, str], _Key] = {}
    for key in sorted(set.intersection(*(set(one) for one in tables)), key=_age):
        newest[key[:2]] = key
    if not newest:
        return None
    keys = [newest[post] for post in sorted(newest)]
    return [_sum(metric.id, keys, [table[key] for key in keys]) for metric, table in zip(metrics, tables, strict=True)]


def middle(query: Query, metric: Metric, left_out: LeftOutList) -> Pooled | None:
    """Returns the median over posts; None where there are none, or where one of them is only a bound."""
    table = _by_post(query.of(metric), left_out)
    newest: dict[tuple[str, str], Reading] = {}
    for key in sorted(table, key=_age):
        newest[key[:2]] = table[key]
    sizes = [quantity.of(one.value).exact for one in newest.values() if one.value]
    exact = [one for one in sizes if one is not None]
    if not exact or len(exact) < len(sizes):
        return None
    size, rows = quantity.exactly(median(exact)), tuple(newest.values())
    return size, (ValuePart(metric.id, "", "", size, None, max(one.end for one in rows), rows),)


def _by_post(query: Query, left_out: LeftOutList) -> Mapping[_Key, Reading]:
    """Returns the readings of posts that went out in the days of the question, by channel, post and days."""
    rows = [one for one in known(query, left_out) if one.item and _in_days(query, one)]
    one_currency(query, rows)
    return by_days(query, rows, lambda one: (_channel(query, one), one.item, one.start, one.end), left_out)


def _channel(query: Query, one: Reading) -> str:
    """Returns the channel of a post; one that appears on a single channel need not name it."""
    channels = tuple(query.campaign.items[one.item].channels) if one.item in query.campaign.items else ()
    return one.channel or (channels[0] if len(channels) == 1 else "")


def _in_days(query: Query, one: Reading) -> bool:
    day = day_of(query.campaign, one.item, one.channel)
    return day is None or query.since is None or day >= query.since


def _age(key: _Key) -> tuple[str, str, date, date]:
    return key[0], key[1], key[3], key[2] or date.min


def _sum(metric: str, keys: Sequence[_Key], rows: Sequence[Reading]) -> Pooled:
    by_channel: dict[str, list[Reading]] = {}
    for key, one in zip(keys, rows, strict=True):
        by_channel.setdefault(key[0], []).append(one)
    made = tuple(
        ValuePart(metric, channel, "", _total(own), None, max(one.end for one in own), tuple(own))
        for channel, own in sorted(by_channel.items())
    )
    return _total(rows), made


def _total(rows: Sequence[Reading]) -> Quantity:
    return quantity.total(quantity.of(one.value) for one in rows if one.value)
