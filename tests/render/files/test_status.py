"""What `status` and `due` say to machines keeps its form, on every workspace."""

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import jsonschema_rs
import pytest
from plain import measured, read_workspace

from rencana.cli.schema import OUTPUTS, output_schema
from rencana.measure import Measured, Status
from rencana.render.address import Links
from rencana.render.files.due import due_calendar, due_data, due_json, due_text
from rencana.render.files.status import status_data, status_entry, status_head, status_json, status_rows
from rencana.render.files.status_text import status_text
from rencana.render.subject import status
from rencana.render.subject.campaign import CampaignView, kpi_title
from rencana.render.text.say import Say

ROOT = Path(__file__).parents[3]
REAL = sorted(path.parent for path in (ROOT / "tests" / "cases" / "real").glob("*/facts.yaml"))
ON = date(2026, 3, 1)


@pytest.fixture(params=[ROOT, ROOT / "tests" / "cases" / "site" / "workspace", *REAL], ids=lambda path: path.name)
def campaigns(request: pytest.FixtureRequest) -> list[Measured]:
    """A workspace, measured."""
    return measured(read_workspace(request.param, on=ON))


def _valid(kind: str, content: bytes | str) -> Any:
    document = json.loads(content)
    jsonschema_rs.validator_for(json.loads(output_schema(kind))).validate(document)
    return document


def test_status_keeps_its_schema(campaigns: list[Measured]) -> None:
    """The JSON of `status` fits its schema, and every row that it names stands in a file of the campaign."""
    document = _valid("status", "".join(status_json(map(status_entry, map(status_data, campaigns)), ON)))
    assert [campaign["id"] for campaign in document["campaigns"]] == [campaign.campaign.id for campaign in campaigns]
    for entry, measure in zip(document["campaigns"], campaigns, strict=True):
        places = {f"{row.file}:{row.line}" for row in measure.campaign.readings}
        named = {row for kpi in entry["kpis"] for part in kpi["parts"] for row in part["readings"]}
        assert named <= places


def test_due_keeps_its_schema(campaigns: list[Measured]) -> None:
    """The JSON of `due` fits its schema; nothing is due before the days that it is about are over."""
    dues = [due for each in campaigns for due in due_data(each)]
    document = _valid("due", due_json(dues, ON))
    assert len(document["due"]) == len(dues)
    assert all(due["due"] > due["end"] for due in document["due"] if due["item"] is None)


def test_calendar_is_one_for_each_reading(campaigns: list[Measured]) -> None:
    """The calendar holds each reading that can still be had once, under an id of its own, and is read back."""
    dues = [due for each in campaigns for due in due_data(each)]
    content = due_calendar(dues, ON, Say("en"))
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    ids = [str(event["uid"]) for event in events]
    assert len(ids) == len(set(ids)) == sum(due["state"] != "lost" for due in dues)
    assert content == due_calendar(dues, ON, Say("en"))


@pytest.mark.parametrize("kind", OUTPUTS)
def test_schemas_are_schemas(kind: str) -> None:
    """What `rencana schema` prints of outputs is a JSON Schema that can be named."""
    document = json.loads(output_schema(kind))
    jsonschema_rs.meta.validate(document)
    version = document["properties"]["version"]["const"]
    assert document["$id"].endswith(f"/{kind}-{version}.json")


@pytest.mark.parametrize("language", ["en", "id"])
def test_text_says_every_kpi(language: str) -> None:
    """The text has an entry for each KPI and a head for each campaign, in both languages, within 100 columns."""
    campaigns = measured(read_workspace(ROOT, on=ON))
    for campaign in campaigns:
        view = CampaignView(campaign.campaign, Say(language), Links("index.md"), ON, campaign)
        lines = status_text(campaign, language)["text"].splitlines()
        titles = [kpi_title(campaign.campaign, name, language) for name in campaign.kpis]
        entries = [line for line in lines if re.match("  [^ ]", line) and ": " in line]
        assert all(title in entry for title, entry in zip(titles, entries, strict=True))
        assert max(map(len, lines)) <= 110, view.campaign.id
        assert len([line for line in lines if not line.startswith(" ")]) == 1
    dues = [due for each in campaigns for due in due_data(each, language)]
    assert len(due_text(dues, Say(language)).splitlines()) > len(dues)


def test_forms_say_the_same(campaigns: list[Measured]) -> None:
    """Text, JSON and table never differ in the status of a target, nor in the value that it was judged by."""
    for campaign in campaigns:
        data = status_data(campaign)
        rows = list(csv.DictReader((status_head() + status_rows(data)).splitlines()))
        view = CampaignView(campaign.campaign, Say("en"), Links("index.md"), ON, campaign)
        text = " ".join(status_text(campaign, "en")["text"].split())
        targets = [(kpi, target) for kpi in data["kpis"] for target in kpi["targets"] or [None]]
        for (kpi, target), row in zip(targets, rows, strict=True):
            judged = (target["judged"] or {}) if target else {}
            assert (row["campaign"], row["kpi"], row["kpi_status"]) == (data["id"], kpi["id"], kpi["status"])
            assert row["status"] == (target or kpi)["status"]
            assert (row["judged"], row["judged_end"]) == (_cell(judged.get("value")), _cell(judged.get("end")))
        for progress in campaign.kpis.values():
            for target in progress.targets:
                words = [status.judged_words(view, progress, target), status.chip(view, target.verdict)]
                assert all(" ".join(word.split()) in text for word in words)


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def test_counts_are_those_of_the_entries(campaigns: list[Measured]) -> None:
    """The counts of a campaign are those of its objectives and KPIs, each status once, the worst first."""
    for campaign in campaigns:
        data = status_data(campaign)
        for kind, counts in data["counts"].items():
            statuses = [entry["status"] for entry in data[kind]]
            assert counts == {status: statuses.count(status) for status in statuses}
            assert list(counts) == sorted(counts, key=[status.value for status in Status].index)


