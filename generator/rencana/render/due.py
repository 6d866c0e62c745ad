"""Readings that are due: for people (text), programs (JSON) and calendars (iCalendar)."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar, Event

from rencana.measure import Due, DueState, Measured
from rencana.render import terms
from rencana.render.data import as_json
from rencana.render.say import Say
from rencana.render.views.scene import channel_title, kpi_title

VERSION = 1
_DAY = timedelta(days=1)


def due_json(dues: Iterable[Due], on: date) -> bytes:
    """Returns what is due as JSON, in the order in which it comes due."""
    return as_json({"version": VERSION, "on": on.isoformat(), "due": [_entry(one, on) for one in dues]})


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


def due_text(measured: Sequence[Measured], dues: Sequence[Due], say: Say) -> str:
    """Returns what is due as text, team by team, the most urgent first."""
    by_id = {one.campaign.id: one for one in measured}
    by_team: dict[str, list[Due]] = {}
    for one in dues:
        by_team.setdefault(one.team, []).append(one)
    blocks = []
    for team, own in sorted(by_team.items()):
        shared = by_id[own[0].campaign].campaign.shared.teams.get(team)
        title = shared.title if shared else team or say("No team")
        ordered = sorted(own, key=lambda one: (tuple(DueState).index(one.state), one.due, one.campaign, one.kpi))
        blocks.append("\n".join([title, *(f"  {_line(by_id[one.campaign], one, say)}" for one in ordered)]))
    return "\n\n".join(blocks) + "\n" if blocks else f"{say('No reading is due.')}\n"


def _line(measured: Measured, one: Due, say: Say) -> str:
    word = say.term(one.state.value, terms.DUE_STATES)
    title = measured.campaign.plan.campaign.title
    said = f"{word}: {title}: {_what(measured, one, say)}"
    if one.state is DueState.UPCOMING:
        said += f", {say('from {day}', day=say.day(one.due))}"
    if one.lost_on and one.state is not DueState.LOST:
        said += f", {say('can be had until {day}', day=say.day(one.lost_on))}"
    return said


def _what(measured: Measured, one: Due, say: Say) -> str:
    """Returns what has to be read: the KPI, its channel or post, and the days."""
    campaign = measured.campaign
    parts = [kpi_title(campaign, one.kpi, say.language)]
    parts += [channel_title(campaign, one.channel, say.language)] if one.channel else []
    parts += [campaign.items[one.item].title or one.item] if one.item else []
    return f"{', '.join(parts)}, {say.days(one.start, one.end)}"


def due_calendar(measured: Sequence[Measured], dues: Iterable[Due], on: date, say: Say) -> bytes:
    """Returns what is due as a calendar of whole days; the same reading keeps its UID, so that it is never doubled."""
    by_id = {one.campaign.id: one for one in measured}
    made = Calendar()
    made.add("prodid", "-//Rencana//readings due//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", say("Readings that are due"))
    stamp = datetime.combine(on, time(), tzinfo=UTC)
    for one in dues:
        if one.state is DueState.LOST:
            continue
        measure, event = by_id[one.campaign], Event()
        marks = [part for part in (one.campaign, one.kpi, one.channel, one.item, str(one.end)) if part]
        title = measure.campaign.plan.campaign.title
        event.add("uid", f"{'-'.join(marks)}@rencana")
        event.add("dtstamp", stamp)
        event.add("dtstart", one.due)
        event.add("dtend", one.due + _DAY)
        event.add("summary", f"{title}: {_what(measure, one, say)}")
        if team := measure.campaign.shared.teams.get(one.team):
            event.add("description", team.title)
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return bytes(made.to_ical())
