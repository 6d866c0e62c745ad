"""What was changed in all plans, as git tells it: the last week for home, the latest entries for feeds."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from markupsafe import Markup
from msgspec import Struct

from rencana.changes import Weight
from rencana.changes.history import HistoryEntry
from rencana.render import address
from rencana.render.campaign.told_history import with_code
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.glance import Glance, glance
from rencana.render.subject.portfolio import PortfolioView

_WEEK = timedelta(days=7)
_MOST = 8
"""So many changes of a week are shown, the weightiest ones."""
_WEIGHTS = tuple(Weight)


class RecentChanges(Struct, frozen=True):
    """The latest changes of a campaign, in the language of the site."""

    of: Glance
    entries: tuple[HistoryEntry, ...]


class WeekChange(Struct, frozen=True):
    """A change of the last seven days; `about` leads to the history that it is a part of."""

    day: str
    about: Named
    weight: str
    message: Markup


class WeekView(Struct, frozen=True):
    """What was changed in the last seven days, the weightiest first; `more` changes have no room."""

    changes: tuple[WeekChange, ...]
    more: int
    feed: str


def recent_changes(view: CampaignView) -> Iterator[RecentChanges]:
    """Yields the latest changes of a campaign, where git knows of any version of it."""
    if view.history.begins:
        yield RecentChanges(glance(view), view.history.recent)


def week_view(
    portfolio: PortfolioView, recent: Mapping[str, RecentChanges], common: Iterable[HistoryEntry]
) -> WeekView | None:
    """Returns what was changed in the last seven days; None where git tells nothing of any plan.

    `common` are the changes of what all campaigns share, and of campaigns that are gone.
    """
    entries = [(entry, None) for entry in common]
    pairs = [*entries, *((entry, campaign) for campaign in recent.values() for entry in campaign.entries)]
    if not recent and not entries:
        return None
    ranked = [
        (_WEIGHTS.index(change.weight), -entry.at, number, entry, campaign, change)
        for number, (entry, campaign) in enumerate(pairs)
        if entry.day > portfolio.on - _WEEK
        for change in entry.changes
    ]
    ranked.sort(key=lambda row: row[:3])
    rows = [
        WeekChange(portfolio.say.day(entry.day), _about(portfolio, campaign), change.weight, with_code(change.message))
        for *_, entry, campaign, change in ranked[:_MOST]
    ]
    return WeekView(tuple(rows), len(ranked) - len(rows), portfolio.links.to(address.FEED))


def _about(portfolio: PortfolioView, campaign: RecentChanges | None) -> Named:
    if campaign is None:
        return Named(portfolio.say("All campaigns"))
    url = portfolio.links.to(address.campaign_page(campaign.of.id, "history"))
    return Named(campaign.of.named.title, url)
