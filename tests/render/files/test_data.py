"""Plans as data: every field as it was written and as it is meant, and tables that no spreadsheet runs."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.plan.campaign import Unreadable
from rencana.render.files.data import as_json, campaign_row, plan_json, portfolio_json, readings_csv
from rencana.render.files.facts import LlmsLine, PortfolioRow, StatusEntry, facts
from rencana.render.files.llms import campaign_line, llms_text
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.portfolio import PortfolioView

PORTFOLIO = "format: 1\ncurrency: IDR\ntimezone: Asia/Jakarta\nteams: {social: {title: Social}}\n"
PLAN = """
campaign: {title: Iced, state: running, period: {start: 2026-03, end: 2026-04-10}, summary: "Cold *and* [good]."}
channels: {instagram: {why: {because: There.}, rhythm: 2-3 a week}}
budget: {total: 5_000_000 IDR}
calendar:
  first: {title: First sip, at: 2026-03-02 17:40, channels: [instagram], state: scheduled}
  weekly: {title: Question, every: thursday 16:30, channels: [instagram]}
measurement: {kpis: {seen: {metric: views, channels: [instagram]}}}
"""
READINGS = "start,end,channel,metric,value,note\n2026-03-02,2026-03-03,instagram,views,1200,=1+1\n"
View = Callable[..., CampaignView]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def view(view_of: View) -> CampaignView:
    """The campaign, seen from its first page."""
    return view_of(PLAN, portfolio=PORTFOLIO, readings=READINGS)


@given(st.dictionaries(st.text(), JSON, min_size=1, max_size=4))
def test_json_is_read_back(document: dict[str, Any]) -> None:
    """The lines of a file are for people; to programs it is the same document."""
    assert json.loads(as_json(document)) == document


def test_json_has_a_line_for_each_entry() -> None:
    """People find each key, and each entry of a list or map, on a line of its own."""
    document = {"a": 1, "list": [{"x": 1}, 2], "map": {"é": [1, 2]}, "none": [], "empty": {}}
    assert as_json(document).decode().splitlines() == [
        "{",
        ' "a": 1,',
        ' "list": [',
        '  {"x": 1},',
        "  2",
        " ],",
        ' "map": {',
        '  "é": [1, 2]',
        " },",
        ' "none": [],',
        ' "empty": {}',
        "}",
    ]


@pytest.fixture(scope="module")
def plan(view: CampaignView) -> dict[str, Any]:
    """The plan as its file has it."""
    document: dict[str, Any] = json.loads(plan_json(view.campaign))
    return document


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["start"], "2026-03-01"),
        (["end"], "2026-04-10"),
        (["currency"], "IDR"),
        (["plan", "campaign", "period", "start"], {"text": "2026-03", "first": "2026-03-01", "last": "2026-03-31"}),
        (["plan", "budget", "total"], {"value": 5000000, "unit": "money", "text": "5_000_000 IDR", "currency": "IDR"}),
        (["items", "first", "at", "time"], "17:40"),
        (["items", "first", "at", "first"], "2026-03-02"),
        (["items", "weekly", "every"], "thursday 16:30"),
        (["readings", 0, "metric"], "views"),
        (["readings", 0, "line"], 2),
    ],
)
def test_values_are_as_written_and_as_meant(path: list[Any], value: object, plan: dict[str, Any]) -> None:
    """A date has its text and its days, an amount its text and its number, and each reading its place."""
    part: Any = plan
    for key in path:
        part = part[key]
    assert part == value


def test_unsaid_fields_are_left_out(plan: dict[str, Any]) -> None:
    """What a plan does not say is not in its file."""
    assert "objectives" not in plan["plan"]
    assert "part-of" not in plan["plan"]["campaign"]


@pytest.mark.parametrize(
    ("written", "data"),
    [
        ("", None),
        ('""', None),
        ("~", None),
        ('[""]', [None]),
        ("{a: }", {"a": None}),
        ("[{a: [b, ~]}]", [{"a": ["b", None]}]),
    ],
)
def test_an_own_key_left_empty_is_null(view_of: View, written: str, data: object) -> None:
    """What a user's own key does not say is null, however deep it stands, in plan.json and portfolio.json."""
    own_key = f"\nx-note: {written}\n"
    view = view_of(f"campaign:\n  title: Iced\n  x-note: {written}{own_key}", portfolio=PORTFOLIO + own_key)
    plan = json.loads(plan_json(view.campaign))["plan"]
    assert (plan["extra"], plan["campaign"]["extra"]) == ({"x-note": data}, {"x-note": data})
    document = json.loads(portfolio_json(view.campaign.shared, [], [], date(2026, 3, 1)))
    assert document["portfolio"]["extra"] == {"x-note": data}


