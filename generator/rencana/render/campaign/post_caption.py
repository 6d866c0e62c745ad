"""Captions as people will meet them: what a network shows at once, and what stands behind "more"."""

from collections.abc import Iterable

from msgspec import Struct

from rencana.derive.caption_cut import cut_at
from rencana.derive.channel_offer import offer
from rencana.plan.agenda import Item
from rencana.render.subject.campaign import CampaignView
from rencana.words.languages import direction


class PostCaption(Struct, frozen=True):
    """A caption in two parts; `rest` is empty where the whole is shown. `folds` says who cuts it, and where."""

    shown: str
    rest: str
    folds: str
    language: str
    direction: str


def post_caption(view: CampaignView, item: Item, text: str | None, channels: Iterable[str]) -> PostCaption | None:
    """Returns a caption of an item as channels show it, cut where the first of them cuts it."""
    if not text:
        return None
    language = item.language or next(iter(view.campaign.plan.campaign.languages), view.campaign.language)
    cuts: dict[int, list[str]] = {}
    for channel in channels:
        offered = offer(channel, view.campaign)
        at = cut_at(text, offered.caption(item.format)) if offered else None
        if at is not None:
            cuts.setdefault(at, []).append(view.channel(channel).title)
    if not cuts:
        return PostCaption(text, "", "", language, direction(language))
    first = min(cuts)
    said = [
        view.say("{channels} after {count} characters", channels=view.say.list(names), count=at)
        for at, names in sorted(cuts.items())
    ]
    return PostCaption(text[:first], text[first:], "; ".join(said), language, direction(language))
