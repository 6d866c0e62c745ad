"""Readings that are due: for people (text), programs (JSON) and calendars (iCalendar)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from rencana.measure import Due, DueState, Measured
from rencana.render.files.data import as_json
from rencana.render.files.ical import moment_line, text_line
from rencana.render.subject.campaign import channel_title, kpi_title
from rencana.render.text import terms
from rencana.render.text.say import Say

VERSION = 1
_DAY = timedelta(days=1)
_WORDS = "words"
"""The key of the texts of an entry, beside its data."""


def due_data(measured: Measured, language: str = "en") -> list[dict[str, Any]]:
    """Returns what is due in a campaign as plain data, each entry with the texts that people read."""
    say = Say(language)
    return [{**_entry(due, measured.on), _WORDS: _words(measured, due, say)} for due in measured.due]


def _entry(due: Due, on: date) -> dict[str, Any]:
    return {
        "campaign": due.campaign,
        "kpi": due.kpi,
        "channel": due.channel or None,
        "item": due.item or None,
        "team": due.team or None,
        "start": due.start.isoformat() if due.start else None,
        "end": due.end.isoformat(),
        "due": due.due.isoformat(),
        "state": due.state.value,
        "gap": due.gap,
        "lost_on": due.lost_on.isoformat() if due.lost_on else None,
        "soon_lost": due.soon_lost(on),
    }


def _words(measured: Measured, due: Due, say: Say) -> dict[str, str]:
    campaign = measured.campaign
    team = campaign.shared.teams.get(due.team)
    parts = [kpi_title(campaign, due.kpi, say.language)]
    parts += [channel_title(campaign, due.channel, say.language)] if due.channel else []
    parts += [campaign.items[due.item].title or due.item] if due.item else []
    what = f"{campaign.plan.campaign.title}: {', '.join(parts)}, {say.days(due.start, due.end)}"
    line = f"{say.term(due.state.value, terms.DUE_STATES)}: {what}"
    if due.state is DueState.UPCOMING:
        line += f", {say('from {day}', day=say.day(due.due))}"
    if due.lost_on and due.state is not DueState.LOST:
        line += f", {say('can be had until {day}', day=say.day(due.lost_on))}"
    return {"team": team.title if team else due.team or say("No team"), "what": what, "line": line}


def in_order(entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Returns entries of several campaigns in the order in which they come due."""
    return sorted(
        entries, key=lambda entry: (entry["due"], entry["campaign"], entry["kpi"], entry["channel"] or "", entry["end"])
    )


def due_json(entries: Iterable[Mapping[str, Any]], on: date) -> bytes:
    """Returns what is due as JSON."""
    bare = [{key: value for key, value in entry.items() if key != _WORDS} for entry in entries]
    return as_json({"version": VERSION, "on": on.isoformat(), "due": bare})


def due_text(entries: Sequence[Mapping[str, Any]], say: Say) -> str:
    """Returns what is due as text, team by team, the most urgent first."""
    urgency = [state.value for state in DueState]
    teams: dict[str, list[str]] = {}
    for entry in sorted(entries, key=lambda entry: urgency.index(entry["state"])):
        teams.setdefault(entry[_WORDS]["team"], []).append(f"  {entry[_WORDS]['line']}")
    blocks = ["\n".join([team, *lines]) for team, lines in sorted(teams.items())]
    return "\n\n".join(blocks or [say("No reading is due.")]) + "\n"


def due_calendar(entries: Iterable[Mapping[str, Any]], on: date, say: Say) -> bytes:
    """Returns what is due as a calendar of whole days; a reading always has the same UID, so programs add it once."""
    head = [
        "VERSION:2.0",
        "PRODID:-//Rencana//readings due//EN",
        text_line("X-WR-CALNAME", say("Readings that are due")),
    ]
    events = [line for entry in entries if entry["state"] != DueState.LOST for line in _event(entry, on)]
    return "\r\n".join(["BEGIN:VCALENDAR", *head, *events, "END:VCALENDAR", ""]).encode()


def _event(entry: Mapping[str, Any], on: date) -> Iterator[str]:
    day = date.fromisoformat(entry["due"])
    marks = [entry[key] for key in ("campaign", "kpi", "channel", "item", "start", "end") if entry[key]]
    yield "BEGIN:VEVENT"
    yield text_line("SUMMARY", entry[_WORDS]["what"])
    yield moment_line("DTSTART", day)
    yield moment_line("DTEND", day + _DAY)
    yield moment_line("DTSTAMP", datetime.combine(on, time(), tzinfo=UTC))
    yield text_line("UID", f"{'-'.join(marks)}@rencana")
    yield text_line("DESCRIPTION", entry[_WORDS]["team"])
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
