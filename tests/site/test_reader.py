"""What readers do on the site, in a real browser: find, follow, filter, turn pages, with a pointer or without."""

import csv
import io

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

RAMADAN = "plans/ramadan-dingin-2026/"


def _cards(tab: Page) -> list[str]:
    return [title for title in tab.locator(".rn-campaign:visible h3").all_inner_texts() if title]


def test_campaign_that_is_behind_is_two_clicks_from_home(tab: Page, address: str) -> None:
    """Who wants to know what is behind, and why, is there after two clicks."""
    tab.goto(address)
    tab.click(".rn-count--behind")
    tab.click(".rn-campaign h3 a >> nth=0")
    expect(tab.locator("h1")).to_contain_text("Answered before the coffee gets cold")
    expect(tab.locator(".rn-head .rn-status--behind")).to_be_visible()
    behind = tab.locator(".rn-kpi", has=tab.locator(".rn-status--behind"))
    expect(behind).to_contain_text("Complaints in public")
    expect(behind).to_contain_text("15 too many: at most 38 by now")


def test_number_is_followed_to_its_line(tab: Page, address: str) -> None:
    """From a value to the line that it was read from, on the page and in the file that can be downloaded."""
    tab.goto(f"{address}{RAMADAN}measurement/")
    detail = tab.locator("section[aria-labelledby=kpi-botol]")
    # "12 rows" beside the value leads to the arithmetic, which opens; there each row has its line.
    detail.locator(".rn-pair a[href$='#rows-botol']").first.click()
    detail.locator(".rn-parts summary").last.click()
    detail.locator("a", has_text="botol.csv:7").click()
    row = tab.locator("#row-botol-7")
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text("1.705")
    with tab.expect_download() as download:
        tab.click("a[href$='readings.csv']")
    lines = csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8")))
    values = [line for line in lines if line["file"].endswith("botol.csv") and line["line"] == "7"]
    assert [line["value"] for line in values] == ["1705"]


def test_parts_of_a_number_add_up_to_it(tab: Page, address: str) -> None:
    """The arithmetic behind a value names its parts, and they add up."""
    tab.goto(f"{address}{RAMADAN}measurement/")
    detail = tab.locator("section[aria-labelledby=kpi-botol]")
    detail.locator("summary", has_text="Asal angka ini").click()
    cells = detail.locator("details[open] tbody tr").all_inner_texts()
    assert len(cells) > 1
    values = [
        int(part.replace(".", "")) for row in cells for part in row.split("\t") if part.replace(".", "").isdigit()
    ]
    assert 14_600 in {sum(values), *values}


def test_filters_choose_in_place(tab: Page, address: str) -> None:
    """A filter hides what does not have it, says how many are left, adds to other filters, and lets go again."""
    tab.goto(address)
    every = _cards(tab)
    tab.click("[data-facet=state-running]")
    assert len(_cards(tab)) == 2 < len(every)
    expect(tab.locator(".rn-filters__said")).to_have_text("Campaigns shown: 2 / 4")
    tab.click("[data-facet=channel-tiktok]")
    assert _cards(tab) == ["Ramadan dingin"]
    tab.click("[data-facet=channel-tiktok]")
    tab.click("[data-facet=state-running]")
    assert _cards(tab) == every


def test_filters_are_let_go_at_once(tab: Page, address: str) -> None:
    """Where something is filtered a button shows all again; it is used by keyboard, and the focus is not lost."""
    tab.goto(address)
    every = _cards(tab)
    button = tab.get_by_role("button", name="Show all")
    expect(button).to_be_hidden()
    tab.click("[data-facet=channel-tiktok]")
    tab.click("[data-facet=state-running]")
    _tab_to(tab, ".rn-filters__all")
    tab.keyboard.press("Enter")
    assert _cards(tab) == every
    assert tab.url == address
    expect(button).to_be_hidden()
    expect(tab.locator("[data-facet=state-running]")).to_be_focused()


def test_chosen_filters_stand_in_the_address(tab: Page, address: str) -> None:
    """A filtered list is found again after a reload, by whoever gets its address, and after one step back."""
    tab.goto(f"{address}teams/")
    tab.goto(f"{address}?from=mail#timeline")
    tab.click("[data-facet=state-running]")
    tab.click("[data-facet=channel-tiktok]")
    shared = f"{address}?from=mail&show=state-running&show=channel-tiktok#timeline"
    assert tab.url == shared
    tab.reload()
    assert _cards(tab) == ["Ramadan dingin"]
    tab.click(".rn-campaign:visible h3 a")
    tab.wait_for_url("**/ramadan-dingin-2026/")
    tab.go_back()
    assert _cards(tab) == ["Ramadan dingin"]
    tab.go_back()
    tab.wait_for_url("**/teams/")
    tab.goto(shared)
    assert _cards(tab) == ["Ramadan dingin"]
    expect(tab.locator("#timeline")).to_be_in_viewport()


