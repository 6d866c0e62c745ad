"""What a channel can carry and show: formats, limits and numbers of its platform, or what portfolio.yaml says."""

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from rencana.catalogue import Caption, Media, Platform, platforms
from rencana.plan.campaign import Campaign, platform_of
from rencana.plan.language.amount import Unit, amount_in
from rencana.plan.shared import Limit, SharedChannel
from rencana.plan.strategy import ANY, Channel

PEOPLE_ARE_THERE = frozenset({"social", "messaging"})
"""The kinds of platform that people are active on, with accounts and hours of their own."""


class Offer(Struct, frozen=True):
    """What one channel offers. Empty `formats` or `metrics` mean that nobody knows, not that there are none."""

    platform: Platform
    formats: tuple[str, ...]
    metrics: tuple[str, ...]
    limits: Mapping[str, Limit]
    """What portfolio.yaml says of its formats."""

    def caption(self, format: str | None) -> Caption | None:
        """Returns the limit of a caption in a format; the workspace's own goes before the platform's."""
        shipped = self.platform.caption
        stated = self._limit(format)
        if stated is None or stated.caption is None or shipped is None:
            return shipped
        limit = int(stated.caption.value)
        return Caption(limit, "portfolio.yaml", shipped.checked, shipped.fold, shipped.counting)

    def media(self, format: str | None) -> int | None:
        """Returns how many pictures or films a format may hold; None where nobody says."""
        stated = self._limit(format)
        if stated and stated.media:
            return int(stated.media.value)
        return self.platform.media.limits.get(format or "") if self.platform.media else None

    @property
    def media_source(self) -> Media | None:
        """Where the platform's limits of media come from."""
        return self.platform.media

    @property
    def retention(self) -> Mapping[str, str]:
        """How long numbers can be obtained, by format; a format that is missing here has them for ever."""
        return self.platform.retention or {}

    def retention_seconds(self, format: str) -> int | None:
        """Returns for how many seconds numbers of a format can be obtained; None for ever."""
        text = self.retention.get(format) or self.retention.get(ANY)
        return int(_duration(text).value) if text else None

    def _limit(self, format: str | None) -> Limit | None:
        return self.limits.get(format or "") or self.limits.get(ANY)


_duration = amount_in(Unit.DURATION)
_NOTHING = SharedChannel.model_construct()


@lru_cache(maxsize=16)
def offer(channel: str, campaign: Campaign) -> Offer | None:
    """Returns what a channel of a plan offers; None where its platform is not known.

    Rules ask one after another for the same few channels of one campaign, so the last few answers are cached.
    """
    platform = platforms().get(platform_of(channel, campaign))
    if platform is None:
        return None
    stated = campaign.plan.channels.get(channel)
    shared = campaign.shared.channels.get((stated.platform if stated else None) or channel, _NOTHING)
    return Offer(platform, shared.formats or platform.formats, shared.metrics or platform.metrics, shared.limits)


def retention_of(campaign: Campaign, metric: str, channel: str) -> tuple[str, int | None]:
    """Returns the format of a channel whose numbers are deleted first, and after how many seconds; None for never.

    Networks delete what is counted post by post; followers can be counted at any time.
    """
    offered, stated, counted = (
        offer(channel, campaign),
        campaign.plan.channels.get(channel),
        campaign.metrics.get(metric),
    )
    if not offered or not stated or not counted or counted.over_time != "sum" or metric not in offered.metrics:
        return "", None
    pillars = [campaign.plan.content.pillars.get(name) for name in (stated.why.pillars if stated.why else ())]
    of_pillars = (format for pillar in pillars if pillar for format in pillar.formats)
    formats = {*stated.rhythm, *stated.formats, *of_pillars, ANY} & offered.retention.keys()
    if not formats:
        return "", None
    seconds, format = min((offered.retention_seconds(name) or 0, name) for name in formats)
    return format, seconds


def is_own(channel: Channel) -> bool:
    """Tells whether a channel is one's own; one that says nothing of its kind is."""
    return not channel.kind or "owned" in channel.kind


def can_answer(channel: str, campaign: Campaign) -> bool:
    """Tells whether people can answer on a channel: it is one's own, on a network or a messenger."""
    offered = offer(channel, campaign)
    return is_own(campaign.plan.channels[channel]) and offered is not None and offered.platform.kind in PEOPLE_ARE_THERE
