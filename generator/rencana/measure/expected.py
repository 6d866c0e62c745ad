"""The cells that a KPI expects: its channels, each within its own windows, times its places and its audiences.

Here is decided whether a row that names no channel (place, audience) may answer: only where the KPI covers all of them.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from msgspec import Struct

from rencana.catalogue import Metric, platforms
from rencana.catalogue.formula import names
from rencana.derive.channel_offer import offer
from rencana.measure.spans import Span, Spans, merged
from rencana.plan.campaign import Campaign
from rencana.plan.measurement import KPI
from rencana.plan.readings import Reading

WHOLE = ""
"""The channel, place or audience of a cell that speaks of all of them."""

_ALWAYS: Spans = ((date.min, date.max),)


class Expected(Struct, frozen=True, eq=False):
    """What a KPI asks for. A dimension that is not divided has the one value `WHOLE`.

    `channels` has the days on which each channel is open. A row without a channel, place or audience answers where the
    dimension is among `answered_by_whole`.
    """

    channels: Mapping[str, Spans]
    places: tuple[str, ...]
    audiences: tuple[str, ...]
    answered_by_whole: frozenset[str]
    disjoint: bool
    """Whether the audiences are declared not to overlap, so that what adds up may be added over them."""

    def windows(self, channel: str) -> Spans:
        """Returns the days on which a channel is open; one that is not expected is open always."""
        return self.channels.get(channel, _ALWAYS)

    def takes(self, row: Reading) -> bool:
        """Tells whether a row speaks of something that the KPI covers, and of nothing else."""
        return (
            self._takes("channel", row.channel, self.channels)
            and self._takes("place", row.place, self.places)
            and self._takes("audience", row.audience, self.audiences)
        )

    def whole_of(self, row: Reading) -> str:
        """Returns of which dimension a row speaks as a whole, where the KPI covers a part of it; "" of none."""
        scopes = (("channel", row.channel), ("place", row.place), ("audience", row.audience))
        too_wide = (name for name, value in scopes if not value and name not in self.answered_by_whole)
        return next(too_wide, "")

    def is_of_one_audience(self, row: Reading) -> bool:
        """Tells whether a row speaks of one audience among several that may overlap, and the KPI of all of them."""
        return bool(row.audience) and self.audiences == (WHOLE,)

    def _takes(self, dimension: str, value: str, values: Iterable[str]) -> bool:
        return dimension in self.answered_by_whole if not value else value in values


def expected(campaign: Campaign, kpi: KPI, metric: Metric, rows: Mapping[str, tuple[Reading, ...]]) -> Expected:
    """Returns the cells that a KPI expects in a campaign with these readings by metric."""
    of_metric = [row for name in _raw_parts(campaign, metric) for row in rows.get(name, ())]
    by_whole = set()
    plan = campaign.plan
    possible = _channels_of(campaign, metric, rows)
    if not kpi.channels or set(kpi.channels) >= set(_channels_of_whole(campaign, metric, possible)):
        by_whole.add("channel")
    places, audiences = tuple(plan.campaign.places), tuple(plan.audiences)
    if not kpi.places or (places and set(kpi.places) >= set(places)):
        by_whole.add("place")
    if not kpi.audiences or set(kpi.audiences) >= set(audiences):
        by_whole.add("audience")
    disjoint = campaign.are_disjoint(kpi.audiences or audiences)
    # Rows of single audiences make up the whole only where no person is in two of them.
    by_audience = kpi.audiences or (audiences if disjoint or len(audiences) == 1 else ())
    by_place = kpi.places or tuple(dict.fromkeys((*places, *(row.place for row in of_metric if row.place))))
    return Expected(
        channels={name: _windows(campaign, name) for name in kpi.channels or possible} or {WHOLE: _ALWAYS},
        places=by_place or (WHOLE,),
        audiences=by_audience or (WHOLE,),
        answered_by_whole=frozenset(by_whole),
        disjoint=disjoint,
    )


def _windows(campaign: Campaign, name: str) -> Spans:
    """Returns the days on which a channel is open: those of its windows, or always."""
    channel = campaign.plan.channels.get(name)
    if channel is None or not channel.windows:
        return _ALWAYS
    spans: list[Span] = []
    for window in channel.windows:
        first, last = campaign.first_day(window), campaign.last_day(window)
        spans.append((first or date.min, last or date.max))
    return merged(spans)


@cache
def _listed() -> frozenset[str]:
    """Returns the metrics that some platform of the catalogue shows."""
    return frozenset(name for platform in platforms().values() for name in platform.metrics)


def _raw_parts(campaign: Campaign, metric: Metric, depth: int = 0) -> tuple[str, ...]:
    """Returns the metric, and those that its formula rests on."""
    parts = [metric.id]
    for name in names(metric.formula) if metric.formula and depth <= len(campaign.metrics) else ():
        if name in campaign.metrics and name != metric.id:
            parts += _raw_parts(campaign, campaign.metrics[name], depth + 1)
    return tuple(dict.fromkeys(parts))


def _channels_of(campaign: Campaign, metric: Metric, rows: Mapping[str, tuple[Reading, ...]]) -> tuple[str, ...]:
    """Returns the channels of a plan on which a metric can be had: those that list it, or that have rows of it.

    Where no platform lists it (leads, complaints), these are the channels with rows of it, and for money that is spent
    the paid ones too. Of a formula they are those on which every part can be had.
    """
    had = {row.channel for row in rows.get(metric.id, ())}
    channels = campaign.plan.channels
    if metric.formula:
        parts = [campaign.metrics[name] for name in _raw_parts(campaign, metric)[1:]]
        sets = [set(_channels_of(campaign, part, rows)) for part in parts if not part.formula]
        had |= set.intersection(*sets) if sets else set()
    elif metric.unit == "currency" and metric.level == "input":
        had |= {name for name, channel in channels.items() if "paid" in channel.kind}
    return tuple(name for name in channels if name in had or _offers(campaign, name, metric))


def _channels_of_whole(campaign: Campaign, metric: Metric, possible: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the channels that a number of the whole speaks of: all, where no platform lists the metric."""
    raw = [name for name in _raw_parts(campaign, metric) if not campaign.metrics[name].formula]
    return possible if all(name in _listed() for name in raw) else tuple(campaign.plan.channels)


def _offers(campaign: Campaign, channel: str, metric: Metric) -> bool:
    offered = offer(channel, campaign)
    return offered is not None and metric.id in offered.metrics
