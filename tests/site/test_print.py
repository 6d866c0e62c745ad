"""Reports on paper: what is meant for one sheet prints on one sheet, without the frame of the site."""

import re

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PORTRAIT = (595, 842)
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
SIZE = re.compile(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]")


def _pdf(browser: Browser, url: str) -> bytes:
    tab = browser.new_page()
    tab.goto(url)
    content = tab.pdf(prefer_css_page_size=True, print_background=True)
    tab.close()
    return content


@pytest.mark.parametrize(
    "page", ["reports/executive/", "plans/ramadan-dingin-2026/report/", "plans/kopi-dari-gayo-2025/report/"]
)
def test_sheet_prints_on_one_sheet(browser: Browser, address: str, page: str) -> None:
    """The executive's report and the report of a campaign fill one upright sheet of A4."""
    pdf = _pdf(browser, f"{address}{page}")
    assert len(PAGE.findall(pdf)) == 1
    assert {(round(float(width)), round(float(height))) for width, height in SIZE.findall(pdf)} == {PORTRAIT}


def test_wide_table_prints_across(browser: Browser, address: str) -> None:
    """The analyst's table lies across the sheet, and no row of it is cut off at the right edge."""
    pdf = _pdf(browser, f"{address}reports/analyst/")
    sizes = {(round(float(width)), round(float(height))) for width, height in SIZE.findall(pdf)}
    assert sizes == {PORTRAIT[::-1]}
    tab = browser.new_page(viewport={"width": 1046, "height": 700})
    tab.emulate_media(media="print")
    tab.goto(f"{address}reports/analyst/")
    assert tab.evaluate("document.querySelector('.rn-all').getBoundingClientRect().right") <= 1046
    tab.close()


def test_frame_of_the_site_is_not_printed(browser: Browser, address: str) -> None:
    """On paper there is no navigation, no list of contents and no tab; the words of the report are all there."""
    tab = browser.new_page()
    tab.emulate_media(media="print")
    tab.goto(f"{address}plans/ramadan-dingin-2026/report/")
    for part in (".md-header", ".md-sidebar", ".rn-tabs", ".rn-crumb", ".rn-downloads"):
        assert not any(element.is_visible() for element in tab.query_selector_all(part)), part
    assert "Ramadan dingin" in tab.inner_text("h1")
    tab.close()
