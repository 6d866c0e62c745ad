"""Lists of campaigns: each filter is a page that shows exactly the campaigns that have its value."""

import posixpath
import re
from datetime import date
from pathlib import Path

import pytest
from plain import build

from rencana.pipeline import Site
from rencana.render import address

ROOT = Path(__file__).parents[3]
ON = date(2026, 3, 1)


@pytest.fixture(scope="module")
def shown() -> Site:
    """The repository's own workspace, rendered."""
    return build(ROOT, on=ON)


def _html(outcome: Site, path: str) -> str:
    return next(page for page in outcome.pages.pages if page.path == path).body().html


def _cards(html: str) -> list[tuple[str, set[str]]]:
    """The campaigns that a page shows as cards: title and keys of each."""
    cards = re.findall(
        r'<article class="rn-card rn-campaign" data-facets="([^"]*)">.*?<h3[^>]*><a[^>]*>([^<]*)<', html, re.DOTALL
    )
    return [(title, set(keys.split())) for keys, title in cards]


def test_filter_page_shows_its_campaigns(shown: Site) -> None:
    """The page of each value that has a list of its own shows all campaigns with that value, and no other."""
    home = _html(shown, address.HOME)
    every = _cards(home)
    links = re.findall(r'<a href="([^"]+)" data-facet="([^"]+)">', home)
    assert len(links) > 12
    for url, key in links:
        path = f"{posixpath.normpath(url)}.md"
        assert path in {page.path for page in shown.pages.pages}, path
        if not path.startswith(("channels/", "goals/", "teams/")):
            assert _cards(_html(shown, path)) == [pair for pair in every if key in pair[1]], key


def test_counts_are_of_all_judged_campaigns(shown: Site) -> None:
    """The numbers at the top of home add up to the campaigns that are judged, and each leads to its list."""
    home = _html(shown, address.HOME)
    counts = re.findall(r'rn-count--([\w-]+)" href="([^"]+)"><span class="rn-count__number">(\d+)<', home)
    assert {status: int(count) for status, _, count in counts} == {"missed": 1, "behind": 2}
    for _, url, count in counts:
        assert len(_cards(_html(shown, f"{posixpath.normpath(url)}.md"))) == int(count)


def test_card_says_why_a_campaign_is_behind(shown: Site) -> None:
    """A card shows the worst KPI first, so that its status is never a riddle."""
    cards = re.findall(r'<article class="rn-card rn-campaign".*?</article>', _html(shown, address.HOME), re.DOTALL)
    behind = [card for card in cards if "rn-status--behind" in card.split("<h3")[0]]
    assert len(behind) == 2
    for card in behind:
        first = card.split('<dl class="rn-proofs">')[1].split("</dd>")[0]
        assert "rn-status--behind" in first


def test_goal_leads_down_to_numbers(shown: Site) -> None:
    """A goal shows each objective that serves it, with its KPIs, and stands as the worst of them."""
    html = _html(shown, "goals/loved-service.md")
    for words in (
        "First answer within the hour",
        "Satisfied with the solution",
        "Time to the first answer",
        "First response time",
    ):
        assert words in html
    assert "rn-status--behind" in html.split("</header>")[0]


def test_team_sees_what_it_has_to_do(shown: Site) -> None:
    """A team's page lists its readings and the campaigns that it owns, and nothing of another team."""
    html = _html(shown, "teams/social-team.md")
    assert "Simpanan konten resep" in html
    assert "First response time" not in html
    assert _cards(_html(shown, "teams/care-team.md"))[0][0] == "Answered before the coffee gets cold"


def test_empty_portfolio_has_no_lists(tmp_path: Path) -> None:
    """A workspace without a campaign shows its home, and no page that could only be empty."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "portfolio.yaml").write_text("format: 1\ngoals: {g: G}\nteams: {t: T}\n")
    outcome = build(tmp_path, on=ON)
    paths = {page.path for page in outcome.pages.pages}
    assert address.HOME in paths
    assert not [path for path in paths if path.startswith(("goals/", "teams/", "by/", "tags/"))]
    assert "No campaign yet" in _html(outcome, address.HOME)
