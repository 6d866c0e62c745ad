"""Readings that are due, for people, programs and calendars: the same entries in every form."""

import json
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from rencana.render.files.due import due_calendar, due_json, due_text, in_order
from rencana.render.text.say import Say

ON = date(2026, 3, 1)
EN = Say("en")


def entry(**changed: Any) -> dict[str, Any]:
    """An entry as a campaign gives it."""
    words = {"team": "Social, media", "what": "Iced: Views; all", "line": "Overdue: Iced"}
    plain = {
        "campaign": "iced",
        "kpi": "views",
        "channel": None,
        "item": None,
        "team": "social",
        "start": None,
        "end": "2026-02-20",
        "due": "2026-02-27",
        "state": "overdue",
        "gap": False,
        "lost_on": None,
        "soon_lost": False,
        "words": words,
    }
    return {**plain, **changed}


def test_entries_come_in_the_order_of_days() -> None:
    """What comes due first is first; on one day campaigns and KPIs follow the alphabet."""
    entries = [
        entry(due="2026-02-27", campaign="a", kpi="a", channel="x"),
        entry(due="2026-02-27", campaign="a", kpi="a", channel="y"),
        entry(due="2026-02-27", campaign="a", kpi="b"),
        entry(due="2026-02-27", campaign="b", kpi="a"),
        entry(due="2026-02-28", campaign="a", kpi="a"),
    ]
    assert in_order(reversed(entries)) == entries


def test_json_has_no_words() -> None:
    """Programs get data only: words are for people, and differ from language to language."""
    document = json.loads(due_json([entry()], ON))
    assert document["on"] == "2026-03-01"
    assert "words" not in document["due"][0]
    assert document["due"][0]["state"] == "overdue"


def test_text_is_sorted_by_team_and_urgency() -> None:
    """Each team has its block, and in it what is lost or overdue stands above what is only coming."""

    def urgent(team: str, state: str) -> dict[str, Any]:
        return entry(state=state, words={"team": team, "what": "", "line": f"{team} {state}"})

    states = ("upcoming", "due", "overdue", "lost")
    text = due_text([urgent(team, state) for team in ("Z", "A") for state in states], EN)
    assert text.split() == ["A", *_lines("A"), "Z", *_lines("Z")]
    assert due_text([], EN) == "No reading is due.\n"


def _lines(team: str) -> list[str]:
    return [word for state in ("lost", "overdue", "due", "upcoming") for word in (team, state)]


def test_calendar_has_whole_days() -> None:
    """An entry is a whole day, free for other appointments, with words that cannot break the file."""
    [event] = Calendar.from_ical(due_calendar([entry()], ON, EN)).walk("VEVENT")
    assert (event["SUMMARY"], event["DESCRIPTION"]) == ("Iced: Views; all", "Social, media")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 2, 27), date(2026, 2, 28))
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["UID"] == "iced-views-2026-02-20@rencana"


def test_lost_readings_are_in_no_calendar() -> None:
    """What nobody can read any more is not worth an appointment."""
    content = due_calendar([entry(state="lost"), entry(state="due", channel="x")], ON, EN)
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert event["UID"] == "iced-views-x-2026-02-20@rencana"


@pytest.mark.parametrize("entries", [[], [entry()]], ids=["empty", "one"])
def test_calendar_is_as_the_library_writes_it(entries: list[dict[str, Any]]) -> None:
    """The library reads the calendar and writes the same bytes again."""
    content = due_calendar(entries, ON, EN)
    assert Calendar.from_ical(content).to_ical() == content
