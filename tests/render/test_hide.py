"""A site that hides something was made without it: no page, no file and no link knows of it."""

import re
from datetime import date
from pathlib import Path

import pytest
from plain import Checked, build, check

from rencana.finding import Finding, Severity
from rencana.plan.campaign import Campaign
from rencana.render.hide import hidden_plans, outlines, shown_findings, without
from rencana.render.page import Pages
from rencana.render.subject.kit import Show
from rencana.source import MemoryTree
from rencana.span import Span

ON = date(2026, 3, 1)
SHARED = "format: 1\norganisation: Kopi\nteams: {crew: Crew}\n"
OPEN = """campaign:
  title: Open plan
  owner: crew
  state: approved
  period: 2026
  part_of: secretplan
  was: [secretplan, older]
objectives:
  seen: {type: awareness, statement: People see it.}
budget:
  total: 7_654_321 IDR
  lines:
    films: {amount: 3_141_593 IDR, title: planted-line, note: "![x](assets/planted.svg)", x-own: planted-own}
  note: planted-note
  # planted-comment ![x](assets/planted.svg)
schedule:
  phases: {first: {title: First, windows: [{start: 2026-02-01, end: 2026-04-01}]}}
calendar:
  film: {title: A film, at: 2026-03-03 10:00, channels: [instagram]}
"""
DRAFT = """campaign:
  title: Planted title
  summary: planted-summary
  state: STATE
  owner: crew
  period: 2026
  tags: [planted-tag]
  was: [planted-former]
objectives:
  planted-objective: {type: awareness, statement: planted-statement, yardsticks: [planted-kpi]}
audiences:
  planted-audience: {title: Planted audience}
channels:
  planted-channel: {platform: instagram, kind: owned, why: planted-why}
budget: 7_654_321 IDR
measurement:
  kpis:
    planted-kpi: {metric: views, targets: {value: 900, by: 2026-03-19}}
calendar:
  planted-item: {title: planted-item, at: 2026-03-02 10:00, channels: [planted-channel], copy: planted-copy}
reviews:
  planted-review: {date: 2026-02-20, decision: planted-decision}
"""
PARENT = "campaign: {title: Parent, state: approved}\n"
READINGS = "end,metric,value,channel,note\n2026-02-28,views,424242,planted-channel,planted-reading\n"
PLANTED = re.compile(rb"planted|secretplan|424[.,]?242|7[.,_]?654[.,_]?321|3[.,_]?141[.,_]?593", re.IGNORECASE)


def _workspace(folder: Path, state: str = "draft") -> Path:
    """Writes a plan with a budget, and one that is not approved with a word in each of its parts."""
    for name, text in {
        "portfolio.yaml": SHARED,
        "open/plan.yaml": OPEN,
        "open/assets/planted.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "secretplan/plan.yaml": DRAFT.replace("STATE", state),
        "secretplan/readings/r.csv": READINGS,
    }.items():
        path = folder / "plans" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _all_bytes(pages: Pages) -> dict[str, bytes]:
    contents = {page.path: f"{page.title} {page.source} {page.body()}".encode() for page in pages.pages}
    contents |= {download.path: download.content() for download in pages.downloads}
    contents |= {redirect.path: redirect.page("") for redirect in pages.redirects}
    return {path: path.encode() + b" " + content for path, content in contents.items()}


HIDDEN = Show(findings=True, budget=False, drafts=False)


@pytest.mark.parametrize("state", ["draft", "review"])
def test_nothing_of_the_hidden_is_made(tmp_path: Path, state: str) -> None:
    """No page, file, link or finding of the site holds a word of a hidden campaign or an amount of a budget."""
    contents = _all_bytes(build(_workspace(tmp_path, state), on=ON, show=HIDDEN).pages)
    assert {path: PLANTED.findall(content) for path, content in contents.items() if PLANTED.search(content)} == {}
    assert "plans/open/index.md" in contents


def test_all_is_shown_by_default(tmp_path: Path) -> None:
    """What the switches hide is there without them, so that the search for it means something."""
    contents = _all_bytes(build(_workspace(tmp_path), on=ON).pages)
    words = {word.lower() for content in contents.values() for word in PLANTED.findall(content)}
    assert {b"planted", b"secretplan", b"7654321", b"3141593", b"424242"} <= {
        re.sub(rb"[.,_]", b"", word) for word in words
    }
    assert "plans/open/assets/planted.svg" in contents


def test_a_hidden_budget_is_not_denied(tmp_path: Path) -> None:
    """Where budgets are hidden no page says that a plan has none."""
    pages = build(_workspace(tmp_path), on=ON, show=Show(budget=False)).pages
    page = next(candidate for candidate in pages.pages if candidate.path == "plans/open/index.md").body().html
    assert "udget" not in page
    assert "People see it." in page


