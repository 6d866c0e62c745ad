"""What can be followed to its end: every number to its line, every filter to its list, an item to its words."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
MEASURED = ("cepat-dijawab-2026", "kopi-dari-gayo-2025", "ramadan-dingin-2026")


def test_worst_status_is_two_clicks_away(tab: Page, address: str) -> None:
    """The first count on the home page leads over a list to a campaign that says the status, and which KPI has it."""
    tab.goto(address)
    word = tab.locator(".rn-count >> nth=0").locator(".rn-status").inner_text()
    tab.click(".rn-count >> nth=0")
    tab.click(".rn-campaign h3 a >> nth=0")
    expect(tab.locator(".rn-head .rn-status")).to_have_text(word)
    expect(tab.locator(".rn-kpi__title", has_text=word).first).to_be_visible()


def test_every_alarm_leads_to_its_kpi(tab: Page, address: str) -> None:
    """A KPI that needs attention is one click from home: its own part of a page, which says that very status."""
    tab.goto(address)
    alarms = [
        (line.locator(".rn-fault").get_attribute("class") or "", link.inner_text(), link.get_attribute("href") or "")
        for line in tab.locator(".rn-attention li").all()
        for link in line.locator("a[href*='#kpi-']").all()
    ]
    assert len(alarms) > 3
    for mark, title, href in alarms:
        tab.goto(f"{address}{href}")
        part = tab.locator(".rn-detail", has=tab.locator("h2:target"))
        expect(part.locator("h2")).to_be_in_viewport()
        expect(part.locator("h2")).to_have_text(title)
        status = mark.rpartition("--")[2]
        expect(
            part.locator(".rn-stale" if status == "overdue" else f".rn-standing .rn-status--{status}")
        ).to_be_visible()


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@pytest.mark.parametrize("campaign", MEASURED)
def test_every_part_of_every_value_leads_to_its_line(tab: Page, address: str, campaign: str) -> None:
    """From each part of each KPI to its rows, to lines of the CSV that can be downloaded, to lines of the file."""
    tab.goto(f"{address}plans/{campaign}/measurement/")
    with tab.expect_download() as download:
        tab.click("#readings ~ p a[download]")
    with download.value.path().open(encoding="utf-8", newline="") as file:
        lines = {(Path(line["file"]).name, line["line"]): line for line in csv.DictReader(file)}
    parts = 0
    for detail in tab.locator(".rn-arithmetic").all():
        detail.locator("> summary").click()
        for part in detail.locator(".rn-parts tbody tr").all():
            value, metric = (part.locator(at).inner_text() for at in ("td >> nth=1", "th"))
            links = part.locator("a")
            rows = int(part.locator("td").last.inner_text().split()[0])
            assert links.count() == rows
            number = _follow(tab, links.first, metric, lines)
            assert rows > 1 or number == value, number
            if rows > 1:
                part.locator("summary").click()
                _follow(tab, links.last, metric, lines)
            parts += 1
    assert parts >= tab.locator(".rn-detail .rn-pair").count() > 2


def _follow(tab: Page, link: Locator, metric: str, lines: dict[tuple[str, str], dict[str, str]]) -> str:
    """Goes to the row that a link leads to, sees that the files say the same, and returns the value of the row."""
    words = link.inner_text()
    link.click()
    row = tab.locator("tr:target")
    expect(row).to_be_in_viewport()
    expect(row.locator("code")).to_have_text(words)
    expect(row.locator("th")).to_have_text(metric)
    name, _, number = words.rpartition(":")
    line = lines[name, number]
    cell = row.locator("td >> nth=2").inner_text()
    assert _digits(cell) == _digits(line["value"]), (words, cell)
    assert line["value"] in (ROOT / line["file"]).read_text(encoding="utf-8").splitlines()[int(number) - 1]
    return cell


def _listed(tab: Page) -> list[str]:
    """The campaigns of the cards on a page, or else those that the page links to."""
    cards = tab.locator(".rn-campaign h3 a:visible")
    links = cards if cards.count() else tab.locator(".rn a[href*='plans/']:visible")
    return sorted({path.split("/")[2] for path in links.evaluate_all("all => all.map(one => one.pathname)")})


def test_every_filter_is_the_same_list_without_javascript(tab: Page, plain: Page, address: str) -> None:
    """What a filter leaves on the home page is what its own page lists; and it is seen that the filter is on."""
    tab.goto(address)
    filters = tab.locator("[data-facet]")
    assert filters.count() > 20
    for filter_link in filters.all():
        look = "one => { const s = getComputedStyle(one); return [s.color, s.backgroundColor, s.fontWeight].join() }"
        before = filter_link.evaluate(look)
        filter_link.click()
        tab.mouse.move(0, 0)
        assert filter_link.evaluate(look) != before
        listed = _listed(tab)
        filter_link.click()
        plain.goto(f"{address}{filter_link.get_attribute('href')}")
        assert _listed(plain) == listed, filter_link.inner_text()
    assert tab.url == address


def test_months_end_where_nothing_is_planned(tab: Page, address: str) -> None:
    """Turning back and forth passes every month once, and both ends say so by having no further link."""
    tab.goto(f"{address}calendar/")
    every = tab.locator(".rn-month-card__title a").all_inner_texts()
    tab.click(f".rn-month-card__title a:text-is('{every[0]}')")
    passed = [tab.inner_text("h1")]
    while tab.locator(".rn-between [rel=next]").count():
        tab.click(".rn-between [rel=next]")
        passed.append(tab.inner_text("h1"))
    assert passed == every
    assert tab.locator(".rn-between [rel=prev]").count() == tab.locator(".rn-between").count() > 0


def test_item_of_a_month_leads_to_its_words(plain: Page, address: str) -> None:
    """From a day of all campaigns to the item in its own calendar, whose words unfold, all without JavaScript."""
    plain.goto(f"{address}calendar/2026-03/")
    plain.click(".rn-chip a:has-text('Peta toko dingin (2)')")
    item = plain.locator(".rn-entry:target")
    expect(item).to_be_in_viewport()
    words = item.locator("details > :not(summary)").first
    expect(words).to_be_hidden()
    item.locator("summary").click()
    expect(words).to_be_visible()


def test_month_unfolds_without_javascript(plain: Page, address: str) -> None:
    """Of a campaign's months the present one is open, and another opens by a click on its name."""
    plain.goto(f"{address}plans/cepat-dijawab-2026/calendar/")
    expect(plain.locator(".rn-month-part[open] summary").first).to_contain_text("March 2026")
    january = plain.locator(".rn-month-part", has_text="January 2026").first
    expect(january.locator("table")).to_be_hidden()
    january.locator("summary").click()
    expect(january.locator("table")).to_be_visible()


