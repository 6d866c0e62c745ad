"""A campaign as a page sees it: each part has a title and a link that is right for that page."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from rencana.measure import Progress
from rencana.render.address import ANYWHERE, Links
from rencana.render.subject.campaign import (
    CampaignView,
    Named,
    as_title,
    channel_title,
    kpi_title,
    metric_title,
    objective_title,
    platform_title,
    titles,
    unique,
)
from rencana.render.subject.once import once, unlinked
from rencana.render.text.say import Say

PORTFOLIO = """
format: 1
channels: {cafe-ig: {title: The café's Instagram, platform: instagram}}
teams: {social: {title: Social media}}
sources: {panel: {title: Panel, method: survey}}
"""
PLAN = """
campaign: {title: Iced, state: draft}
objectives: {brand-known: {type: awareness}, trust: {title: We are trusted, type: trust}}
audiences: {students: {title: Students}, staff: {}}
channels:
  tiktok: {title: Our TikTok, why: {because: There.}}
  cafe-ig: {why: {because: There.}}
  instagram: {why: {because: There.}}
content:
  pillars: {tips: {title: Tips}, bare: {}}
  messages: {cold: {text: It is cold}}
schedule: {phases: {opening: {title: Opening, windows: 2026-03-01}}}
measurement: {kpis: {seen: {metric: views}, own: {title: Own title, metric: views}}}
"""
View = Callable[..., CampaignView]


@pytest.fixture(scope="module")
def view(view_of: View) -> CampaignView:
    """The campaign, seen from its page on strategy."""
    return view_of(PLAN, portfolio=PORTFOLIO, page="strategy")


@pytest.mark.parametrize(
    ("channel", "title"),
    [
        ("tiktok", "Our TikTok"),
        ("cafe-ig", "The café's Instagram"),
        ("instagram", "Instagram"),
        ("unheard", "unheard"),
    ],
)
def test_channels_have_titles(channel: str, title: str, view: CampaignView) -> None:
    """The title of a channel is that of the plan, else of the portfolio, else of its platform, else its id."""
    assert channel_title(view.campaign, channel, "en") == title
    assert view.channel(channel) == Named(title, f"../../../channels/{channel}/")


def test_platforms_are_known_by_channel(view: CampaignView) -> None:
    """A channel of the portfolio is on its platform, whatever it is called."""
    assert platform_title(view.campaign, "cafe-ig", "en") == "Instagram"


@pytest.mark.parametrize(
    ("named", "title", "url"),
    [
        (lambda view: view.objective("brand-known"), "Brand known", "#objective-brand-known"),
        (lambda view: view.objective("trust"), "We are trusted", "#objective-trust"),
        (lambda view: view.audience("students"), "Students", "../../../audiences/students/"),
        (lambda view: view.audience("staff"), "staff", "../../../audiences/staff/"),
        (lambda view: view.kpi("seen"), "Views (Meta, Threads, TikTok)", "../measurement/#kpi-seen"),
        (lambda view: view.kpi("own"), "Own title", "../measurement/#kpi-own"),
        (lambda view: view.kpi("unheard"), "unheard", "../measurement/#kpi-unheard"),
    ],
)
def test_parts_link_to_their_place(
    named: Callable[[CampaignView], Named], title: str, url: str, view: CampaignView
) -> None:
    """Each part of a plan leads to where it is explained, from whatever page it is named on."""
    name = named(view)
    assert (name.title, name.url.removeprefix("./")) == (title, url)


def test_titles_fall_back_to_ids(view: CampaignView) -> None:
    """What has no title, or does not exist, is called by its id, and nothing by nothing."""
    assert (view.team("social"), view.team("unheard"), view.team(None)) == ("Social media", "unheard", "")
    assert (view.source("panel"), view.source("unheard"), view.source(None)) == ("Panel", "unheard", "")
    assert (view.pillar("tips"), view.pillar("bare")) == ("Tips", "bare")
    assert (view.message("cold"), view.message("unheard")) == ("It is cold", "unheard")
    assert (view.phase("opening"), view.phase("unheard"), view.phase(None)) == ("Opening", "unheard", "")
    assert metric_title(view.campaign, "unheard", "en") == "unheard"
    assert (kpi_title(view.campaign, "seen", "id"), objective_title(view.campaign, "unheard")) == (
        "Tayangan (views)",
        "Unheard",
    )


def test_pictures_come_from_the_campaign(view: CampaignView) -> None:
    """A picture of a prose text is that of the campaign's own folder, and no text is no HTML."""
    of_campaign = replace(view, assets=frozenset({"assets/cup.png"}))
    assert 'src="../assets/cup.png"' in of_campaign.text("![Cup](assets/cup.png)")
    assert "<img" not in of_campaign.text("![Cup](assets/glass.png)") + view.text("![Cup](assets/cup.png)")
    assert view.text("Plain.") == "<p>Plain.</p>"
    assert view.text(None) == view.text("") == ""


def test_several_keep_their_order(view: CampaignView) -> None:
    """Several parts are named in the order in which they are asked for."""
    assert titles(view.channels(["instagram", "tiktok"])) == ["Instagram", "Our TikTok"]
    assert titles(view.audiences(["staff", "students"])) == ["staff", "Students"]
    assert titles(view.objectives(["trust"])) == ["We are trusted"]
    assert unique(["b", "a", "b"]) == ("b", "a")
    assert as_title("brand-known") == "Brand known"


def test_shared_values_are_made_once(view: CampaignView) -> None:
    """What pages of a campaign share is made once, however many pages ask, and once more for another campaign."""
    calls = []

    def make() -> int:
        calls.append(1)
        return len(calls)

    page = replace(view, links=Links("index.md"))
    assert [view.shared(("x",), make), page.shared(("x",), make), page.shared(("y",), make)] == [1, 1, 2]
    assert replace(view, cache={}).shared(("x",), make) == 3


def test_words_of_a_kpi_are_made_once(view: CampaignView) -> None:
    """What is said of a KPI is made once for each KPI and language, and without links of the page that asked first."""
    calls = []

    @once
    def words(view: CampaignView, progress: Progress) -> str:
        calls.append((view.links, view.say.language))
        return f"{progress.id} {len(calls)}"

    first, second = (view.measured.kpis[name] for name in ("seen", "own"))
    other_page, other_language = replace(view, links=Links("index.md")), replace(view, say=Say("id"))
    assert [words(view, first), words(other_page, first), words(view, second)] == ["seen 1", "seen 1", "own 2"]
    assert words(other_language, first) == "seen 3"
    assert calls == [(Links(ANYWHERE), "en"), (Links(ANYWHERE), "en"), (Links(ANYWHERE), "id")]
    assert unlinked(view).campaign is view.campaign