def test_unreadable_plans_go_with_drafts(tmp_path: Path) -> None:
    """A plan that cannot be read may be a draft, so it goes with them; with budgets hidden it says no finding."""
    broken = _workspace(tmp_path) / "plans" / "torn" / "plan.yaml"
    broken.parent.mkdir()
    broken.write_text("campaign: {title: Torn}\nbudget: {total: planted-amount}\n", encoding="utf-8")
    paths = {page.path for page in build(tmp_path, on=ON, show=Show(drafts=False)).pages.pages}
    assert "plans/torn/index.md" not in paths
    torn = next(page for page in build(tmp_path, on=ON).pages.pages if page.path == "plans/torn/index.md")
    assert "planted-amount" in torn.body().html
    pages = build(tmp_path, on=ON, show=Show(budget=False)).pages
    assert "planted-amount" not in next(page for page in pages.pages if page.path == "plans/torn/index.md").body().html


def _portfolio(**plans: str) -> Checked:
    tree = {f"plans/{name}/plan.yaml": text.encode() for name, text in plans.items()}
    return check(MemoryTree({"plans/portfolio.yaml": SHARED.encode(), **tree}), on=ON)


def _shown(checked: Checked, show: Show) -> Campaign:
    """The campaign `open` as a site shows it."""
    return without(checked.portfolio.campaigns["open"], hidden_plans(outlines(checked.checks), show), show)


def test_the_rest_stays_where_it_stood() -> None:
    """Without its budget a document keeps each other line in its place, so that every place named is right."""
    checked = _portfolio(open=OPEN.replace("  part_of: secretplan\n", ""))
    before = checked.portfolio.campaigns["open"].document
    after = _shown(checked, Show(budget=False)).document
    assert after.text.count("\n") == before.text.count("\n")
    below = before.key_place(["schedule"]).line - 1
    assert after.text.split("\n")[below:] == before.text.split("\n")[below:]
    assert "planted" not in after.text
    assert list(after.data) == [key for key in before.data if key != "budget"]


def test_findings_of_money_are_hidden() -> None:
    """A finding about a budget, or inside one, is not told where budgets are hidden; others are."""
    text = OPEN.replace("  part_of: secretplan\n", "").replace("7_654_321", "1_000_000")
    checked = _portfolio(open=text)
    rules = {finding.rule for finding in checked.open}
    told_rules = {
        finding.rule for finding in shown_findings(checked.open, outlines(checked.checks), Show(budget=False))
    }
    assert "budget-overspent" in rules - told_rules
    assert "objective-without-yardstick" in told_rules


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("  seen: {type", True),
        ("budget:", False),
        ("    films:", False),
        ("  # planted-comment", False),
        ("schedule:", True),
    ],
)
def test_findings_inside_a_budget_are_hidden(line: str, *, shown: bool) -> None:
    """Whatever stands in a budget, from its first line to its last, is not told where budgets are hidden."""
    plan = OPEN.replace("  part_of: secretplan\n", "")
    number = next(at for at, text in enumerate(plan.splitlines(), start=1) if text.startswith(line))
    finding = Finding("wrong-kind", "", Severity.ERROR, "plans/open/plan.yaml", "Said.", Span(number, 1, number, 2))
    every = outlines(_portfolio(open=plan).checks)
    assert (shown_findings([finding], every, Show(budget=False)) == [finding]) is shown
    assert shown_findings([finding], every, Show()) == [finding]


@pytest.mark.parametrize(
    ("rule", "plan", "shown"),
    [
        ("wrong-kind", "open", True),
        ("budget-overspent", "open", False),
        ("wrong-kind", "torn", False),
    ],
)
def test_findings_outside_a_budget_may_be_of_money(rule: str, plan: str, *, shown: bool) -> None:
    """A rule about money is not told wherever it points, nor is any finding of a plan that cannot be read."""
    every = outlines(_portfolio(open=OPEN.replace("  part_of: secretplan\n", ""), torn="campaign: [").checks)
    finding = Finding(rule, "", Severity.ERROR, f"plans/{plan}/plan.yaml", "Said.", Span(1, 1, 1, 2))
    assert (shown_findings([finding], every, Show(budget=False)) == [finding]) is shown
    assert shown_findings([finding], every, Show()) == [finding]


def test_lines_of_a_budget_are_those_of_its_own_plan() -> None:
    """A plan without a budget hides no line, and a line of one plan says nothing of the budget of another."""
    plain = "campaign: {title: Plain, state: approved}\n" + "# A comment.\n" * 20
    every = outlines(_portfolio(open=OPEN.replace("  part_of: secretplan\n", ""), plain=plain).checks)
    first, last = every["open"].money or (0, 0)
    spots = [Span(number, 1, number, 2) for number in (first, last)]
    of_plain = [Finding("wrong-kind", "", Severity.ERROR, "plans/plain/plan.yaml", "Said.", spot) for spot in spots]
    of_nobody = [Finding("wrong-kind", "", Severity.ERROR, "plans/portfolio.yaml", "Said.", spot) for spot in spots]
    assert every["plain"].money is None
    assert shown_findings([*of_plain, *of_nobody], every, Show(budget=False)) == [*of_plain, *of_nobody]


