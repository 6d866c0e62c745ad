"""Addresses: every page has one path, and a link leads from any page to any other, whatever the host makes of pages."""

import posixpath
from datetime import date
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.render import address
from rencana.render.address import ANYWHERE, Links, anchor, relative
from rencana.source.portable import LONGEST, objection, same_file

PARTS = st.sampled_from(["plans", "iced", "channels", "a b", "kpis", "é"])
FOLDERS = st.lists(PARTS, max_size=4).map("/".join)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (address.campaign_page("iced"), "plans/iced/index.md"),
        (address.campaign_page("iced", "strategy"), "plans/iced/strategy.md"),
        (address.campaign_file("iced", "plan.json"), "plans/iced/plan.json"),
        (address.channel_page("tiktok"), "channels/tiktok.md"),
        (address.channel_file("tiktok"), "channels/tiktok.ics"),
        (address.month_page(date(2026, 3, 31)), "calendar/2026-03.md"),
        (address.audience_page("students"), "audiences/students.md"),
        (address.kpi_page("views"), "kpis/views.md"),
        (address.report_page("manager"), "reports/manager.md"),
        (address.rule_page("no-target"), "rules/no-target.md"),
    ],
)
def test_pages_have_known_paths(path: str, expected: str) -> None:
    """The path of a page follows from what it is about; people keep links to it."""
    assert path == expected


@pytest.mark.parametrize(
    ("facet", "value", "path"),
    [
        ("channel", "tiktok", "channels/tiktok.md"),
        ("tag", "back to school", "tags/back-to-school.md"),
        ("tag", "Back-to_School", "tags/back-to-school.md"),
        ("team", "social-team", "teams/social-team.md"),
        ("year", "2026", "by/year/2026.md"),
        ("status", "on-track", "by/status/on-track.md"),
    ],
)
def test_facets_share_existing_pages(facet: str, value: str, path: str) -> None:
    """A value of a facet that has a page anyway gets no second one."""
    assert address.facet_page(facet, value) == path


UNLIKE = [
    *(
        "index",
        "nul",
        "com1",
        "c",
        "c++",
        "c#",
        "!",
        "?",
        "",
        " ",
        "#a",
        "a",
        "की",
        "का",
        "क",
        "λόγοσ",
        "λόγος",
        "straße",
    ),
    *(
        "strasse",
        "café",
        "cafe\N{COMBINING ACUTE ACCENT}",
        "a" * 99,
        "a" * 300,
        "a" * 301,
        "茶" * 90,
        "🍵" * 90,
        "ع" * 300,
    ),
    *("../../up", "a/b", "a\\b", "a.b", "a:b", "\x00", "\u202e", "\ud800"),
]


def test_no_two_things_have_one_address() -> None:
    """Whatever texts are shown, each has a name of its own on every system, which no system refuses."""
    names = [address.file_name(text) for text in UNLIKE]
    assert len({same_file(name) for name in names}) == len(UNLIKE)
    assert all(name and objection(name) == "" and len(name.encode()) <= LONGEST for name in names)
    assert "index" not in names


@given(st.text(max_size=200))
def test_an_address_is_short_and_plain(text: str) -> None:
    """The name of a page is made of words and hyphens, stays the same, and fits every system."""
    name = address.file_name(text)
    assert name == anchor(name) == address.file_name(name) or len(name.encode()) <= LONGEST
    assert name
    assert objection(name) == ""
    assert not name.startswith(("-", "."))


@pytest.mark.parametrize("id", ["iced", "kopi-2026", "咖啡-1", "की", "öl", "a" * 80])
def test_ids_are_their_own_address(id: str) -> None:
    """An id is the name of its page to the letter, as people keep and guess such links."""
    assert address.file_name(id) == id
    assert address.facet_page("goal", id) == f"goals/{id}.md"