PLAN = """
campaign: {title: Iced, state: running, period: {start: 2026-02-02, end: 2026-03-15}}
channels: {instagram: {kind: owned}}
measurement:
  kpis:
    fans: {title: 粉丝, metric: followers, channels: [instagram], baseline: {value: 100, date: 2026-02-01},
      targets: [{value: 200, by: 2026-03-15, revised: {from: 150, date: 2026-02-10}}]}
    seen: {title: Views, metric: views, channels: [instagram]}
"""
READINGS = "start,end,channel,metric,value\n,2026-02-28,instagram,followers,105\n,2026-02-27,instagram,followers,>90\n"


@pytest.fixture(scope="module")
def iced(view_of: Callable[..., CampaignView]) -> Measured:
    """A campaign with a KPI that lags, and one without readings."""
    return view_of(PLAN, readings=READINGS).measured


def test_text_is_aligned(iced: Measured) -> None:
    """Each KPI is an entry; what does not fit in 100 columns goes on below its title."""
    assert status_text(iced)["text"].replace("\N{NO-BREAK SPACE}", " ").splitlines() == [
        "Iced · Running · ↘ Behind · 1 Mar 2026 · 1 of 2 KPIs behind",
        "  ↘  Behind      粉丝: 105 on 28 Feb 2026 · target 200 by 15 Mar 2026",
        "                   59 short of 164 expected by now",
        "  ?  No reading  Views: No reading yet",
    ]


def test_text_has_what_an_exit_code_needs(iced: Measured) -> None:
    """Beside the text stand the status of the campaign and of each KPI, as in the data."""
    text, data = status_text(iced, "id"), status_data(iced)
    assert text["text"].startswith("Iced · Berjalan")
    assert (text["status"], text["stale"]) == (data["status"], data["stale"]) == ("behind", False)
    assert text["kpis"] == [{"status": kpi["status"]} for kpi in data["kpis"]]


def test_data_has_bare_numbers(iced: Measured) -> None:
    """Whole numbers are whole, what is not known is null, and what an aim was before is there too."""
    fans, views = status_data(iced)["kpis"]
    assert (fans["value"], fans["gap"] < 0, fans["as_of"]) == (105, True, "2026-02-28")
    assert fans["baseline"] == {"value": 100, "date": "2026-02-01"}
    [target] = fans["targets"]
    assert (target["value"], target["by"], target["was"]) == (200, "2026-03-15", 150)
    assert (views["value"], views["why_not"], views["targets"]) == (None, "no-reading", [])


def test_bounds_are_apart(view_of: Callable[..., CampaignView]) -> None:
    """A size of which only a bound is known has no value, but its bounds."""
    rows = "start,end,channel,metric,value\n,2026-02-28,instagram,followers,>105\n"
    fans = status_data(view_of(PLAN, readings=rows).measured)["kpis"][0]
    assert (fans["value"], fans["low"], fans["high"]) == (None, 105, None)


def test_document_comes_in_pieces() -> None:
    """A document of no campaign, of one and of two is JSON, whatever pieces it is made of."""
    entry = status_entry({"id": "a"})
    for count in range(3):
        document = json.loads("".join(status_json([entry] * count, ON)))
        assert document == {"version": 2, "on": "2026-03-01", "campaigns": [{"id": "a"}] * count}


@pytest.mark.parametrize(
    ("kpi", "reading", "words"),
    [
        ("metric: csat, targets: [{value: 80%}]", ",csat,79.96%", ("79.96%", "target 80%")),
        ("metric: views, channels: [x], targets: [{value: 9000}]", "x,views,8996", ("8,996", "target 9,000")),
        (
            "metric: resolution-time, targets: [{value: 2h}]",
            ",resolution-time,2h 20s",
            ("20 seconds", "target 2 hours"),
        ),
        ("metric: spend, channels: [x], targets: [{max: 5 USD}]", "x,spend,5.0020 USD", ("5.002", "at most US$5")),
    ],
)
def test_text_shows_a_miss(
    kpi: str, reading: str, words: tuple[str, str], view_of: Callable[..., CampaignView]
) -> None:
    """A value that just misses its target does not look like the target."""
    plan = (
        "campaign: {title: T, state: running, period: {start: 2026-02-01, end: 2026-02-28}}\n"
        f"channels: {{x: {{kind: owned}}}}\nmeasurement: {{kpis: {{it: {{title: It, {kpi}}}}}}}"
    )
    readings = f"start,end,channel,metric,value\n2026-02-01,2026-02-28,{reading}\n"
    text = status_text(view_of(plan, readings=readings, on=date(2026, 3, 5)).measured)["text"]
    assert "Missed" in text
    assert all(word in text.replace("\N{NO-BREAK SPACE}", " ") for word in words)
