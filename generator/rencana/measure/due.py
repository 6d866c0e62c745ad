"""Which readings are due, overdue, or about to be lost: from cadence, from what a source keeps, from the state."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from rencana.catalogue import formula
from rencana.derive import counting_days
from rencana.derive.channel_offer import retention_of
from rencana.derive.slots import slots
from rencana.measure.periods import months_on
from rencana.measure.query import Query, in_scope
from rencana.measure.value import Coverage
from rencana.plan.agenda import NOT_PLANNED
from rencana.plan.campaign import Campaign
from rencana.plan.header import UNAPPROVED

_DAY = timedelta(days=1)
_GRACE = {"daily": 2, "weekly": 3, "monthly": 7, "quarterly": 14, "yearly": 30, "at-end": 14}
"""Days after the end of a period until its reading is overdue: platforms need up to two days themselves."""
_MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
_SOON = timedelta(days=7)
_FORGET = timedelta(days=90)
"""So long after its end a closed campaign still asks for its last readings."""
_STORY = "story"


class DueState(StrEnum):
    """How urgent a reading is, the most urgent first."""

    LOST = "lost"
    OVERDUE = "overdue"
    DUE = "due"
    UPCOMING = "upcoming"


class Due(Struct, frozen=True):
    """A reading that somebody has to obtain: of which days, from which day on, and until when it can be had at all."""

    campaign: str
    kpi: str
    channel: str
    item: str
    team: str
    start: date | None
    end: date
    due: date
    state: DueState
    lost_on: date | None = None
    gap: bool = False

    def soon_lost(self, on: date) -> bool:
        """Tells whether the source forgets the number within a week."""
        return self.lost_on is not None and on <= self.lost_on <= on + _SOON


def due(query: Query, name: str, coverage: Coverage | None) -> tuple[Due, ...]:
    """Returns what is due for a KPI: the next period of each of its channels, gaps before it, and stories."""
    campaign, kpi, on = query.campaign, query.kpi, query.on
    cadence = kpi.cadence or campaign.plan.measurement.cadence
    first, last = counting_days.first_day(campaign, kpi), counting_days.last_day(campaign, kpi)
    if cadence is None or first is None or not _asks(campaign, last, on):
        return ()
    found = [one for channel in _channels(query) for one in _next(query, name, channel, cadence, first, last)]
    found += _gaps(query, name, coverage)
    found += _stories(query, name)
    return tuple(sorted(found, key=lambda one: (one.due, one.channel, one.item, one.end)))


def _asks(campaign: Campaign, last: date | None, on: date) -> bool:
    """A draft and a stopped campaign ask for nothing; one that ended long ago no more."""
    header = campaign.plan.campaign
    if header.retrospective or header.state in UNAPPROVED or header.state == "stopped":
        return False
    return header.state != "closed" or last is None or on <= last + _FORGET


def _channels(query: Query) -> tuple[str, ...]:
    """Returns the channels that are read one by one: of what adds up; everything else is read as a whole."""
    return query.kpi.channels if query.metric.additive and len(query.kpi.channels) > 1 else ("",)


def _next(query: Query, name: str, channel: str, cadence: str, first: date, last: date | None) -> Iterator[Due]:
    read = _read_until(query, channel)
    start = max(read + _DAY, first) if read else first
    if last is not None and start > last:
        return
    end = _end(start, cadence, last)
    if end is None:
        return
    ready = end + _DAY
    late = ready + timedelta(days=_GRACE[cadence])
    state = DueState.UPCOMING if query.on < ready else DueState.DUE if query.on < late else DueState.OVERDUE
    lost_on = _lost_on(query, channel or next(iter(query.kpi.channels), ""), start)
    if lost_on and query.on > lost_on:
        state = DueState.LOST
    yield _due(query, name, channel, "", start, end, ready, state, lost_on)


def _end(start: date, cadence: str, last: date | None) -> date | None:
    """Returns the last day of the period that begins on a day."""
    if cadence == "at-end":
        return last
    days = {"daily": 1, "weekly": 7}.get(cadence)
    end = start + timedelta(days=days - 1) if days else months_on(start, _MONTHS[cadence]) - _DAY
    return min(end, last) if last else end


def _read_until(query: Query, channel: str) -> date | None:
    """Returns the last day that has been read; of a formula without readings of its own, of the part read least."""
    own = _last(query, channel)
    parts = formula.names(query.metric.formula)
    if own is not None or not parts:
        return own
    lasts = [_last(query.of(known), channel) for part in parts if (known := query.campaign.metrics.get(part))]
    ends = [day for day in lasts if day is not None]
    return min(ends) if ends and len(ends) == len(lasts) else None


def _last(query: Query, channel: str) -> date | None:
    rows = (one for one in in_scope(query) if one.end <= query.on)
    return max((one.end for one in rows if not channel or not one.channel or one.channel == channel), default=None)


def _lost_on(query: Query, channel: str, start: date) -> date | None:
    """Returns the day on which the source forgets the first missing day; stories are looked at one by one."""
    if not channel:
        return None
    format, kept = retention_of(query.campaign, query.metric.id, channel)
    return start + timedelta(seconds=kept) if kept is not None and format != _STORY else None


def _gaps(query: Query, name: str, coverage: Coverage | None) -> Iterator[Due]:
    """Yields stretches between two readings that nobody has read."""
    if coverage is None or not query.metric.additive:
        return
    for channel, start, end in coverage.gaps:
        lost_on = _lost_on(query, channel, start)
        state = DueState.LOST if lost_on and query.on > lost_on else DueState.OVERDUE
        yield _due(query, name, channel, "", start, end, end + _DAY, state, lost_on, gap=True)


def _stories(query: Query, name: str) -> Iterator[Due]:
    """Yields the stories of this week whose numbers are there for 24 hours only."""
    for slot in slots(query.campaign):
        covered = not query.kpi.channels or slot.channel in query.kpi.channels
        is_story = query.campaign.items[slot.item].format == _STORY and slot.state not in NOT_PLANNED
        if not is_story or not covered or slot.day is None or abs(slot.day - query.on) > _SOON:
            continue
        format, kept = retention_of(query.campaign, query.metric.id, slot.channel)
        if format != _STORY or kept is None or _is_read(query, slot.item, slot.channel, slot.day):
            continue
        lost_on = slot.day + timedelta(seconds=kept)
        state = DueState.UPCOMING if query.on < slot.day else DueState.DUE if query.on <= lost_on else DueState.LOST
        yield _due(query, name, slot.channel, slot.item, slot.day, slot.day, slot.day, state, lost_on)


def _is_read(query: Query, item: str, channel: str, day: date) -> bool:
    """Tells whether a story has a reading, or its channel one for the day, which holds its stories."""
    return any(
        one.item == item or (not one.item and one.channel in ("", channel) and (one.start or one.end) <= day <= one.end)
        for one in in_scope(query)
    )


def _due(
    query: Query,
    name: str,
    channel: str,
    item: str,
    start: date | None,
    end: date,
    ready: date,
    state: DueState,
    lost_on: date | None,
    *,
    gap: bool = False,
) -> Due:
    campaign, kpi = query.campaign, query.kpi
    team = kpi.collector or campaign.plan.campaign.owner or ""
    return Due(campaign.id, name, channel, item, team, start, end, ready, state, lost_on, gap)


def is_stale(dues: Iterable[Due]) -> bool:
    """Tells whether the cadence says that a reading should have come and none did."""
    return any(one.state in (DueState.OVERDUE, DueState.LOST) and not one.gap and not one.item for one in dues)
