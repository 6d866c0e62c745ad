"""The pages of a campaign with their places: its tabs, its report, and its plan in each framework."""

from collections.abc import Iterator
from functools import partial

from rencana.catalogue import Framework, frameworks
from rencana.render import address
from rencana.render.campaign import calendar, history, measurement, overview, reviews, strategy
from rencana.render.campaign.framework import framework_view
from rencana.render.campaign.report import campaign_report
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


def campaign_reports(kit: CampaignKit) -> Iterator[Page]:
    """Yields the report of a campaign, and its plan in each framework."""
    campaign, say = kit.campaign, kit.say
    title, source = campaign.plan.campaign.title, campaign.document.path
    path = address.campaign_page(campaign.id, "report")
    body = partial(_report, kit, path)
    yield Page(path, "report-campaign", f"{title}: {say('Report')}", body, source, language=say.language)
    for framework in frameworks().values():
        path = address.campaign_page(campaign.id, framework.id)
        body = partial(_framework, kit, framework, path)
        yield Page(path, "framework", f"{title}: {framework.title}", body, source, language=say.language)


def _report(kit: CampaignKit, path: str) -> Body:
    view = campaign_report(kit.view(path, kit.say), kit.titles)
    return kit.site.body("report-campaign", view, path, kit.say)


def _framework(kit: CampaignKit, framework: Framework, path: str) -> Body:
    view = framework_view(kit.view(path, kit.say), framework, kit.titles)
    return kit.site.body("framework", view, path, kit.say)
