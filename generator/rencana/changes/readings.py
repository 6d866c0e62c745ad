"""Tells what changed in the numbers: which are new, which were corrected and by how much, which are gone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rencana.catalogue import title_in
from rencana.changes.change import Difference, PlanChange
from rencana.changes.context import Context, Side
from rencana.plan.language.amount import amount_meaning
from rencana.plan.readings import Reading
from rencana.span import Span
from rencana.words import dates, numbers

_Key = tuple[object, ...]
_MOST = 20
"""So many corrections of one metric are told one by one."""


def compare(context: Context, new_ids: Mapping[str, str]) -> Iterator[PlanChange]:
    """Yields the changes of each metric's readings."""
    before, after = _by_metric(context.before, new_ids), _by_metric(context.after, {})
    for metric in dict.fromkeys((*before, *after)):
        old, new = before.get(metric, {}), after.get(metric, {})
        added = [new[key] for key in new if key not in old]
        corrected = [(old[key], new[key]) for key in new if key in old and _size(old[key]) != _size(new[key])]
        dropped = [old[key] for key in old if key not in new]
        if added:
            last = max(added, key=lambda reading: reading.end)
            day = dates.day(last.end, context.language)
            yield _change(context, "readings-added", None, last, {"count": _count(context, added), "day": day})
        for reading, other in corrected[:_MOST]:
            days = dates.days(other.start, other.end, context.language)
            yield _change(context, "reading-corrected", reading, other, {"day": days})
        if len(corrected) > _MOST:
            more = _count(context, corrected[_MOST:])
            yield _change(context, "readings-corrected", *corrected[_MOST], {"count": more})
        if dropped:
            yield _change(context, "readings-dropped", dropped[0], None, {"count": _count(context, dropped)})


def _count(context: Context, rows: Sequence[object]) -> str:
    return numbers.number(len(rows), context.language)


def _by_metric(side: Side, new_ids: Mapping[str, str]) -> dict[str, dict[_Key, Reading]]:
    """Sorts readings by metric and by what they speak of; of several rows on the same thing the last one counts."""
    by_metric: dict[str, dict[_Key, Reading]] = defaultdict(dict)
    for row in side.readings:
        scope = (row.channel, row.item, row.place, row.audience, row.source)
        names = tuple(new_ids.get(name, name) for name in scope)
        metric = new_ids.get(row.metric, row.metric)
        by_metric[metric][(row.start, row.end, *names, row.mark)] = row
    return by_metric


def _size(reading: Reading) -> object:
    return tuple(amount_meaning(size) for size in (reading.value, reading.change, reading.n) if size)


def _title(context: Context, metric: str) -> str:
    definition = context.after.metrics.get(metric) or context.before.metrics.get(metric)
    return f"“{title_in(definition.title, context.language)}”" if definition else metric


def _change(
    context: Context, kind: str, before: Reading | None, after: Reading | None, values: Mapping[str, str]
) -> PlanChange:
    row = after or before
    assert row is not None
    sizes = (reading and (reading.value or reading.change) for reading in (before, after))
    difference, place = Difference(("readings", row.metric), *sizes), (row.file, Span(row.line, 1, row.line, 2))
    words = {"what": _title(context, row.metric), **values}
    return context.change(kind, difference, words, place=place, in_base=after is None)
