"""A campaign at a glance: what every list of campaigns needs to name, sort and judge it."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from msgspec import Struct

from rencana.measure import Status
from rencana.render import address
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.status import NOT_BEGUN, StatusView, campaign_count, campaign_standing
from rencana.render.text import terms

_ORDER = ("running", "paused", "approved", "review", "draft")
_OVER = ("stopped", "closed")
MOST = 60
"""The most campaigns that a page about several shows in full; of further campaigns it has a line, or the name."""


class Glance(Struct, frozen=True):
    """A campaign in a list. `standing` is None while it is not judged; `count` says how many KPIs stand how."""

    id: str
    named: Named
    language: str
    state: str
    state_word: str
    period: str
    start: date | None
    end: date | None
    standing: StatusView | None
    count: str = ""

    @property
    def status(self) -> Status | None:
        """Its status; None while it is not judged, and before it has begun."""
        return Status(self.standing.status) if self.standing and self.standing.status != NOT_BEGUN else None

    @property
    def waits(self) -> bool:
        """Whether it is approved and has not begun."""
        return self.standing is not None and self.standing.status == NOT_BEGUN

    @property
    def place(self) -> tuple[int, int, str]:
        """Its sort key in a list: by state, then by start; of finished campaigns the latest comes first."""
        if self.state in _OVER:
            return len(_ORDER), -self.start.toordinal() if self.start else 0, self.id
        return _ORDER.index(self.state), (self.start or date.max).toordinal(), self.id


def glance(view: CampaignView) -> Glance:
    """Returns a campaign at a glance."""
    campaign, header = view.campaign, view.campaign.plan.campaign
    return Glance(
        id=campaign.id,
        named=at_campaign(view),
        language=campaign.language,
        state=header.state,
        state_word=view.say.term(header.state, terms.STATES),
        period=view.say.period(header.period, campaign),
        start=campaign.start,
        end=campaign.end,
        standing=campaign_standing(view),
        count=campaign_count(view),
    )


def at_campaign(view: CampaignView) -> Named:
    """Returns a campaign with a link to its first page."""
    url = view.links.to(address.campaign_page(view.campaign.id))
    return Named(view.campaign.plan.campaign.title, url)


class Excerpt(Protocol):
    """What a page about several campaigns shows of each, with the campaign at a glance."""

    @property
    def of(self) -> Glance:
        """The campaign."""
        ...


E = TypeVar("E", bound=Excerpt)


def in_order(excerpts: Iterable[E]) -> list[E]:
    """Returns excerpts in the order of lists: running campaigns first, finished ones last, each by their start."""
    return sorted(excerpts, key=lambda excerpt: excerpt.of.place)
