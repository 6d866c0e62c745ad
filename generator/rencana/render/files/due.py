"""Readings that are due: for people (text), programs (JSON) and calendars (iCalendar)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar, Event

from rencana.measure import Due, DueState, Measured
from rencana.render.files.data import as_json
from rencana.render.subject.campaign import channel_title, kpi_title
from rencana.render.text import terms
from rencana.render.text.say import Say

VERSION = 1
_DAY = timedelta(days=1)
_WORDS = "words"
"""What an entry says in a language, beside its data."""


def due_data(measured: Measured, language: str = "en") -> list[dict[str, Any]]:
    """Returns what is due in a campaign as plain data, each entry with the words that people read."""
    say = Say(language)
    return [{**_entry(one, measured.on), _WORDS: _words(measured, one, say)} for one in measured.due]


def _entry(one: Due, on: date) -> dict[str, Any]:
    return {
        "campaign": one.campaign,
        "kpi": one.kpi,
        "channel": one.channel or None,
        "item": one.item or None,
        "team": one.team or None,
        "start": one.start.isoformat() if one.start else None,
        "end": one.end.isoformat(),
        "due": one.due.isoformat(),
        "state": one.state.value,
        "gap": one.gap,
        "lost_on": one.lost_on.isoformat() if one.lost_on else None,
        "soon_lost": one.soon_lost(on),
    }


def _words(measured: Measured, one: Due, say: Say) -> dict[str, str]:
    campaign = measured.campaign
    team = campaign.shared.teams.get(one.team)
    parts = [kpi_title(campaign, one.kpi, say.language)]
    parts += [channel_title(campaign, one.channel, say.language)] if one.channel else []
    parts += [campaign.items[one.item].title or one.item] if one.item else []
    what = f"{campaign.plan.campaign.title}: {', '.join(parts)}, {say.days(one.start, one.end)}"
    line = f"{say.term(one.state.value, terms.DUE_STATES)}: {what}"
    if one.state is DueState.UPCOMING:
        line += f", {say('from {day}', day=say.day(one.due))}"
    if one.lost_on and one.state is not DueState.LOST:
        line += f", {say('can be had until {day}', day=say.day(one.lost_on))}"
    return {"team": team.title if team else one.team or say("No team"), "what": what, "line": line}


def in_order(entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Returns entries of several campaigns in the order in which they come due."""
    return sorted(entries, key=lambda one: (one["due"], one["campaign"], one["kpi"], one["channel"] or "", one["end"]))


def due_json(entries: Iterable[Mapping[str, Any]], on: date) -> bytes:
    """Returns what is due as JSON."""
    bare = [{key: value for key, value in one.items() if key != _WORDS} for one in entries]
    return as_json({"version": VERSION, "on": on.isoformat(), "due": bare})


def due_text(entries: Sequence[Mapping[str, Any]], say: Say) -> str:
    """Returns what is due as text, team by team, the most urgent first."""
    urgency = [state.value for state in DueState]
    teams: dict[str, list[str]] = {}
    for one in sorted(entries, key=lambda one: urgency.index(one["state"])):
        teams.setdefault(one[_WORDS]["team"], []).append(f"  {one[_WORDS]['line']}")
    blocks = ["\n".join([team, *lines]) for team, lines in sorted(teams.items())]
    return "\n\n".join(blocks or [say("No reading is due.")]) + "\n"


def due_calendar(entries: Iterable[Mapping[str, Any]], on: date, say: Say) -> bytes:
    """Returns what is due as a calendar of whole days; the same reading keeps its UID, so that it is never doubled."""
    made = Calendar()
    made.add("prodid", "-//Rencana//readings due//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", say("Readings that are due"))
    for one in entries:
        if one["state"] != DueState.LOST:
            made.add_component(_event(one, on))
    return bytes(made.to_ical())


def _event(one: Mapping[str, Any], on: date) -> Event:
    event, day = Event(), date.fromisoformat(one["due"])
    marks = [one[key] for key in ("campaign", "kpi", "channel", "item", "start", "end") if one[key]]
    event.add("uid", f"{'-'.join(marks)}@rencana")
    event.add("dtstamp", datetime.combine(on, time(), tzinfo=UTC))
    event.add("dtstart", day)
    event.add("dtend", day + _DAY)
    event.add("summary", one[_WORDS]["what"])
    event.add("description", one[_WORDS]["team"])
    event.add("transp", "TRANSPARENT")
    return event
