"""Captions as people will meet them: what a network shows at once, and what stands behind "more"."""

from collections.abc import Iterable

from msgspec import Struct

from rencana.derive.caption_cut import fold_at
from rencana.derive.channel_offer import offer
from rencana.plan.agenda import Item
from rencana.render.subject.campaign import Scene
from rencana.words.languages import direction


class PostCaption(Struct, frozen=True):
    """A caption in two parts; `rest` is empty where the whole is shown. `folds` says who cuts it, and where."""

    shown: str
    rest: str
    folds: str
    language: str
    direction: str


def post_caption(scene: Scene, item: Item, text: str | None, channels: Iterable[str]) -> PostCaption | None:
    """Returns a caption of an item as channels show it, cut where the first of them cuts it."""
    if not text:
        return None
    language = item.language or next(iter(scene.campaign.plan.campaign.languages), scene.campaign.language)
    cuts: dict[int, list[str]] = {}
    for channel in channels:
        offered = offer(channel, scene.campaign)
        at = fold_at(text, offered.caption(item.format)) if offered else None
        if at is not None:
            cuts.setdefault(at, []).append(scene.channel(channel).title)
    if not cuts:
        return PostCaption(text, "", "", language, direction(language))
    first = min(cuts)
    said = [
        scene.say("{channels} after {count} characters", channels=scene.say.list(names), count=at)
        for at, names in sorted(cuts.items())
    ]
    return PostCaption(text[:first], text[first:], "; ".join(said), language, direction(language))