@pytest.mark.parametrize(
    ("parts", "id"),
    [
        (("kpi", "views"), "kpi-views"),
        (("a b", "c/d"), "a-b-c-d"),
        (("Ünï", "漢"), "Ünï-漢"),
        (("x", ""), "x-"),
        (("kpi", "की"), "kpi-की"),
    ],
)
def test_anchors_hold_words_only(parts: tuple[str, ...], id: str) -> None:
    """An id holds letters of every script and digits, and a hyphen for all else."""
    assert anchor(*parts) == id


@pytest.mark.parametrize(
    ("here", "path", "folders", "url"),
    [
        ("index.md", "index.md", True, "./"),
        ("index.md", "plans/iced/index.md", True, "plans/iced/"),
        ("plans/iced/index.md", "plans/iced/strategy.md", True, "strategy/"),
        ("plans/iced/strategy.md", "plans/iced/index.md", True, "../"),
        ("plans/iced/strategy.md", "index.md", True, "../../../"),
        ("plans/iced/strategy.md", "plans/iced/plan.json", True, "../plan.json"),
        ("channels/tiktok.md", "channels/instagram.md", True, "../instagram/"),
        ("index.md", "plans/iced/index.md", False, "plans/iced/index.html"),
        ("plans/iced/strategy.md", "plans/iced/index.md", False, "index.html"),
        ("plans/iced/strategy.md", "index.md", False, "../../index.html"),
        ("plans/iced/strategy.md", "calendar.ics", False, "../../calendar.ics"),
        ("tags/a.md", "tags/back to school.md", True, "../back%20to%20school/"),
    ],
)
def test_links_fit_the_host(here: str, path: str, *, folders: bool, url: str) -> None:
    """A link leads to where the host puts a page: a folder of its own, or a file."""
    assert Links(here, folders).to(path) == url


def test_places_are_quoted() -> None:
    """A place on a page follows the address, with signs that an address may not hold encoded."""
    assert Links("index.md").to("kpis/views.md", "kpi-漢 x") == "kpis/views/#kpi-%E6%BC%A2%20x"


@given(FOLDERS, FOLDERS)
def test_relative_is_that_of_the_library(target: str, start: str) -> None:
    """A file is reached as posixpath.relpath says, and a folder with a slash at its end."""
    path = posixpath.relpath(f"/{target}", f"/{start}")
    assert relative(f"{target}/" if target else "", start) == f"{path}/"
    if target:
        assert relative(target, start) == path


@given(st.lists(PARTS, min_size=1, max_size=3), st.lists(PARTS, min_size=1, max_size=3), st.booleans())
def test_links_lead_to_their_page(here: list[str], there: list[str], folders: bool) -> None:
    """From wherever a link stands, following it ends at the address of its page."""
    url = unquote(Links(f"{'/'.join(here)}.md", folders).to(f"{'/'.join(there)}.md"))
    base = "/".join(here) if folders else "/".join(here[:-1])
    assert posixpath.normpath(posixpath.join("/", base, url)) == f"/{'/'.join(there)}{'' if folders else '.html'}"


@pytest.mark.parametrize("folders", [True, False])
@pytest.mark.parametrize("here", ["index.md", "plans/iced/index.md", "plans/iced/strategy.md", "channels/tiktok.md"])
def test_links_from_anywhere_are_completed(here: str, *, folders: bool) -> None:
    """What was written without knowing its page leads, once it stands on one, where a link of that page leads."""
    written = Links(ANYWHERE, folders).to("kpis/views.md", "kpi-it")
    html = Links(here, folders).rooted(f'<a href="{written}">')
    base = posixpath.join("/", here.removesuffix(".md").removesuffix("index") if folders else posixpath.dirname(here))
    direct = Links(here, folders).to("kpis/views.md", "kpi-it")
    reached = [posixpath.normpath(posixpath.join(base, url)) for url in (html[9:-2], direct)]
    assert reached[0] == reached[1]
    assert Links(ANYWHERE, folders).rooted(html) == html
