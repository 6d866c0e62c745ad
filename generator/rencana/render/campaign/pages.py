"""The tabs of a campaign, each a page: its place, its template, and what makes its view."""

from collections.abc import Iterator
from functools import partial

from rencana.render import address
from rencana.render.campaign import calendar, history, measurement, overview, reviews, strategy
from rencana.render.page import Body, Page
from rencana.render.subject.kit import CampaignKit
from rencana.render.text import terms

_TABS = {
    "index": ("overview", overview.overview),
    "strategy": ("strategy", strategy.strategy),
    "calendar": ("calendar", calendar.agenda),
    "measurement": ("measurement", measurement.scorecard),
    "reviews": ("reviews", reviews.reviews),
    "history": ("history", history.history),
}


def campaign_pages(kit: CampaignKit) -> Iterator[Page]:
    """Yields the pages of a campaign that its bar of tabs leads to."""
    campaign, say = kit.campaign, kit.say
    for tab, (kind, _) in _TABS.items():
        path = address.campaign_page(campaign.id, tab)
        title = campaign.plan.campaign.title
        if tab != "index":
            title = f"{title}: {say(terms.TABS[tab])}"
        yield Page(path, kind, title, partial(_page, kit, tab), campaign.document.path, language=say.language)


def _page(kit: CampaignKit, tab: str) -> Body:
    kind, make = _TABS[tab]
    path, say = address.campaign_page(kit.campaign.id, tab), kit.say
    return kit.site.body(kind, make(kit.view(path, say), kit.titles), path, say)
