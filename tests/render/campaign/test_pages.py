"""The tabs of a campaign are pages: each with its place, its title and the file that it is made from."""

from collections.abc import Callable

import pytest

from rencana.render.campaign.pages import campaign_pages
from rencana.render.page import Page
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.kit import CampaignKit, SiteKit, SiteSettings

ViewOf = Callable[..., CampaignView]


def _pages(view: CampaignView) -> list[Page]:
    settings = SiteSettings(view.on, lambda _: None)
    site = SiteKit(view.campaign.shared, settings)
    return list(campaign_pages(CampaignKit(site, view.campaign, view.measured, (), {})))


def test_each_tab_is_a_page(view_of: ViewOf) -> None:
    """The first page is called as its campaign, and each other one as the campaign and its tab."""
    assert [(page.path, page.title) for page in _pages(view_of())] == [
        ("plans/iced/index.md", "Iced"),
        ("plans/iced/strategy.md", "Iced: Strategy"),
        ("plans/iced/calendar.md", "Iced: Calendar"),
        ("plans/iced/measurement.md", "Iced: Measurement"),
        ("plans/iced/reviews.md", "Iced: Reviews"),
        ("plans/iced/history.md", "Iced: History"),
    ]


def test_pages_speak_the_language_of_the_plan(view_of: ViewOf) -> None:
    """A plan in Indonesian has pages in Indonesian, in a site in English too."""
    pages = _pages(view_of("campaign: {title: Dingin, language: id}\n"))
    assert {page.language for page in pages} == {"id"}
    assert pages[1].title == "Dingin: Strategi"


@pytest.mark.parametrize("number", range(6))
def test_page_of_an_empty_plan_can_be_made(view_of: ViewOf, number: int) -> None:
    """A plan that is only a title has all of its pages, and the current tab is marked on each."""
    html = _pages(view_of("campaign: {title: Iced}\n"))[number].body().html
    assert html.count('aria-current="page"') == 1
    assert "None" not in html
