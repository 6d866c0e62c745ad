"""What pages are made with: the settings of the site decide what a page may see."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from powerless import as_nobody, open_way

from rencana.errors import WorkspaceError
from rencana.finding import Finding, Severity
from rencana.plan.shared import Shared
from rencana.render.address import ANYWHERE
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.kit import CampaignKit, Show, SiteKit, SiteSettings, own_templates
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.text.say import Say
from rencana.span import START

ON = date(2026, 3, 1)
PORTFOLIO = """
format: 1
language: id
teams: {social: {title: Social media}}
goals: {grow: {title: Grow}}
channels: {tiktok: {title: Our TikTok}}
"""


def kit_of(view: CampaignView, show: Show) -> CampaignKit:
    """The kit of a campaign with a finding, for a site that shows so much."""
    finding = Finding("no-target", "X", Severity.NOTE, "plans/t/plan.yaml", START, "There is no target.")
    site = SiteKit(view.campaign.shared, SiteSettings(ON, lambda path: iter(()), show=show))
    return CampaignKit(site, view.campaign, view.measured, (finding,), {})


@pytest.fixture(scope="module")
def view(view_of: Callable[..., CampaignView]) -> CampaignView:
    """A campaign in English of a portfolio in Indonesian."""
    return view_of("campaign: {title: Iced, state: draft, language: en}", portfolio=PORTFOLIO)


@pytest.mark.parametrize("findings", [True, False])
def test_findings_are_for_authors(findings: bool, view: CampaignView) -> None:
    """A page sees findings only where the site shows them."""
    page = kit_of(view, Show(findings=findings)).view("plans/t/index.md")
    assert bool(page.findings) is findings


def test_settings_reach_the_page(view: CampaignView) -> None:
    """Whether rules and budgets are shown is known to every page."""
    page = kit_of(view, Show(rulebook=False, budget=False)).view()
    assert (page.rulebook, page.budgets, page.on, page.links.here) == (False, False, ON, ANYWHERE)


def test_views_share_their_cache(view: CampaignView) -> None:
    """All pages of a campaign share what was made for one of them; another campaign has its own."""
    kit = kit_of(view, Show())
    assert kit.view("a.md").cache is kit.view("b.md", Say("en")).cache
    assert kit.view().cache is not kit_of(view, Show()).view().cache


def test_campaign_speaks_its_own_language(view: CampaignView) -> None:
    """Pages of a campaign are in the language of its plan, pages about several in that of the portfolio."""
    kit = kit_of(view, Show())
    assert (kit.say, kit.site.say, kit.view().say) == (Say("en"), Say("id"), Say("id"))


@pytest.mark.parametrize(
    ("shared", "title"),
    [
        (Shared(format="1", title="Plans", organisation="Kopi"), "Plans"),
        (Shared(format="1", organisation="Kopi"), "Kopi"),
        (Shared(format="1"), "Campaigns"),
    ],
)
def test_site_always_has_a_title(shared: Shared, title: str) -> None:
    """A site is called as the portfolio says, else as the organisation, else by what it holds."""
    assert SiteKit(shared, SiteSettings(ON, lambda path: iter(()))).title == title


def test_parts_are_filled_for_no_page(view: CampaignView) -> None:
    """The portfolio knows titles of what plans share, and links that fit the page."""
    portfolio = kit_of(view, Show()).site.view("reports/index.md")
    assert portfolio.goal("grow") == Named("Grow", "../goals/grow/")
    assert (portfolio.goal("unheard"), portfolio.goal(None)) == (None, None)
    assert portfolio.team("social") == Named("Social media", "../teams/social/")
    assert (portfolio.team("unheard").title, portfolio.team(None)) == ("unheard", Named(""))
    assert (portfolio.channel("tiktok"), portfolio.channel("unheard")) == ("Our TikTok", "unheard")


def test_links_follow_the_host(view: CampaignView) -> None:
    """Where the host writes each page as a file, all links of the site lead to files."""
    site = kit_of(view, Show()).site
    files = replace(site, settings=replace(site.settings, folders=False))
    assert files.links("index.md").to("plans/t/index.md") == "plans/t/index.html"
    assert isinstance(files.view("index.md"), PortfolioView)


def test_own_templates_are_read_or_named(tmp_path: Path) -> None:
    """A workspace's own templates go before ours; one that cannot be read is named, so that ours is no surprise."""
    assert own_templates(tmp_path) is None
    folder = tmp_path / "templates"
    (folder / "pages").mkdir(parents=True)
    (folder / "pages" / "home.html").touch()
    (folder / ".#home.html").symlink_to("editor@host")
    assert own_templates(tmp_path) == folder
    os.mkfifo(folder / "pages" / "x.html")
    with pytest.raises(WorkspaceError, match="is a template that cannot be read"):
        own_templates(tmp_path)


@pytest.mark.parametrize("closed", ["templates", "templates/pages", "templates/pages/home.html"])
def test_own_templates_without_rights_are_named(tmp_path: Path, closed: str) -> None:
    """Where somebody may not read templates, the site is not made with others."""
    open_way(tmp_path)
    (tmp_path / "templates" / "pages").mkdir(parents=True)
    (tmp_path / "templates" / "pages" / "home.html").touch()
    (tmp_path / closed).chmod(0)
    with as_nobody(), pytest.raises(WorkspaceError, match=f"{closed} is a template"):
        own_templates(tmp_path)
    (tmp_path / closed).chmod(0o755)