@pytest.mark.parametrize(
    ("file", "message", "help", "shown"),
    [
        ("plans/open/plan.yaml", "Said.", "", True),
        ("plans/secretplan/plan.yaml", "Said.", "", False),
        ("plans/open/plan.yaml", "It is part of Secretplan.", "", False),
        ("plans/open/plan.yaml", "It runs beside “Planted Title”.", "", False),
        ("plans/open/plan.yaml", "Said.", "Ask the crew of planted title.", False),
    ],
)
def test_findings_that_name_the_hidden_are_hidden(file: str, message: str, help: str, *, shown: bool) -> None:
    """A finding that names a hidden plan, by its id or its title and in any case, is not told; others are."""
    every = outlines(_portfolio(open=OPEN, secretplan=DRAFT.replace("STATE", "draft")).checks)
    finding = Finding("wrong-kind", "", Severity.ERROR, file, message, Span(1, 1, 1, 2), help)
    assert (shown_findings([finding], every, Show(drafts=False)) == [finding]) is shown
    assert shown_findings([finding], every, Show()) == [finding]


def test_one_hidden_name_of_two_is_enough() -> None:
    """A finding that names one of two hidden plans is not told."""
    drafts = {
        name: DRAFT.replace("STATE", "draft").replace("Planted title", f"The {name}") for name in ("pasar", "iftar")
    }
    every = outlines(_portfolio(**drafts).checks)
    finding = Finding("wrong-kind", "", Severity.ERROR, "plans/portfolio.yaml", "See iftar.", Span(1, 1, 1, 2))
    assert shown_findings([finding], every, Show(drafts=False)) == []


def test_findings_that_compare_plans_go_with_drafts() -> None:
    """A finding that compares all plans may tell of a hidden one, so it goes with the drafts, if there are any."""
    every = outlines(_portfolio(open=OPEN, secretplan=DRAFT.replace("STATE", "draft")).checks)
    alone = outlines(_portfolio(open=OPEN.replace("  part_of: secretplan\n", "")).checks)
    finding = Finding("goal-unserved", "", Severity.NOTE, "plans/portfolio.yaml", "Said.", Span(1, 1, 1, 2))
    assert shown_findings([finding], every, Show(drafts=False)) == []
    assert shown_findings([finding], alone, Show(drafts=False)) == [finding]


@pytest.mark.parametrize(("state", "gone"), [("draft", True), ("review", True), ("approved", False), ("closed", False)])
def test_only_unapproved_plans_are_hidden(state: str, *, gone: bool) -> None:
    """Without drafts a site hides what nobody has approved, and names it by its title."""
    every = outlines(_portfolio(open=OPEN, secretplan=DRAFT.replace("STATE", state)).checks)
    assert hidden_plans(every, Show(drafts=False)) == ({"secretplan": "Planted title"} if gone else {})
    assert hidden_plans(every, Show()) == {}


def test_references_to_the_hidden_go() -> None:
    """A plan that is shown names no plan that is not: neither as the one that it is part of, nor as its former self."""
    checked = _portfolio(open=OPEN, secretplan=DRAFT.replace("STATE", "draft"))
    before, after = checked.portfolio.campaigns["open"], _shown(checked, Show(drafts=False))
    assert (before.plan.campaign.part_of, before.plan.campaign.was) == ("secretplan", ("secretplan", "older"))
    assert (after.plan.campaign.part_of, after.plan.campaign.was) == (None, ("older",))


@pytest.mark.parametrize(
    ("plan", "parent", "former"),
    [
        (OPEN.replace("secretplan, older", "older"), None, ("older",)),
        (OPEN.replace("part_of: secretplan", "part_of: parent"), "parent", ("older",)),
    ],
)
def test_either_reference_to_the_hidden_goes(plan: str, parent: str | None, former: tuple[str, ...]) -> None:
    """One reference to a hidden plan is enough to take it out, and what else a plan names stays."""
    plans = {"open": plan, "secretplan": DRAFT.replace("STATE", "draft"), "parent": PARENT}
    header = _shown(_portfolio(**plans), Show(drafts=False)).plan.campaign
    assert (header.part_of, header.was) == (parent, former)


def test_nothing_changes_where_all_is_shown() -> None:
    """With all shown a campaign stays as it is, to the same object."""
    checked = _portfolio(open=OPEN, secretplan=DRAFT.replace("STATE", "draft"))
    assert _shown(checked, Show()) is checked.portfolio.campaigns["open"]
