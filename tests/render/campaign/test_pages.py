"""The pages of a campaign: each with its place, its title and the file that it is made from."""

from collections.abc import Callable

import pytest

from rencana.catalogue import frameworks
from rencana.render.campaign.pages import campaign_pages, campaign_reports
from rencana.render.subject.kit import CampaignKit

KitOf = Callable[..., CampaignKit]


def test_each_tab_is_a_page(kit_of: KitOf) -> None:
    """The first page is called as its campaign, and each other one as the campaign and its tab."""
    assert [(page.path, page.title) for page in campaign_pages(kit_of())] == [
        ("plans/iced/index.md", "Iced"),
        ("plans/iced/strategy.md", "Iced: Strategy"),
        ("plans/iced/calendar.md", "Iced: Calendar"),
        ("plans/iced/measurement.md", "Iced: Measurement"),
        ("plans/iced/reviews.md", "Iced: Reviews"),
        ("plans/iced/history.md", "Iced: History"),
    ]


def test_each_framework_is_a_page(kit_of: KitOf) -> None:
    """A campaign has one report, and a page in each framework of the catalogue."""
    report, *printed = campaign_reports(kit_of())
    assert (report.path, report.title) == ("plans/iced/report.md", "Iced: Report")
    assert [(page.path, page.title) for page in printed] == [
        (f"plans/iced/{framework.id}.md", f"Iced: {framework.title}") for framework in frameworks().values()
    ]


def test_pages_speak_the_language_of_the_plan(kit_of: KitOf) -> None:
    """A plan in Indonesian has pages in Indonesian, in a site in English too."""
    kit = kit_of("campaign: {title: Dingin, language: id}\n")
    pages = [*campaign_pages(kit), *campaign_reports(kit)]
    assert {page.language for page in pages} == {"id"}
    assert pages[1].title == "Dingin: Strategi"


def test_pages_are_made_from_the_plan(kit_of: KitOf) -> None:
    """Each page says from which file of the workspace it is made."""
    kit = kit_of()
    assert {page.source for page in (*campaign_pages(kit), *campaign_reports(kit))} == {"plans/iced/plan.yaml"}


@pytest.mark.parametrize("number", range(6))
def test_page_of_an_empty_plan_can_be_made(kit_of: KitOf, number: int) -> None:
    """A plan that is only a title has all of its pages, and the current tab is marked on each."""
    page = list(campaign_pages(kit_of("campaign: {title: Iced}\n")))[number]
    html = page.body().html
    assert html.count('aria-current="page"') == 1
    assert "None" not in html


def test_reports_of_an_empty_plan_can_be_made(kit_of: KitOf) -> None:
    """A plan that is only a title has a report, and every framework says what it misses."""
    for page in campaign_reports(kit_of("campaign: {title: Iced}\n")):
        assert "None" not in page.body().html
