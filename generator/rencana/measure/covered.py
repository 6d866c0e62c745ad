"""Compares the cells that were read with those that a KPI expects, which gives its coverage."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from rencana.derive.slots import slots
from rencana.measure import spans
from rencana.measure.coverage import ChannelCoverage, Coverage
from rencana.measure.expected import WHOLE
from rencana.measure.grouping import grouped
from rencana.measure.query import Query, channels_of_post
from rencana.measure.spans import Span, Spans
from rencana.measure.value import Cell

_DAY = timedelta(days=1)


def coverage_of(query: Query, cells: Sequence[Cell]) -> Coverage:
    """Returns how many of the expected cells were read, by channel, to the last whole day before the day asked."""
    by_channel = grouped(cells, lambda cell: cell.channel)
    of_whole = by_channel.get(WHOLE, [])
    return Coverage(
        tuple(
            _of_channel(query, name, [*of_whole, *by_channel.get(name, [])] if name != WHOLE else of_whole)
            for name in query.expected.channels
        )
    )


def _of_channel(query: Query, channel: str, cells: Sequence[Cell]) -> ChannelCoverage:
    """Returns the coverage of a channel by its own cells and those of the whole."""
    posts = [cell for cell in cells if cell.item]
    by_post = [cell for cell in posts if cell.channel == channel or channel in channels_of_post(query, cell.item)]
    if by_post:
        return _of_posts(query, channel, by_post)
    of_channel = [cell for cell in cells if not cell.item] if posts else cells
    open_days = _open_days(query, channel, of_channel)
    days = _expected_days(query, open_days, of_channel)
    atoms = list(_atoms(query, of_channel))
    read_by_atom = [spans.common(_days_read(of_channel, place, audience), days) for place, audience in atoms]
    read_by_all = read_by_atom[0]
    for read in read_by_atom[1:]:
        read_by_all = spans.common(read_by_all, read)
    return ChannelCoverage(
        channel,
        "days",
        spans.count(days) * len(atoms),
        sum(map(spans.count, read_by_atom)),
        tuple(read_by_all),
        tuple(open_days),
        tuple(spans.without(days, read_by_all)),
    )


def _open_days(query: Query, channel: str, cells: Sequence[Cell]) -> list[Span]:
    """Returns the days of the query on which a channel is open, to the day asked itself."""
    first = query.since or min((cell.start for cell in cells), default=None)
    if first is None:
        return []
    days = spans.clipped(query.expected.windows(channel), first, query.until)
    return spans.common(days, query.windows) if query.windows else days


def _expected_days(query: Query, open_days: Spans, cells: Sequence[Cell]) -> list[Span]:
    """Returns the open days of a channel that should have been read by now.

    The day that is asked for is not over yet, so it is expected only where it was read.
    """
    last_read = max((cell.end for cell in cells), default=date.min)
    return spans.clipped(open_days, None, max(query.on - _DAY, last_read))


def _atoms(query: Query, cells: Iterable[Cell]) -> Iterator[tuple[str, str]]:
    """Yields the places and audiences that are counted one by one: those that the KPI names, or that rows name."""
    by_place = bool(query.kpi.places) or any(cell.place for cell in cells)
    by_audience = bool(query.kpi.audiences) or any(cell.audience for cell in cells)
    for place in query.expected.places if by_place else (WHOLE,):
        for audience in query.expected.audiences if by_audience else (WHOLE,):
            yield place, audience


def _days_read(cells: Iterable[Cell], place: str, audience: str) -> Spans:
    """Returns the days that were read for a place and an audience; a cell of the whole holds both."""
    return spans.merged(
        (cell.start, cell.end) for cell in cells if cell.place in (place, WHOLE) and cell.audience in (audience, WHOLE)
    )


def _of_posts(query: Query, channel: str, cells: Sequence[Cell]) -> ChannelCoverage:
    """Counts the published posts of a channel, and those of them that have a reading."""
    read = {cell.item for cell in cells}
    last = min(query.until, query.on - _DAY)
    missing = {
        slot.item
        for slot in slots(query.campaign)
        if slot.item not in read
        and slot.state == "published"
        and slot.channel == channel
        and slot.day is not None
        and (query.since or slot.day) <= slot.day <= last
    }
    days = _open_days(query, channel, cells)
    until = spans.clipped(days, None, max(cell.end for cell in cells))
    return ChannelCoverage(channel, "posts", len(read) + len(missing), len(read), tuple(until), tuple(days))
