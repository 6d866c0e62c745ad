"""Portfolios of more campaigns than a page has room for: the foremost are shown in full, and nobody is left out."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from plain import build, build_with_store

from rencana.pipeline import Site
from rencana.render.page import Body
from rencana.render.subject.glance import MOST

ON = date(2026, 3, 1)
MANY = MOST + 6
_OWN = 2
PORTFOLIO = """\
format: 1
language: en
goals: {growth: More guests, calm: Calm}
teams: {bar: The bar, kitchen: The kitchen}
channels:
  instagram: {platform: instagram}
"""
PLAN = """\
campaign:
  title: Iced {number}
  state: {state}
  owner: {owner}
  period: {{start: {start}, end: {end}}}
  summary: Number {number} of many.
  tags: [iced]
audiences:
  guests: {{title: Guests}}
objectives:
  more: {{title: More of it, serves: [growth], yardsticks: [seen], audiences: [guests]}}
channels:
  instagram: {{why: They are there., audiences: [guests]}}
interaction: {{team: kitchen}}
measurement:
  kpis:
    seen: {{metric: views, channels: [instagram], targets: [{{value: 10, by: {end}}}]}}
"""


def _write(root: Path, number: int) -> Path:
    """One campaign a week: the last two run, all others are over. The kitchen owns the first, and answers for all."""
    start = date.fromordinal(ON.toordinal() - 7 * (MANY - number))
    runs = number >= MANY - 2
    end = date.fromordinal(start.toordinal() + (30 if runs else 5))
    path = root / "plans" / f"iced-{number:02}" / "plan.yaml"
    path.parent.mkdir(parents=True)
    state = "running" if runs else "stopped" if number % 9 == 0 else "closed"
    owner = "kitchen" if number < _OWN else "bar"
    path.write_text(PLAN.format(number=number, state=state, owner=owner, start=start, end=end), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A workspace with more campaigns than a page has room for; its cache is its own."""
    root = tmp_path_factory.mktemp("many")
    (root / "plans").mkdir()
    (root / "plans" / "portfolio.yaml").write_text(PORTFOLIO, encoding="utf-8")
    for number in range(MANY):
        _write(root, number)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RENCANA_CACHE", str(root / "cache"))
        yield root


@pytest.fixture(scope="module")
def made(root: Path) -> Site:
    """Its pages."""
    return build_with_store(root, on=ON)


def _html(made: Site, path: str) -> str:
    return next(page for page in made.pages.pages if page.path == path).body().html


def _cards(html: str) -> list[str]:
    return re.findall(r'<article class="rn-card rn-campaign".*?<h3[^>]*><a[^>]*>([^<]*)<', html, re.DOTALL)


def _lines(html: str) -> list[str]:
    return re.findall(r'<li data-facets="[^"]*"><a[^>]*>([^<]*)<', html)


@pytest.mark.parametrize("path", ["index.md", "tags/iced.md", "teams/bar.md"])
def test_list_has_cards_and_lines(made: Site, path: str) -> None:
    """A long list has a card for those that run and the latest of the others, and a line for each that is left."""
    html = _html(made, path)
    last = [f"Iced {number}" for number in reversed(range(_OWN if path == "teams/bar.md" else 0, MANY))]
    # Those that run stand by their start, and of the past the latest comes first.
    expected = [last[1], last[0], *last[2:]]
    assert _cards(html) == expected[:MOST]
    assert _lines(html) == expected[MOST:]
    assert f"{len(last) - MOST} more campaigns" in html


def test_home_counts_all_and_draws_those_with_cards(made: Site) -> None:
    """What home counts are all campaigns; its timeline says that it has only those with cards."""
    html = _html(made, "index.md")
    assert f"{MANY} campaigns, as of" in html
    drawn = html.split('aria-labelledby="timeline"')[1].split("</svg>")[0]
    assert "The campaigns that have a card above." in drawn
    assert f"Iced {MANY - 1}:" in drawn
    assert "Iced 3:" not in drawn
    assert len(re.findall(r"<text x=.[^>]*>Iced ", drawn)) == MOST
    assert f">{MANY - 12} more</a>" in html.split('aria-labelledby="goals"')[1]


@pytest.mark.parametrize("path", ["channels/instagram.md", "audiences/guests.md", "kpis/views.md", "goals/growth.md"])
def test_page_names_those_that_it_does_not_show(made: Site, path: str) -> None:
    """What campaigns share has a page that shows the foremost in full, and leads to each of the others."""
    html = _html(made, path)
    in_full, _, named = html.partition("6 more campaigns")
    for number in range(MANY):
        assert f'/plans/iced-{number:02}/">Iced {number}</a>' in (named if number < 6 else in_full), number


def test_analyst_is_told_what_is_left_out(made: Site) -> None:
    """The report of all numbers says how many campaigns it has no room for, and where their numbers are."""
    html = _html(made, "reports/analyst.md")
    assert "6 more campaigns have no room here." in html
    assert "All KPIs of these campaigns" in html
    assert "All numbers" not in html
    assert 'href="../../status.json"' in html
    status = next(download for download in made.pages.downloads if download.path == "status.json").content().decode()
    assert all(f'"title": "Iced {number}"' in status for number in range(MANY))


@pytest.mark.parametrize("number", [1, MANY - 1], ids=["only named", "shown in full"])
@pytest.mark.parametrize(
    "edit", [("title: ", "title: Not "), ("state: closed", "state: running"), ("value: 10", "value: 20")], ids=str
)
def test_edit_makes_the_pages_that_say_it(root: Path, made: Site, number: int, edit: tuple[str, str]) -> None:
    """After an edit of one campaign of many, no page is taken for the same that is another."""
    before = {page.path: (page.cache_key, page.body()) for page in made.pages.pages}
    path = root / "plans" / f"iced-{number:02}" / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(*edit), encoding="utf-8")
    try:
        expected = {page.path: page.body() for page in build(root, on=ON).pages.pages}
        again = {page.path: (page.cache_key, page.body()) for page in build_with_store(root, on=ON).pages.pages}
    finally:
        path.write_text(text, encoding="utf-8")
    assert {path: body for path, (_, body) in again.items()} == expected
    stale = [path for path, page in again.items() if _same_basis(before.get(path), page) and before[path][1] != page[1]]
    assert not stale
    anew = sum(not _same_basis(before.get(path), page) for path, page in again.items())
    assert anew < len(again) / 10, "most pages say nothing of it"


def _same_basis(one: tuple[str, Body] | None, other: tuple[str, Body]) -> bool:
    return one is not None and one[0] == other[0] != ""
