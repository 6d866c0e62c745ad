"""Which readings are due, overdue, or about to be lost: by the cadence, and by how long a platform keeps numbers."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from rencana.catalogue import formula
from rencana.derive import counting_days
from rencana.derive.channel_offer import retention_of
from rencana.derive.slots import slots
from rencana.measure import spans
from rencana.measure.coverage import Coverage
from rencana.measure.periods import months_on
from rencana.measure.query import Query, in_scope
from rencana.plan.agenda import NOT_PLANNED
from rencana.plan.campaign import Campaign
from rencana.plan.header import UNAPPROVED

_DAY = timedelta(days=1)
_GRACE = {"daily": 2, "weekly": 3, "monthly": 7, "quarterly": 14, "yearly": 30, "at-end": 14}
"""Days after the end of a period until its reading is overdue: platforms need up to two days themselves."""
_MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
_SOON = timedelta(days=7)
_FORGET = timedelta(days=90)
"""For so long after its end a closed campaign still asks for its last readings."""
_STORY = "story"
"""The format whose numbers a platform forgets within a day."""


class DueState(StrEnum):
    """How urgent a reading is, the most urgent first."""

    LOST = "lost"
    OVERDUE = "overdue"
    DUE = "due"
    UPCOMING = "upcoming"


class Due(Struct, frozen=True):
    """A reading that somebody has to obtain: of which days, from which day on, and until when it can be had."""

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
    # Only what adds up is read channel by channel; everything else is read as a whole.
    channels = tuple(query.expected.channels)
    if not query.metric.additive or len(channels) == 1:
        channels = ("",)
    dues = [due for channel in channels for due in _next(query, name, channel, cadence, first, last)]
    dues += _gaps(query, name, coverage)
    dues += _stories(query, name)
    return tuple(sorted(dues, key=lambda due: (due.due, due.channel, due.item, due.end)))


def _asks(campaign: Campaign, last: date | None, on: date) -> bool:
    """Tells whether a campaign asks for readings; a draft and a stopped one do not, one that ended long ago no more."""
    header = campaign.plan.campaign
    if header.retrospective or header.state in UNAPPROVED or header.state == "stopped":
        return False
    return header.state != "closed" or last is None or on <= last + _FORGET


def _next(query: Query, name: str, channel: str, cadence: str, first: date, last: date | None) -> Iterator[Due]:
    """Yields the period after the last reading of a channel; only one, since a later one is not read before it."""
    read = _read_until(query, channel)
    start = max(read + _DAY, first) if read else first
    windows = spans.clipped(_open_days(query, channel), start, last)
    if not windows:
        return
    start, last = max(start, windows[0][0]), windows[-1][1] if windows[-1][1] < date.max else last
    if cadence == "at-end":
        end = last
    else:
        days = {"daily": 1, "weekly": 7}.get(cadence)
        end = start + timedelta(days=days - 1) if days else months_on(start, _MONTHS[cadence]) - _DAY
        end = min(end, last) if last else end
    if end is None:
        return
    ready = end + _DAY
    late = ready + timedelta(days=_GRACE[cadence])
    state = DueState.UPCOMING if query.on < ready else DueState.DUE if query.on < late else DueState.OVERDUE
    lost_on = _lost_on(query, channel or next(iter(query.kpi.channels), ""), start)
    if lost_on and query.on > lost_on:
        state = DueState.LOST
    yield _due(query, name, channel, "", start, end, ready, state, lost_on)


def _open_days(query: Query, channel: str) -> spans.Spans:
    """Returns the days on which a channel is open; of all channels together those on which any of them is."""
    if channel:
        return query.expected.windows(channel)
    return spans.merged(span for name in query.expected.channels for span in query.expected.windows(name))


def _read_until(query: Query, channel: str) -> date | None:
    """Returns the last day that has been read; of a formula without readings of its own, of the part read least."""
    last = _last_read(query, channel)
    parts = formula.names(query.metric.formula)
    if last is not None or not parts:
        return last
    metrics = query.campaign.metrics
    ends = [_last_read(query.of(metrics[part]), channel) for part in parts if part in metrics]
    read = [end for end in ends if end is not None]
    return min(read) if read and len(read) == len(ends) else None


def _last_read(query: Query, channel: str) -> date | None:
    """Returns the last day of which a channel has a reading, or all channels together; of "" any of them."""
    last_days = query.last_days.get(query.metric.id)
    if last_days is None:
        last_days = query.last_days[query.metric.id] = {}
        for row in in_scope(query):
            if row.end <= query.on and row.end > last_days.get(row.channel, date.min):
                last_days[row.channel] = row.end
    return max((day for name, day in last_days.items() if not channel or name in ("", channel)), default=None)


def _lost_on(query: Query, channel: str, start: date) -> date | None:
    """Returns the day on which the source forgets the first missing day; stories are looked at one by one."""
    if not channel:
        return None
    format, seconds = retention_of(query.campaign, query.metric.id, channel)
    return start + timedelta(seconds=seconds) if seconds is not None and format != _STORY else None


def _gaps(query: Query, name: str, coverage: Coverage | None) -> Iterator[Due]:
    """Yields the stretches between two readings that nobody has read."""
    if coverage is None or not query.metric.additive:
        return
    for channel, start, end in coverage.gaps:
        lost_on = _lost_on(query, channel, start)
        state = DueState.LOST if lost_on and query.on > lost_on else DueState.OVERDUE
        yield _due(query, name, channel, "", start, end, end + _DAY, state, lost_on, gap=True)


def _stories(query: Query, name: str) -> Iterator[Due]:
    """Yields the stories of the days around today, whose numbers can be had for 24 hours only."""
    for slot in slots(query.campaign):
        covered = not query.kpi.channels or slot.channel in query.kpi.channels
        is_story = query.campaign.items[slot.item].format == _STORY and slot.state not in NOT_PLANNED
        if not is_story or not covered or slot.day is None or abs(slot.day - query.on) > _SOON:
            continue
        format, seconds = retention_of(query.campaign, query.metric.id, slot.channel)
        if format != _STORY or seconds is None or _is_read(query, slot.item, slot.channel, slot.day):
            continue
        lost_on = slot.day + timedelta(seconds=seconds)
        state = DueState.UPCOMING if query.on < slot.day else DueState.DUE if query.on <= lost_on else DueState.LOST
        yield _due(query, name, slot.channel, slot.item, slot.day, slot.day, slot.day, state, lost_on)


def _is_read(query: Query, item: str, channel: str, day: date) -> bool:
    """Tells whether a story has a reading, or its channel one for the day, which holds its stories."""
    return any(
        row.item == item or (not row.item and row.channel in ("", channel) and (row.start or row.end) <= day <= row.end)
        for row in in_scope(query)
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
    return any(due.state in (DueState.OVERDUE, DueState.LOST) and not due.gap and not due.item for due in dues)
