"""`rencana status` and `rencana due`: how campaigns stand, and which readings somebody has to obtain."""

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rencana.cli import options
from rencana.cli.check import echo
from rencana.errors import UsageError

if TYPE_CHECKING:
    # Help should not wait for the arithmetic.
    from rencana.pipeline import Fleet

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
    from rencana.render.files.status import status_data, status_entry, status_json, status_text  # noqa: PLC0415  help should not wait

    make = status_data if form == "json" else partial(status_text, language=language or "")
    fleet, entries = _entries(campaigns, start, on, make)
    failing: list[bool] = []

    def passing() -> Iterator[Any]:
        for one in entries:
            failing.append(fail_on is not None and _fails(one, fail_on))
            yield one

    if form == "json":
        for piece in status_json(map(status_entry, passing()), fleet.on):
            echo(piece, end="")
    else:
        for number, one in enumerate(passing()):
            echo(f"\n{one['text']}" if number else one["text"])
    return int(any(failing))


def _fails(one: dict[str, Any], fail_on: str) -> bool:
    """Tells whether a campaign is as bad as an exit code should say; one that is not judged is not."""
    if one["status"] is None:
        return False
    if fail_on == "stale":
        return bool(one["stale"])
    return any(kpi["status"] in _WORST[: _WORST.index(fail_on) + 1] for kpi in one["kpis"])


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
    from rencana.render.files.due import due_calendar, due_data, due_json, due_text, in_order  # noqa: PLC0415  as above
    from rencana.render.text.say import Say  # noqa: PLC0415  as above
    from rencana.words.languages import interface  # noqa: PLC0415  as above

    fleet = _fleet(start, on)
    if team and team not in fleet.shared.teams:
        raise UsageError(f"There is no team {team}.", help=f"Known: {', '.join(fleet.shared.teams) or 'none'}.")
    say = Say(interface(language or fleet.shared.language))
    _, entries = _entries(campaigns, start, on, partial(due_data, language=say.language))
    until = (fleet.on + timedelta(days=days)).isoformat()
    found = in_order(one for entry in entries for one in entry if one["due"] <= until and team in (None, one["team"]))
    match form:
        case "json":
            echo(due_json(found, fleet.on).decode(), end="")
        case "ics":
            echo(due_calendar(found, fleet.on, say).decode(), end="")
        case _:
            echo(due_text(found, say), end="")
    return 0


def _fleet(start: Path, on: date | None) -> "Fleet":
    from rencana import pipeline  # noqa: PLC0415  help should not wait for the model

    return pipeline.fleet(pipeline.find_workspace(start), on)


def _entries(
    campaigns: tuple[str, ...], start: Path, on: date | None, make: Callable[..., Any]
) -> "tuple[Fleet, Iterator[Any]]":
    """Returns what is made of each campaign that is asked for, all where none is named, as it is measured."""
    from rencana import pipeline  # noqa: PLC0415  help should not wait for the model
    from rencana.jobs.store import open_store  # noqa: PLC0415  as above
    from rencana.words.nearest import nearest  # noqa: PLC0415  only a misspelt name needs it

    fleet = _fleet(start, on)
    for name in campaigns:
        if name not in fleet.folders:
            close = nearest(name, sorted(fleet.folders))
            raise UsageError(f"There is no campaign {name}.", help=f"Did you mean {close}?" if close else "")
    names = campaigns or tuple(fleet.folders)

    def made() -> Iterator[Any]:
        cache = open_store(fleet.root)
        for name, one in pipeline.stands(fleet, names, make, cache, os.cpu_count() or 1):
            if one is None:
                path = f"plans/{name}/plan.yaml"
                click.echo(f"{path} cannot be read and is left out; `rencana check` says why.", err=True)
            else:
                yield one
        if cache:
            cache.prune()

    return fleet, made()
