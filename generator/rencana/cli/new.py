"""`rencana new`: the first files of a campaign."""

import sys
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rencana.cli import options, starter
from rencana.cli.interview import ask
from rencana.cli.options import LANGUAGES
from rencana.cli.output import echo
from rencana.disk import write
from rencana.errors import UsageError
from rencana.workspace import find_workspace, today

if TYPE_CHECKING:  # help should not wait for the model
    from rencana.plan.shared import Shared

_LENGTH = timedelta(days=89)
_FIRST_REVIEW = timedelta(days=28)


@click.command(epilog="Example: rencana new iftar-2026 --from awareness")
@click.argument("campaign")
@click.option("--from", "kind", type=click.Choice(starter.KINDS), help="Start from a worked example of this kind.")
@click.option("--language", type=LANGUAGES, help="The language of the plan; the portfolio's, where it is left out.")
@options.workspace
@options.on
def new(campaign: str, kind: str | None, language: str | None, start: Path, on: date | None) -> int:
    """Write a new campaign. On a terminal it asks the five stages in their order; else it writes a worked example."""
    from rencana.plan.language.fault import refusal, short  # noqa: PLC0415  help should not wait for the model
    from rencana.plan.language.scalar import read_folder  # noqa: PLC0415  as above
    from rencana.plan.workspace import open_workspace  # noqa: PLC0415  as above
    from rencana.source import DiskTree  # noqa: PLC0415  as above

    root = find_workspace(start)
    if why := refusal(read_folder, campaign):
        raise UsageError(f"{short(campaign, 40)} cannot be the name of a campaign.", help=why)
    path = root / "plans" / campaign / "plan.yaml"
    if path.parent.exists():
        raise UsageError(f"{path.parent} is there already.", help="Choose another name; nothing was written.")
    shared = open_workspace(DiskTree(root)).shared
    speaks = language or ("id" if shared.language.startswith("id") else "en")
    interview = kind is None and sys.stdin.isatty()
    first = on or today(shared.timezone, None, {})
    days = starter.Days(first, first + _LENGTH, first + _FIRST_REVIEW)
    worked = partial(starter.answers, kind or starter.KINDS[0])
    answers = (ask if interview else worked)(speaks, offered(shared), days)
    write(path, [starter.campaign(answers, speaks).encode()], within=root)
    echo(starter.texts(speaks)["done"].format(path=path.relative_to(root)))
    return 0


def offered(shared: "Shared") -> starter.PortfolioIds:
    """Returns what a portfolio offers to a new campaign."""
    sources = {name: source.method or "" for name, source in shared.sources.items()}
    return starter.PortfolioIds(tuple(shared.teams), tuple(shared.goals), sources)
