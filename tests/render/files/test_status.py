"""What `status` and `due` say to machines keeps its form, on every workspace."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import jsonschema_rs
import pytest
from plain import measured, read_workspace

from rencana.cli.schema import OUTPUTS, output_schema
from rencana.measure import Measured
from rencana.render.files.due import due_calendar, due_data, due_json, due_text
from rencana.render.files.status import status_data, status_entry, status_json, status_text
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
    assert document["$id"].endswith(f"/{kind}-1.json")


@pytest.mark.parametrize("language", ["en", "id"])
def test_text_says_every_kpi(language: str) -> None:
    """The text has a line for each KPI and a head for each campaign, in both languages."""
    campaigns = measured(read_workspace(ROOT, on=ON))
    lines = [line for campaign in campaigns for line in status_text(campaign, language)["text"].splitlines()]
    assert len([line for line in lines if line.startswith("  ")]) == sum(len(campaign.kpis) for campaign in campaigns)
    assert len([line for line in lines if not line.startswith(" ")]) == len(campaigns)
    dues = [due for each in campaigns for due in due_data(each, language)]
    assert len(due_text(dues, Say(language)).splitlines()) > len(dues)