def test_skip_link_passes_the_head(tab: Page, address: str) -> None:
    """The first stop of the keyboard passes the head of the site, and the next stop is in the page itself."""
    tab.goto(address)
    tab.keyboard.press("Tab")
    expect(tab.locator(".md-skip")).to_be_focused()
    expect(tab.locator(".md-skip")).to_be_in_viewport()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('.rn') !== null")


def test_points_of_a_chart_are_walked(tab: Page, address: str) -> None:
    """Arrow keys, Home and End go from point to point of a line, and each is said with the words of the table."""
    tab.goto(f"{address}plans/kopi-dari-gayo-2025/measurement/")
    chart = tab.locator(".rn-chart", has=tab.locator("#kpi-direct-orders-chart-wide-title"))
    now = chart.locator(".rn-chart__now")
    rows = (
        chart.locator("tbody >> nth=0")
        .locator("tr")
        .evaluate_all("all => all.map(row => [...row.cells].map(c => c.textContent))")
    )
    chart.locator(".rn-c--wide").focus()
    tab.keyboard.press("Home")
    for day, value, *_ in rows:
        expect(now).to_contain_text(f"{day}: {value}")
        tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowLeft")
    expect(now).to_contain_text(f"{rows[-2][0]}: {rows[-2][1]}")
    assert now.get_attribute("aria-live") == "polite"
