"""Sums of metrics that add up: over days, channels and posts; nothing twice, nothing missing taken for zero."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from msgspec import Struct

from rencana.derive.slots import Slot, slots
from rencana.measure import quantity
from rencana.measure.cells import cells
from rencana.measure.query import Query, breaks, in_scope, method_of
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

_DAY = timedelta(days=1)


class GrainCells(Struct, frozen=True):
    """Cells of one grain (the whole, by channel, by place, by post), and how much of what was asked they cover."""

    cells: tuple[Cell, ...]
    coverage: Coverage
    finer: int
    """How many of channel, place and post its rows name."""


def add(query: Query) -> Value:
    """Returns the sum of a metric in the days of a question."""
    left_out_list = LeftOutList()
    try:
        found = cells(query, left_out_list)
    except NoValue as reason:
        return nothing(reason.why, reason.about)
    if not found:
        return nothing(no_rows(query), left_out=left_out_list.all_but(()))
    best, others = grains(query, found, left_out_list)
    size = quantity.total(one.size for one in best.cells)
    used = [row for one in best.cells for row in one.readings]
    left_out = left_out_list.all_but(used)
    if broken(query, best.cells):
        return nothing(WhyNot.DEFINITION_CHANGED, left_out=left_out)
    return Value(
        size=size,
        currency=best.cells[0].currency,
        how=How.SUM,
        start=min(one.start for one in best.cells),
        end=max(one.end for one in best.cells),
        parts=parts(query.metric.id, best.cells),
        cells=best.cells,
        left_out=left_out,
        coverage=best.coverage,
        mark=next((row.mark for row in used if row.mark), ""),
        other=_other(size, best, others),
    )


def no_rows(query: Query) -> WhyNot:
    """Returns why nothing was found: no reading at all, or only changes."""
    rows = [one for one in in_scope(query) if one.end <= query.until]
    return WhyNot.CHANGE_ONLY if rows and all(one.value is None for one in rows) else WhyNot.NO_READING


def grains(query: Query, found: Sequence[Cell], left_out: LeftOutList) -> tuple[GrainCells, list[GrainCells]]:
    """Returns the grain that covers most, and the others; a row for the whole and rows for parts say the same twice."""
    made = []
    for signature, same in groupby(sorted(found, key=signature_of), key=signature_of):
        some = tuple(same)
        if not signature[2]:
            some = _until_all_known(some, left_out)
        made.append(GrainCells(some, coverage(query, some, signature), sum(signature)))
    made.sort(key=lambda one: (-one.coverage.share, one.finer))
    for one in made[1:]:
        left_out.add((row for cell in one.cells for row in cell.readings), Reason.WHOLE_AND_PARTS)
    return made[0], made[1:]


def signature_of(one: Cell) -> tuple[bool, bool, bool]:
    """Returns which of channel, place and post a cell names."""
    return bool(one.channel), bool(one.place), bool(one.item)


def _until_all_known(some: Sequence[Cell], left_out: LeftOutList) -> tuple[Cell, ...]:
    """Cuts all channels at the last day that each of them has reported, so that the sum speaks of one day."""
    last: dict[tuple[str, str, str], date] = {}
    for one in some:
        last[one.scope] = max(one.end, last.get(one.scope, one.end))
    until = min(last.values())
    kept = tuple(one for one in some if one.end <= until)
    if {one.scope for one in kept} != set(last):
        return tuple(some)
    left_out.add((row for one in some if one.end > until for row in one.readings), Reason.WAITING)
    return kept


def coverage(query: Query, some: Sequence[Cell], signature: tuple[bool, bool, bool]) -> Coverage:
    """Returns how much of what was asked the cells of one grain cover."""
    if signature[2]:
        return _posts(query, some)
    since = query.since or min(one.start for one in some)
    until = max(one.end for one in some)
    days = (until - since).days + 1
    scopes: dict[tuple[str, str, str], list[Cell]] = {}
    for one in some:
        scopes.setdefault(one.scope, []).append(one)
    named = [name for name in query.kpi.channels if name not in {one.channel for one in some}] if signature[0] else []
    missing = [gap for scope, own in scopes.items() for gap in _gaps(scope[0], own, since, until)]
    missing += [(name, since, until) for name in named]
    present = sum(one.days for one in some)
    return Coverage("days", days * (len(scopes) + len(named)), present, tuple(sorted(missing)), tuple(named))


def _gaps(channel: str, own: Sequence[Cell], since: date, until: date) -> Iterable[tuple[str, date, date]]:
    day = since
    for one in sorted(own, key=lambda cell: cell.start):
        if one.start > day:
            yield channel, day, one.start - _DAY
        day = one.end + _DAY
    if day <= until:
        yield channel, day, until


def _posts(query: Query, some: Sequence[Cell]) -> Coverage:
    """Counts the published posts of the scope that have a reading."""
    read = {(one.channel, one.item) for one in some}
    read_posts = {item for _, item in read}
    out = {(one.channel, one.item) for one in slots(query.campaign) if _is_out(query, one)}
    missing = {pair for pair in out if pair[1] not in read_posts}
    return Coverage("posts", len(read) + len(missing), len(read))


def _is_out(query: Query, one: Slot) -> bool:
    """Tells whether a post went out in the days and on the channels of a question."""
    covered = not query.kpi.channels or one.channel in query.kpi.channels
    in_days = one.day is not None and (query.since is None or one.day >= query.since) and one.day <= query.until
    return covered and in_days and one.state == "published"


def parts(metric: str, some: Sequence[Cell]) -> tuple[ValuePart, ...]:
    """Returns what each channel and place adds."""
    found: dict[tuple[str, str], list[Cell]] = {}
    for one in some:
        found.setdefault((one.channel, one.place), []).append(one)
    return tuple(
        ValuePart(
            metric,
            channel,
            place,
            quantity.total(one.size for one in own),
            min(one.start for one in own),
            max(one.end for one in own),
            tuple(row for one in own for row in one.readings),
        )
        for (channel, place), own in sorted(found.items())
    )


def broken(query: Query, some: Sequence[Cell]) -> bool:
    """Tells whether the definition of the metric, or the way of counting, changed between the cells of a sum."""
    for one in {cell.channel for cell in some}:
        own = [cell for cell in some if cell.channel == one]
        first, last = min(cell.start for cell in own), max(cell.end for cell in own)
        if any(first < change.date <= last for change in breaks(query, one)):
            return True
        if len({method_of(query, source) for source in {cell.source for cell in own}} - {None}) > 1:
            return True
    return False


def _other(size: quantity.Quantity, best: GrainCells, others: Sequence[GrainCells]) -> Other | None:
    """Returns what another grain says of the same days, where it says something else."""
    header = (min(one.start for one in best.cells), max(one.end for one in best.cells))
    for one in others:
        said = quantity.total(cell.size for cell in one.cells)
        same_days = header == (min(cell.start for cell in one.cells), max(cell.end for cell in one.cells))
        if same_days and one.coverage.share == best.coverage.share and one.coverage.unit == "days" and said != size:
            return Other(How.SUM, said, tuple(row for cell in one.cells for row in cell.readings))
    return None