def test_way_back_to_an_anchor_has_its_list(tab: Page, address: str) -> None:
    """A step back within the page shows the list of the address that it leads to."""
    tab.goto(address)
    every = _cards(tab)
    tab.evaluate("location.hash = 'timeline'")
    tab.click("[data-facet=state-running]")
    tab.go_back()
    assert tab.url == address
    assert _cards(tab) == every
    tab.go_forward()
    assert len(_cards(tab)) == 2


def test_filters_are_folded_on_a_phone(tab: Page, address: str) -> None:
    """On a phone the filters are folded and say how many are chosen; a wide screen shows them all."""
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"{address}?show=state-running&show=nobody-knows")
    link, fold = tab.locator("[data-facet=state-running]"), tab.locator(".rn-filters summary")
    expect(link).to_be_hidden()
    expect(fold).to_have_text("Filters (1 chosen)")
    assert len(_cards(tab)) == 2
    tab.click("text='Show all'")
    expect(fold).to_have_text("Filters")
    expect(fold).to_be_focused()
    tab.keyboard.press("Enter")
    expect(link).to_be_visible()
    fold.click()
    expect(link).to_be_hidden()
    tab.set_viewport_size({"width": 1280, "height": 900})
    expect(link).to_be_visible()
    expect(fold).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1280])
def test_filters_without_javascript_are_pages(plain: Page, address: str, width: int) -> None:
    """Without JavaScript a filter leads to a page with the same campaigns, on a phone too."""
    plain.set_viewport_size({"width": width, "height": 844})
    plain.goto(address)
    plain.click("[data-facet=state-running]")
    assert plain.url == f"{address}by/state/running/"
    assert sorted(_cards(plain)) == ["Answered before the coffee gets cold", "Ramadan dingin"]


def test_months_are_turned(tab: Page, address: str) -> None:
    """The calendar of all campaigns is read forward and back, and that of a campaign by month, week and list."""
    tab.goto(f"{address}calendar/")
    tab.click("a:text('March 2026')")
    tab.click("a[rel=next] >> nth=0")
    expect(tab.locator("h1")).to_have_text("April 2026")
    tab.click("a[rel=prev] >> nth=0")
    expect(tab.locator("h1")).to_have_text("March 2026")
    expect(tab.locator(".rn-month")).to_contain_text("Peta toko dingin (2)")
    tab.goto(f"{address}{RAMADAN}calendar/")
    for name, part in {"Bulan": "#by-month", "Minggu": "#by-week", "Daftar": "#list"}.items():
        tab.click(f".rn-jump a:text-is('{name}')")
        expect(tab.locator(part)).to_be_in_viewport()


def _tab_to(tab: Page, selector: str, most: int = 80) -> None:
    """Presses the key until something is focused, and sees that the focus can be seen."""
    for _ in range(most):
        tab.keyboard.press("Tab")
        if tab.evaluate("at => document.activeElement.matches(at)", selector):
            assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    pytest.fail(f"{selector} is not reached by the keyboard")


def test_keyboard_reaches_everything(tab: Page, address: str) -> None:
    """Filters, cards, tabs, tables and charts are used without a pointer."""
    tab.goto(address)
    _tab_to(tab, "[data-facet=state-running]")
    tab.keyboard.press("Enter")
    assert len(_cards(tab)) == 2
    _tab_to(tab, ".rn-campaign h3 a")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/plans/cepat-dijawab-2026/")
    _tab_to(tab, ".rn-tabs a[href*=measurement]")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/measurement/")
    _tab_to(tab, "svg.rn-c--wide")
    now = tab.locator(".rn-chart__now >> nth=0")
    last = now.inner_text()
    tab.keyboard.press("ArrowLeft")
    assert last.strip()
    assert now.inner_text() != last


def test_wide_table_is_scrolled_by_the_keyboard(browser: Browser, address: str) -> None:
    """On a phone a wide table stands in a frame of its own, which arrow keys scroll."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    tab = context.new_page()
    tab.goto(f"{address}reports/analyst/")
    frame = tab.locator(".rn-table >> nth=0")
    frame.focus()
    for _ in range(5):
        tab.keyboard.press("ArrowRight")
    tab.wait_for_function("document.querySelector('.rn-table').scrollLeft > 0")
    context.close()


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("", ["What needs attention", "Ramadan dingin", "14,600"]),
        (RAMADAN, ["Rencana dalam satu kalimat", "14.600", "Tertinggal"]),
        (f"{RAMADAN}measurement/", ["Kartu nilai", "Target 47,5 rb", "Kurang 4.400 dari 19.000"]),
        (f"{RAMADAN}calendar/", ["Februari 2026", "Peta toko dingin (2)", "Adzan, es, tegukan. Sudah."]),
        ("reports/executive/", ["How each campaign stands", "No review waits for a decision."]),
    ],
)
def test_without_javascript_nothing_is_missing(plain: Page, address: str, page: str, words: list[str]) -> None:
    """What a page has to say is there without JavaScript, charts with their labels too."""
    plain.goto(f"{address}{page}")
    for text in words:
        expect(plain.get_by_text(text).locator("visible=true").first).to_be_visible()