def test_readings_run_no_formula(view: CampaignView) -> None:
    """Each reading has its file and line, and a cell that a spreadsheet would run is text."""
    [row] = csv.DictReader(io.StringIO(readings_csv(view.campaign).decode()))
    assert (row["start"], row["value"], row["file"], row["line"]) == (
        "2026-03-02",
        "1200",
        "plans/t/readings/r.csv",
        "2",
    )
    assert row["note"] == "'=1+1"


@pytest.mark.parametrize("sign", ["=", "@", "+", "-", "\uff1d", "\uff20", "\uff0b", "\uff0d"])
def test_texts_are_disarmed_and_numbers_stay(view_of: View, sign: str) -> None:
    """A note that begins with a sign of a formula is text to a spreadsheet; a change with a sign stays a number."""
    table = f"end,channel,metric,change,note\n2026-03-03,instagram,views,-5,{sign}2+3|cmd\n"
    view = view_of(PLAN, portfolio=PORTFOLIO, readings=table)
    [row] = csv.DictReader(io.StringIO(readings_csv(view.campaign).decode()))
    assert (row["change"], row["note"]) == ("-5", f"'{sign}2+3|cmd")


def test_portfolio_lists_every_plan(view: CampaignView) -> None:
    """portfolio.json has what plans share, each plan with its address, and those that cannot be read."""
    broken = Unreadable("broken", "Broken", "plans/broken/plan.yaml")
    row = campaign_row(view.campaign)
    document = json.loads(portfolio_json(view.campaign.shared, [row], [broken], date(2026, 3, 1)))
    assert document["campaigns"] == [row]
    assert (row["id"], row["state"], row["plan"]) == ("t", "running", "plans/t/plan.json")
    assert document["unreadable"] == [{"id": "broken", "title": "Broken", "file": "plans/broken/plan.yaml"}]
    assert document["portfolio"]["teams"]["social"]["title"] == "Social"


def test_facts_are_apart_for_each_file(view: CampaignView) -> None:
    """The three files of the portfolio get what they say of a campaign, each for itself."""
    portfolio, status, llms = facts(view)
    assert portfolio == PortfolioRow(campaign_row(view.campaign))
    assert isinstance(status, StatusEntry)
    assert json.loads(status.text)["id"] == "t"
    assert llms == LlmsLine(campaign_line(view))


def test_llms_has_lists_of_links(view: CampaignView) -> None:
    """llms.txt has a title, a sentence, and a line for each campaign, with no marks of Markdown in words of plans."""
    portfolio = PortfolioView(view.campaign.shared, view.say, view.links, view.on)
    lines = llms_text("Kopi *Contoh*", portfolio, [campaign_line(view)]).decode().splitlines()
    assert lines[0] == r"# Kopi \*Contoh\*"
    assert lines[2].startswith("> Campaign plans with strategy")
    assert "1 Mar 2026" in lines[2]
    assert r"- [Iced](plans/t/): Cold and \[good\]." in lines
    assert [line for line in lines if line.startswith("##")] == ["## Campaigns", "## Data"]
    empty = llms_text("Kopi", portfolio, []).decode()
    assert "## Campaigns" not in empty
    assert "[status.json](status.json)" in empty
