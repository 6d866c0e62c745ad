"""Caches what several pages of a campaign say of a KPI; it has no links, because links differ from page to page."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from msgspec.structs import replace

from rencana.measure import Progress
from rencana.render.address import ANYWHERE, Links
from rencana.render.subject.campaign import CampaignView

T = TypeVar("T")


def once(make: Callable[[CampaignView, Progress], T]) -> Callable[[CampaignView, Progress], T]:
    """Makes a function run once for a KPI and a language, whichever page calls it. It may not use links."""

    @wraps(make)
    def cached(view: CampaignView, progress: Progress) -> T:
        return view.shared((make, progress.id, view.say), lambda: make(unlinked(view), progress))

    return cached


def unlinked(view: CampaignView) -> CampaignView:
    """Returns a campaign as it is without a page: what is made from it may not contain links."""
    return replace(view, links=Links(ANYWHERE))
