"""Reports say what was measured and decided, each thing where its reader looks for it."""

import re
from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from plain import Outcome, outcome_of

from rencana.measure import Measured, Status, StatusReason, measure
from rencana.render.subject.kit import Show

ROOT = Path(__file__).parents[3]
ON = date(2026, 3, 1)
LATER = date(2026, 3, 10)
QUESTION = "    question: Apakah penjualan botol mengejar jalurnya?\n"


@pytest.fixture(scope="module")
def shop_window() -> Outcome:
    """The repository's own workspace, rendered."""
    return outcome_of(ROOT, on=ON)


def _html(outcome: Outcome, path: str) -> str:
    return next(page for page in outcome.pages.pages if page.path == path).body().html


def _section(html: str, name: str) -> str:
    section = re.search(rf'<section aria-labelledby="{name}">.*?</section>', html, re.DOTALL)
    assert section, name
    return section[0]


def _text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def _measured(outcome: Outcome) -> list[Measured]:
    return [measure(campaign, outcome.on) for campaign in outcome.checked.portfolio.campaigns.values()]


def _has_begun(campaign: Measured) -> bool:
    return any(kpi.verdict.rule is not StatusReason.NOT_BEGUN for kpi in campaign.kpis.values())


@pytest.mark.parametrize("on", [ON, date(2025, 10, 1), date(2026, 7, 1)])
def test_executive_counts_every_campaign_once(on: date) -> None:
    """The numbers at the top are those of the statuses that were measured; who is not judged is counted apart."""
    outcome = outcome_of(ROOT, on=on)
    parts = re.findall(
        r'rn-tally__count">(\d+)</span><span class="rn-tally__word">.*?</svg>([^<]+)<',
        _html(outcome, "reports/executive.md"),
    )
    counts = {word: int(count) for count, word in parts}
    judged = Counter(
        campaign.status.value.replace("-", " ").capitalize()
        for campaign in _measured(outcome)
        if campaign.judged and _has_begun(campaign)
    )
    apart = counts.pop("Not approved yet", 0) + counts.pop("Not begun", 0)
    assert {word: count for word, count in counts.items() if count} == dict(judged)
    assert {"Reached", "On track", "At risk", "Behind", "Missed"} <= set(counts)
    assert apart + sum(judged.values()) == len(outcome.checked.portfolio.campaigns)


def test_executive_names_the_deciding_kpi(shop_window: Outcome) -> None:
    """Each judged campaign stands in one line with the KPI that its status hangs on, its value, its target and why."""
    lines = re.findall(
        r"<li><div class=\"rn-verdict__status\">.*?</li>", _html(shop_window, "reports/executive.md"), re.DOTALL
    )
    assert len(lines) == sum(campaign.judged for campaign in _measured(shop_window))
    text = _text(next(line for line in lines if "Ramadan dingin" in line))
    assert "Behind" in text
    assert "Bottles sold in partner shops 14,600 18 Feb \N{EN DASH} 1 Mar 2026 target 47,500 by 19 Mar 2026" in text
    assert "4,400 short of 19,000 expected by now" in text
    assert "KPIs behind" in text


def test_analyst_lists_every_kpi_once(shop_window: Outcome) -> None:
    """Every KPI of every campaign has one row with its status, and the row leads to its arithmetic."""
    table = _section(_html(shop_window, "reports/analyst.md"), "numbers")
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", table, re.DOTALL)
    statuses = {}
    for row in rows:
        href = re.search(r'href="\.\./\.\./plans/([^/]+)/measurement/#kpi-([^"]+)"', row)
        status = re.search(r"rn-status--([a-z-]+)", row)
        assert href
        assert status
        statuses[href[1], href[2]] = status[1]
    expected = {
        (campaign.campaign.id, kpi.id): kpi.status.value
        for campaign in _measured(shop_window)
        for kpi in campaign.kpis.values()
    }
    assert len(rows) == len(expected)
    assert statuses == expected


def test_analyst_defines_every_metric_in_use(shop_window: Outcome) -> None:
    """Every metric that a KPI uses has its definition on the page."""
    table = _section(_html(shop_window, "reports/analyst.md"), "definitions")
    used = {kpi.metric.id for campaign in _measured(shop_window) for kpi in campaign.kpis.values()}
    assert set(re.findall(r'<tr id="metric-([^"]+)"', table)) == used


def test_manager_lists_exactly_what_lags(shop_window: Outcome) -> None:
    """The KPIs of campaigns at work that are missed, behind or at risk stand there, and no others."""
    table = _section(_html(shop_window, "reports/manager.md"), "lags")
    lags = set(re.findall(r'plans/([^/]+)/measurement/#kpi-([^"]+)"', table))
    lagging = (Status.MISSED, Status.BEHIND, Status.AT_RISK)
    expected = {
        (campaign.campaign.id, kpi.id)
        for campaign in _measured(shop_window)
        if campaign.campaign.plan.campaign.state in ("approved", "running", "paused")
        for kpi in campaign.kpis.values()
        if kpi.status in lagging
    }
    assert lags == expected
    assert len(expected) == 4


