"""`rencana due`: which readings somebody has to obtain."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import click

from rencana.cli import options
from rencana.cli.machine import MachineCommand
from rencana.cli.options import LANGUAGES
from rencana.cli.output import echo
from rencana.cli.status import measure, open_on
from rencana.errors import UsageError


@click.command(cls=MachineCommand, epilog="Example: rencana due --team social-team --days 14 --format ics")
@click.argument("campaigns", nargs=-1)
@options.workspace
@options.on
@click.option("--team", metavar="ID", help="Only what this team obtains.")
@click.option("--days", type=click.IntRange(0, 366), default=7, show_default=True, help="How many days to look ahead.")
@click.option("--language", type=LANGUAGES, help="The language of the text; else that of the portfolio.")
@click.option("--format", "form", type=click.Choice(["text", "json", "ics"]), default="text", show_default=True)
def due(
    campaigns: tuple[str, ...],
    start: Path,
    on: date | None,
    team: str | None,
    days: int,
    language: str | None,
    form: str,
) -> int:
    """List the readings that are due, overdue, or about to be lost, team by team."""
    from rencana.render.files.due import due_calendar, due_data, due_json, due_text, in_order  # noqa: PLC0415  help should not wait for the model
    from rencana.render.text.say import Say  # noqa: PLC0415  as above
    from rencana.words.languages import interface  # noqa: PLC0415  as above

    workspace = open_on(start, on)
    teams = workspace.shared.teams
    if team and team not in teams:
        raise UsageError(f"There is no team {team}.", help=f"Known: {', '.join(teams) or 'none'}.")
    say = Say(interface(language or workspace.shared.language))
    _, entries = measure(campaigns, start, on, partial(due_data, language=say.language))
    until = (workspace.on + timedelta(days=days)).isoformat()
    readings = in_order(
        reading for entry in entries for reading in entry if reading["due"] <= until and team in (None, reading["team"])
    )
    match form:
        case "json":
            echo(due_json(readings, workspace.on).decode(), end="", exact=True)
        case "ics":
            echo(due_calendar(readings, workspace.on, say).decode(), end="", exact=True)
        case _:
            echo(due_text(readings, say), end="")
    return 0
