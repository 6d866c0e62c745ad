"""What is said of a KPI without a link is the same on each page of its campaign, and is said once for all of them."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from rencana.measure import Measured, Progress
from rencana.render.address import ANYWHERE, Links
from rencana.render.subject.campaign import CampaignView
from rencana.render.text.say import Say

T = TypeVar("T")
_KPIS = 16
"""So many KPIs are remembered: those of the campaign that is made just now, and seldom more."""


def once(make: Callable[[CampaignView, Progress], T]) -> Callable[[CampaignView, Progress], T]:
    """Makes a function remember what it says of a KPI. It may not use the links of its scene."""

    @lru_cache(_KPIS)
    def kept(measured: Measured, name: str, say: Say) -> T:
        return make(unlinked(measured, say), measured.kpis[name])

    @wraps(make)
    def said(view: CampaignView, progress: Progress) -> T:
        return kept(view.measured, progress.id, view.say)

    return said


def unlinked(measured: Measured, say: Say) -> CampaignView:
    """Returns a campaign as it is seen from none of its pages."""
    return CampaignView(measured.campaign, say, Links(ANYWHERE), measured.on, measured)
