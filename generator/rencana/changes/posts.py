"""How changed posts will look on each of their channels: what is shown of the caption, and what is behind “more”."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time

from msgspec import Struct

from rencana.catalogue import length
from rencana.changes.change import PlanChange
from rencana.derive.caption_cut import cut_at
from rencana.derive.channel_offer import offer
from rencana.derive.slots import slot_of
from rencana.plan.campaign import Campaign

_SHOWN = frozenset({"item-added", "item-text-changed", "item-channels-changed", "item-changed"})
"""The kinds of change after which a post may look different."""


class PostPreview(Struct, frozen=True):
    """A post on one channel. `limit` is how many signs a caption may have there; None where nobody knows."""

    campaign: str
    item: str
    title: str
    channel: str
    day: date | None
    clock: time | None
    before_fold: str
    after_fold: str
    length: int
    limit: int | None


def changed_posts(changes: Iterable[PlanChange], campaigns: Mapping[str, Campaign]) -> tuple[PostPreview, ...]:
    """Returns the posts with a caption that look different now, in the order of the changes."""
    touched = dict.fromkeys(
        (change.campaign, change.subject.split(".")[1]) for change in changes if change.kind in _SHOWN
    )
    return tuple(preview for name, item in touched if name in campaigns for preview in _previews(campaigns[name], item))


def _previews(campaign: Campaign, name: str) -> Iterator[PostPreview]:
    if name not in campaign.items:
        return
    for channel in campaign.items[name].channels:
        slot = slot_of(campaign, name, channel)
        if not slot.caption:
            continue
        offered = offer(channel, campaign)
        caption = offered.caption(campaign.items[name].format) if offered else None
        cut = cut_at(slot.caption, caption)
        end = len(slot.caption) if cut is None else cut
        count = length(slot.caption, caption.counting) if caption else len(slot.caption)
        texts = slot.caption[:end], slot.caption[end:]
        yield PostPreview(
            campaign.id,
            name,
            slot.title,
            channel,
            slot.day,
            slot.clock,
            *texts,
            count,
            caption.limit if caption else None,
        )