@pytest.mark.parametrize("decided", [False, True])
def test_review_waits_until_it_is_decided(example: Path, *, decided: bool) -> None:
    """A review whose day has come waits while it has no decision, and no longer once it has one."""
    plan = example / "plans" / "ramadan-dingin-2026" / "plan.yaml"
    text = plan.read_text(encoding="utf-8")
    assert QUESTION in text
    if decided:
        plan.write_text(
            text.replace(QUESTION, f"{QUESTION}    decision: Poster pindah ke dekat kasir.\n"), encoding="utf-8"
        )
    outcome = outcome_of(example, on=LATER)
    executive = _html(outcome, "reports/executive.md")
    assert ("Minggu kedua" in _section(executive, "waiting")) is not decided
    assert ("Poster pindah" in _section(executive, "decided")) is decided
    row = next(
        row for row in _section(_html(outcome, "reports/manager.md"), "reviews").split("<tr>") if "Minggu kedua" in row
    )
    assert ("Waiting for a decision" in row) is not decided
    assert ("Decided" in row) is decided


def test_manager_looks_fourteen_days_ahead(example: Path) -> None:
    """What goes out today or within the thirteen days after it stands there with its state; the cancelled does not."""
    calendar = example / "plans" / "ramadan-dingin-2026" / "calendar.csv"
    rows = [
        "id,at,channels,title,state",
        *(f"day-{day},2026-03-{day:02},instagram,On {day},approved" for day in (1, 14, 15)),
    ]
    calendar.write_text("\n".join([*rows, "gone,2026-03-03,instagram,Gone,cancelled", ""]), encoding="utf-8")
    items = _section(_html(outcome_of(example, on=ON), "reports/manager.md"), "items")
    assert re.findall(r"On (\d+)<", items) == ["1", "14"]
    assert "Gone" not in items
    assert "Approved" in items


@pytest.mark.parametrize("shown", [True, False])
def test_hidden_money_is_in_no_report(*, shown: bool) -> None:
    """A site that hides budgets has no amount of one in a report or framework, and does not say that there is none."""
    outcome = outcome_of(ROOT, on=ON, show=Show(budget=shown))
    pages = [page for page in outcome.pages.pages if page.kind == "framework" or page.kind.startswith("report-")]
    html = {page.path: page.body().html for page in pages}
    assert any("145,000,000" in page or "145.000.000" in page for page in html.values()) is shown
    assert ('id="money"' in html["reports/manager.md"]) is shown
    assert ("<dt>Money</dt>" in html["plans/kantin-kampus-2026/oasis.md"]) is shown
    assert ("<code>budget</code>" in html["plans/kantin-kampus-2026/oasis.md"]) is shown


def test_campaign_report_speaks_its_language(shop_window: Outcome) -> None:
    """The report of a campaign is in the language of its plan, with every yardstick's value beside its target."""
    html = _html(shop_window, "plans/ramadan-dingin-2026/report.md")
    assert html.startswith('<div class="rn rn-page rn-report rn-report--campaign" lang="id">')
    text = _text(_section(html, "objectives"))
    assert "Tayangan konten bermerek Sesuai target 488.255 11 Feb \N{EN DASH} 1 Mar 2026 target 900.000" in text
    campaign = shop_window.checked.portfolio.campaigns["ramadan-dingin-2026"]
    assert all(objective.title in text for objective in campaign.plan.objectives.values() if objective.title)


def test_index_leads_to_all_reports(shop_window: Outcome) -> None:
    """The index is in the navigation and leads to the three reports and to the sheet of each campaign."""
    index = next(page for page in shop_window.pages.pages if page.path == "reports/index.md")
    assert index.listed
    links = set(re.findall(r'href="([^"]+)"', index.body().html))
    sheets = {f"../plans/{name}/report/" for name in shop_window.checked.portfolio.campaigns}
    assert {"executive/", "manager/", "analyst/", *sheets} <= links


def test_executive_names_what_has_not_begun() -> None:
    """Campaigns that begin later are named in one line below the judged ones, and are not "No reading"."""
    html = _html(outcome_of(ROOT, on=date(2025, 10, 1)), "reports/executive.md")
    lines = re.findall(r"<li><div class=\"rn-verdict__status\">.*?</li>", html, re.DOTALL)
    assert not [line for line in lines if "Not begun" in line or "No reading" in line]
    assert "Not begun: Answered before the coffee gets cold , Ramadan dingin" in _text(_section(html, "standing"))
