"""A site that is opened from a folder: every page, every link, and the search, without server and network."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from rencana.site.host_build import build_site

Site = Callable[..., Path]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site, built for a folder."""
    folder = tmp_path_factory.mktemp("offline")
    build_site(Path(__file__).parents[2], offline=True, site_dir=folder)
    return folder


@pytest.mark.browser
def test_opens_and_searches_from_a_folder(browser: Browser, folder: Path) -> None:
    """A reader opens the file, goes to a campaign, and finds another by a sentence; nothing asks a server."""
    tab = browser.new_page()
    urls: list[str] = []
    errors: list[str] = []
    tab.on("request", lambda request: urls.append(request.url))
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    tab.goto((folder / "index.html").as_uri())
    tab.click('main a[href$="plans/kopi-dari-gayo-2025/index.html"]')
    tab.wait_for_url("**/plans/kopi-dari-gayo-2025/index.html")
    assert "Coffee has an address" in tab.inner_text("h1")
    tab.click("input[name=query]")
    tab.keyboard.type("canteen table", delay=50)
    tab.wait_for_selector(".md-search-result__item a", state="attached")
    tab.click(".md-search-result__item a")
    tab.wait_for_url("**/plans/kantin-kampus-2026/**")
    assert tab.inner_text("h1")
    assert [url for url in urls if not url.startswith("file:")] == []
    assert errors == []
    tab.close()


def test_every_link_is_a_file(folder: Path) -> None:
    """From a folder nobody turns a folder into its index, so each link of ours names a file that is there."""
    lost = []
    for path in (folder / "plans").rglob("*.html"):
        for href in re.findall(r'<a [^>]*href="([^"#:]+)(?:#[^"]*)?"', path.read_text(encoding="utf-8")):
            lost += [] if (path.parent / href).resolve().is_file() else [f"{path.name} {href}"]
    assert lost == []


def test_search_index_is_a_script_with_our_entries(folder: Path) -> None:
    """The script holds the very index that a server would hand out, with our pages in it."""
    script = (folder / "search" / "search_index.js").read_text(encoding="utf-8")
    assert script == f"var __index = {(folder / 'search' / 'search_index.json').read_text(encoding='utf-8')}"
    assert "plans/kantin-kampus-2026/index.html" in script


def test_a_build_for_a_server_has_no_shim_in_its_pages(site: Site) -> None:
    """Only a site for a folder loads the stand-in for workers."""
    public = site()
    assert "iframe-worker" not in (public / "campaigns" / "index.html").read_text(encoding="utf-8")
    assert not (public / "search" / "search_index.js").exists()


@pytest.mark.parametrize("first", [True, False])
def test_material_plugin_fetches_nothing(site: Site, first: bool) -> None:
    """With Material's own plugin, before ours or after it, the stand-in comes with the site and not from a network."""
    ours: list[object] = [{"rencana": {"on": "2026-03-01"}}]
    public = site(plugins=["search", *(["offline", *ours] if first else [*ours, "offline"])])
    page = (public / "campaigns" / "plans" / "iced" / "strategy.html").read_text(encoding="utf-8")
    assert re.findall(r'<script src="([^"]*iframe-worker[^"]*)"', page) == ["../../../assets/rencana/iframe-worker.js"]
    assert (public / "assets" / "rencana" / "iframe-worker.js").read_text(encoding="utf-8").count("Permission") == 1
    assert "plans/iced/strategy.html" in (public / "search" / "search_index.js").read_text(encoding="utf-8")


def test_the_shim_comes_without_our_theme(site: Site) -> None:
    """The stand-in is there too where our parts of the theme are not used."""
    public = site(rencana={"theme": False}, plugins=["search", "offline", {"rencana": {"theme": False}}])
    assert (public / "assets" / "rencana" / "iframe-worker.js").is_file()
