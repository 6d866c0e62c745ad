"""Readers in a real browser: nothing comes from elsewhere, nothing inline runs, and pages fit a phone."""

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGES = [
    "",
    "plans/kopi-dari-gayo-2025/strategy/",
    "plans/ramadan-dingin-2026/",
    "plans/ramadan-dingin-2026/measurement/",
    "audiences/pekerja-muda/",
]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("page", PAGES)
def test_page_is_whole_by_itself(browser: Browser, address: str, page: str, width: int) -> None:
    """A page asks no other server for anything, breaks no rule of a strict policy, and does not scroll sideways."""
    tab = browser.new_page(viewport={"width": width, "height": 800})
    urls: list[str] = []
    errors: list[str] = []
    tab.on("request", lambda request: urls.append(request.url))
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(f"{address}{page}")
    tab.wait_for_load_state("networkidle")
    assert [url for url in urls if not url.startswith((address, "data:"))] == []
    assert [text for text in errors if "404" not in text] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()


def test_colours_follow_the_reader(browser: Browser, address: str) -> None:
    """A reader who prefers dark sees dark, without an inline script."""
    context = browser.new_context(color_scheme="dark")
    tab = context.new_page()
    tab.goto(address)
    assert tab.evaluate("document.body.getAttribute('data-md-color-scheme')") == "slate"
    context.close()


def test_search_leads_to_a_plan(browser: Browser, address: str) -> None:
    """Somebody who remembers a sentence of a plan finds its page."""
    tab = browser.new_page()
    with tab.expect_response("**/search/search_index.json"):
        tab.goto(address)
    tab.wait_for_load_state("networkidle")
    tab.click("input[name=query]")
    tab.keyboard.type("canteen table", delay=50)
    tab.wait_for_selector(".md-search-result__item a", state="attached")
    assert "plans/kantin-kampus-2026/" in str(tab.get_attribute(".md-search-result__item a", "href"))
    tab.close()


def test_readable_without_javascript(browser: Browser, address: str) -> None:
    """Without JavaScript every word and number of a page is there, tables of drawings too."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}plans/kopi-dari-gayo-2025/measurement/")
    text = tab.inner_text("main")
    assert "Coffee has an address" in text
    assert "shop-and-panel.csv:10" in text
    context.close()
