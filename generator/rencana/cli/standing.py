"""`rencana status` and `rencana due`: how campaigns stand, and which readings somebody has to obtain."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rencana.cli import options
from rencana.cli.checking import echo
from rencana.errors import UsageError

if TYPE_CHECKING:
    # Help should not wait for the arithmetic.
    from rencana.measure import Measured

_WORST = ("missed", "behind", "at-risk", "stale")
_LANGUAGES = click.Choice(["en", "id"])


@click.command(epilog="Example: rencana status iftar-2026 --on 2026-03-01 --fail-on behind")
@click.argument("campaigns", nargs=-1)
@options.workspace
@options.on
@click.option("--language", type=_LANGUAGES, help="The language of the text; else that of each plan.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--fail-on", type=click.Choice(_WORST), help="Leave with 1 where a KPI is so, or worse; or is stale.")
def status(
    campaigns: tuple[str, ...], start: Path, on: date | None, language: str | None, form: str, fail_on: str | None
) -> int:
    """Say of each KPI where it stands: value, target, path, and a status with its rule.

    Exit code 0: fine. 1: a KPI is as --fail-on says, or a plan cannot be read. 2: it could not run.
    """
    from rencana.render.status import status_json, status_text  # noqa: PLC0415  help should not wait for the model

    measured, day = _measured(campaigns, start, on)
    echo(status_json(measured, day).decode() if form == "json" else status_text(measured, language or ""), end="")
    return int(fail_on is not None and any(_fails(one, fail_on) for one in measured))


def _fails(one: "Measured", fail_on: str) -> bool:
    if not one.judged:
        return False
    if fail_on == "stale":
        return one.stale
    return any(kpi.status in _WORST[: _WORST.index(fail_on) + 1] for kpi in one.kpis.values())


@click.command(epilog="Example: rencana due --team social-team --days 14 --format ics")
@click.argument("campaigns", nargs=-1)
@options.workspace
@options.on
@click.option("--team", metavar="ID", help="Only what this team obtains.")
@click.option("--days", type=click.IntRange(0, 366), default=7, show_default=True, help="How many days to look ahead.")
@click.option("--language", type=_LANGUAGES, help="The language of the text; else that of the portfolio.")
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
    from rencana.render.due import due_calendar, due_json, due_text  # noqa: PLC0415  help should not wait for the model
    from rencana.render.say import Say  # noqa: PLC0415  as above
    from rencana.words.languages import interface  # noqa: PLC0415  as above

    measured, day = _measured(campaigns, start, on)
    shared = measured[0].campaign.shared if measured else None
    if team and shared and team not in shared.teams:
        raise UsageError(f"There is no team {team}.", help=f"Known: {', '.join(shared.teams) or 'none'}.")
    until = day + timedelta(days=days)
    found = [one for each in measured for one in each.due if one.due <= until and team in (None, one.team)]
    found.sort(key=lambda one: (one.due, one.campaign, one.kpi, one.channel, one.item))
    say = Say(interface(language or (shared.language if shared else "en")))
    match form:
        case "json":
            echo(due_json(found, day).decode(), end="")
        case "ics":
            echo(due_calendar(measured, found, day, say).decode(), end="")
        case _:
            echo(due_text(measured, found, say), end="")
    return 0


def _measured(campaigns: tuple[str, ...], start: Path, on: date | None) -> "tuple[list[Measured], date]":
    """Reads the workspace and measures the campaigns that are asked for; all, where none is named."""
    from rencana import pipeline  # noqa: PLC0415  help should not wait for the model
    from rencana.words.nearest import nearest  # noqa: PLC0415  only a misspelt name needs it

    checked = pipeline.read_workspace(pipeline.find_workspace(start), on=on)
    known = checked.portfolio.campaigns
    broken = {one.id: one.path for one in checked.portfolio.unreadable}
    for name in campaigns:
        if name in broken:
            raise UsageError(f"{broken[name]} cannot be read.", help="`rencana check` says why.")
        if name not in known:
            close = nearest(name, sorted(known))
            raise UsageError(f"There is no campaign {name}.", help=f"Did you mean {close}?" if close else "")
    for path in broken.values():
        click.echo(f"{path} cannot be read and is left out; `rencana check` says why.", err=True)
    return pipeline.measured(checked, campaigns), checked.on
