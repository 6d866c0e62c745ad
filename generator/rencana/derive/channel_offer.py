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
    own: Mapping[str, Limit]

    def caption(self, format: str | None) -> Caption | None:
        """Returns the limit of a caption in a format; the workspace's own goes before the platform's."""
        shipped = self.platform.caption
        stated = self._own(format)
        if stated is None or stated.caption is None or shipped is None:
            return shipped
        limit = int(stated.caption.value)
        return Caption(limit, "portfolio.yaml", shipped.checked, shipped.fold, shipped.counting)

    def media(self, format: str | None) -> int | None:
        """Returns how many pictures or films a format may hold; None where nobody says."""
        stated = self._own(format)
        if stated and stated.media:
            return int(stated.media.value)
        return self.platform.media.limits.get(format or "") if self.platform.media else None

    @property
    def media_source(self) -> Media | None:
        """Where the platform's limits of media come from."""
        return self.platform.media

    def keeps(self, format: str) -> int | None:
        """Returns for how many seconds numbers of a format can be obtained; None where they are kept."""
        text = self.forgets.get(format) or self.forgets.get(ANY)
        return int(_duration(text).value) if text else None

    @property
    def forgets(self) -> Mapping[str, str]:
        """The formats whose numbers cannot be had for ever, with how long they can."""
        return self.platform.retention or {}

    def _own(self, format: str | None) -> Limit | None:
        return self.own.get(format or "") or self.own.get("any")


_duration = amount_in(Unit.DURATION)
_NOTHING = SharedChannel.model_construct()


@lru_cache(maxsize=16)
def offer(channel: str, campaign: Campaign) -> Offer | None:
    """Returns what a channel of a plan offers; None where its platform is not known.

    Many rules ask one after another for the channels of one campaign, so what the last few offer is kept.
    """
    platform = platforms().get(platform_of(channel, campaign))
    if platform is None:
        return None
    stated = campaign.plan.channels.get(channel)
    shared = campaign.shared.channels.get((stated.platform if stated else None) or channel, _NOTHING)
    return Offer(platform, shared.formats or platform.formats, shared.metrics or platform.metrics, shared.limits)


def retention_of(campaign: Campaign, metric: str, channel: str) -> tuple[str, int | None]:
    """Returns the format of a channel whose numbers are forgotten first, and after how many seconds; None for never.

    Only what is counted post by post is forgotten; followers are there at any time.
    """
    offered, stated, counted = (
        offer(channel, campaign),
        campaign.plan.channels.get(channel),
        campaign.metrics.get(metric),
    )
    if (
        offered is None
        or stated is None
        or counted is None
        or counted.over_time != "sum"
        or metric not in offered.metrics
    ):
        return "", None
    limits = [(offered.keeps(name) or 0, name) for name in _formats(campaign, stated) if name in offered.forgets]
    return (min(limits)[1], min(limits)[0]) if limits else ("", None)


def _formats(campaign: Campaign, channel: Channel) -> set[str]:
    """Returns the formats that appear on a channel: of its rhythm, its own list, and the pillars that it carries."""
    pillars = campaign.plan.content.pillars
    carried = [pillars[name] for name in (channel.why.pillars if channel.why else ()) if name in pillars]
    return {*channel.rhythm, *channel.formats, *(format for pillar in carried for format in pillar.formats), ANY}


def is_own(channel: Channel) -> bool:
    """Tells whether a channel is one's own; one that says nothing of its kind is."""
    return not channel.kind or "owned" in channel.kind


def can_answer(channel: str, campaign: Campaign) -> bool:
    """Tells whether people can answer on a channel: it is one's own, on a network or a messenger."""
    offered = offer(channel, campaign)
    return is_own(campaign.plan.channels[channel]) and offered is not None and offered.platform.kind in PEOPLE_ARE_THERE
